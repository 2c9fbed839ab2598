import ArgumentParser
import Arithmetic
import Constructions
import CopyTask
import Exposition
import Transformers

/// `construct trace`: copies a string in exact arithmetic, and shows what the model does token by token.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Watch the transformer copy a string, token by token, in exact numbers.",
    usage: """
      construct trace --string <letters> [--ngram <n>] [--alphabet <D>]
                      [--scale <scale>] [<showing>]
      construct trace --ngram <n> --length <L> [--alphabet <D>]
                      [--source <source>] [--seed <seed>]
                      [--scale <scale>] [<showing>]
      construct trace --text <file> [--ngram <n>] [--scale <scale>]
                      [<showing>]

      <showing>: [--step <t> | --steps <a-b>] [--keys <K>] [--json]
                 [--quiet]
      """,
    discussion: """
      For every step: the token that was read; the window of the last n + 1 tokens that the first layer \
      gathers; what its gate lets through, which is the query; the best keys with the tokens before them, \
      their scores and exact attention weights; the largest logits; and what is written, by how much. A \
      string that repeats an n-gram may be traced too: the report then shows where the model goes wrong, and why.

      The weights are multiplied in exact arithmetic (--kernel rational of 'copy'), so a trace is for short strings.

      EXAMPLES
        construct trace --string banana
            Letters; n is just large enough that the n-grams are distinct.
        construct trace --string abcabd --ngram 2 --step 2
            The step at which 2-grams are not enough.
        construct trace --ngram 3 --length 10 --keys all --json
            Everything, for programs.
      """)

  @Option(
    help: ArgumentHelp(
      """
      Copy these letters, a to z. D is the smallest, 2 or more, that has them all. Without --ngram, n is one \
      more than the length of the longest substring that occurs twice.
      """,
      valueName: "letters"))
  var string: String?

  @OptionGroup var options: StringOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show only step t, 0 <= t <= L, which comes after t tokens were written.", valueName: "t"),
    transform: stepNumber)
  var step: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show only the steps from a to b, as in 0-3.", valueName: "a-b"),
    transform: stepRange)
  var steps: ClosedRange<Int>?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many of the best keys to show, or 'all'. (default: 3)", valueName: "K"),
    transform: KeyChoice.init(argument:))
  var keys = KeyChoice.best(3)

  @Flag(help: "Print one JSON object (schema verbatim.trace/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing: the exit status says whether the string was copied.")
  var quiet = false

  func run() throws {
    if let step, let steps {
      throw Failure.usage(
        "--step \(step) and --steps \(steps.lowerBound)-\(steps.upperBound): expected one of the two")
    }
    guard string != nil || options.ngram != nil || options.text != nil else {
      throw Failure.usage("nothing to trace: expected --string, --ngram and --length, or --text")
    }
    let input = try string.map(typed) ?? options.input(requiring: requireSize)
    let shown = try shownSteps(length: input.prompt.length)
    let report = try TraceReport(traced(input), of: input, steps: shown)
    if !quiet { Console.print(json ? try report.json() : report.text(style: .ofOutput)) }
    Console.exit(report.copy.status)
  }

  private func traced(_ input: CopyInput) throws(Failure) -> CopyTrace {
    var progress = ProgressLine(length: input.prompt.length, quiet: quiet)
    defer { progress?.clear() }
    do {
      return try CopyTrace(
        of: input.prompt, input.parameters, keys: keys.count,
        workers: Workers(threads: MachineProcessors.count)
      ) { progress?.update($0) }
    } catch {
      throw .limit("\(error)")
    }
  }

  /// The steps to show: those chosen, or all.
  private func shownSteps(length: Int) throws(Failure) -> ClosedRange<Int> {
    let chosen = step.map { $0...$0 } ?? steps ?? 0...length
    guard chosen.upperBound <= length else {
      throw .usage(
        (step.map { "--step \($0)" } ?? "--steps \(chosen.lowerBound)-\(chosen.upperBound)")
          + ": expected steps from 0 to L = \(length)")
    }
    return chosen
  }
}

// MARK: - The string

extension Trace {
  /// The string that was typed, with n given or just large enough that its n-grams are distinct.
  ///
  /// It may be longer than any string with distinct n-grams: nothing is promised here, and the trace shows
  /// where it fails.
  private func typed(_ string: String) throws -> CopyInput {
    for (given, name) in [
      (options.length != nil, "--length"), (options.source != nil, "--source"), (options.seed != nil, "--seed"),
      (options.text != nil, "--text"),
    ] where given {
      throw Failure.usage("\(name) with --string \(shortened(string)): expected one of the two")
    }
    let most = Alphabet.letters(Trace.letters)
    if let alphabet = options.alphabet, alphabet > most.size {
      throw Failure.usage(
        "--alphabet \(alphabet) with --string \(shortened(string)): expected D <= \(most.size), one token for each letter")
    }
    do {
      let named = try options.alphabet.map { size throws(ParameterError) in
        guard size >= 2 else { throw .alphabetTooSmall(size) }
        return Alphabet.letters(size)
      }
      let content = try (named ?? most).tokens(in: string)
      guard !content.isEmpty else { throw ParameterError.lengthTooSmall(0) }
      let size = named?.size ?? max(2, (content.max() ?? 0) + 1)
      let order = options.ngram ?? SuffixArray(content).smallestDistinctOrder()
      let parameters = try NgramParameters(ngram: order, alphabetSize: size, scaleRule: options.scaleRule)
      try requireSize(parameters, length: content.count)
      return CopyInput(
        typed: content, parameters,
        ngramReason: options.ngram == nil
          ? (order == 1
            ? "no letter occurs twice"
            : "the longest substring that occurs twice has \((order - 1).grouped) "
              + "letter\(order == 2 ? "" : "s"); n is one more") : nil)
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    } catch let error as Alphabet.ParsingError {
      throw Failure.usage("--string \(shortened(string)): \(error)")
    }
  }

  /// The string as a message names it.
  private func shortened(_ string: String) -> String {
    // A line of a terminal holds that, and the rest of the message.
    let most = 32
    return string.count > most ? string.prefix(most) + "..." : string
  }

  /// As many as there are from a to z.
  private static let letters = 26

  /// Refuses what nobody could wait for, read or hold.
  private func requireSize(_ parameters: NgramParameters, length: Int) throws(Failure) {
    let size = CopyTraceSize(parameters, length: length, keys: keys.count)
    let subject = "n = \(parameters.ngram), D = \(parameters.alphabetSize), L = \(length): a trace"
    guard size.operations <= Trace.mostOperations else {
      throw .limit(
        "\(subject) takes about \(size.operations) multiplications > \(Trace.mostOperations); 'construct copy' "
          + "has faster kernels")
    }
    let what = keys.count == nil ? "with --keys all " : ""
    guard size.numbers <= Trace.mostNumbers else {
      throw .limit("\(subject) \(what)holds about \(size.numbers) numbers > \(Trace.mostNumbers)")
    }
    guard size.digits <= Trace.mostDigits else {
      throw .limit("\(subject) \(what)holds about \(size.digits) digits > \(Trace.mostDigits)")
    }
    try MachineMemory.require(size.bytes, for: parameters, length: length)
  }

  /// A minute on a slow machine.
  private static let mostOperations: Integer = 1_000_000_000

  /// More than anybody reads, and what a program reads in seconds.
  private static let mostNumbers: Integer = 2_000_000

  /// The same for digits, which are bytes.
  private static let mostDigits: Integer = 100_000_000
}

extension CopyTraceSize {
  /// About how many bytes of memory it takes to make the trace and to write it.
  fileprivate var bytes: Integer {
    let number = Rational.approximateBytes(in: ())
    // Each number is held as a number, as a value of JSON, and as text.
    return MachineMemory.neededByReference(parameters, length: length, bytesPerNumber: number)
      + numbers * Integer(2 * number) + 2 * digits
  }
}
