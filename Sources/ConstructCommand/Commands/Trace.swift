import ArgumentParser
import Constructions
import CopyTask
import Lessons
import Transformers
import Workers

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
                 [--html <file>] [--quiet]
      """,
    discussion: """
      For every step: the token that was read; the window of the last n + 1 tokens that the first layer \
      gathers; what its gate lets through, which is the query; the best keys with the tokens before them, \
      their scores and exact attention weights; the largest logits; and what is written, by how much. A \
      string that repeats an n-gram may be traced too: the report then shows where the model goes wrong.

      The weights are multiplied in exact arithmetic (--kernel rational of 'copy'): a trace is for short \
      strings.

      EXAMPLES
        construct trace --string banana
            Letters; n is just large enough that the n-grams are distinct.
        construct trace --string abcabd --ngram 2 --step 2
            The step at which 2-grams are not enough.
        construct trace --ngram 3 --length 10 --keys all --json
            Everything, for programs.
        construct trace --string abcabd --html explorer.html --quiet
            The same in a browser: type another string, and step through it.
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

  @Option(
    help: ArgumentHelp(
      """
      Write the explorer to this file: a page for any browser, without network, that opens with this string \
      and runs the model on whatever is typed. For letters, L <= \(ExplorerPage.longestString) and \
      n <= \(ExplorerPage.ngrams.upperBound).
      """,
      valueName: "file"))
  var html: String?

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
    let page = try html.map { try explorer(of: input, for: $0) }
    let report = try TraceReport(traced(input), of: input, steps: shown)
    if let html, let page { try OutputFile.write(page.html, to: html, option: "--html") }
    if !quiet { Console.print(json ? try report.json() : report.text(style: .ofOutput)) }
    Console.exit(report.copy.status)
  }

  private func traced(_ input: CopyInput) throws(Failure) -> CopyTrace {
    var progress = ProgressLine(length: input.prompt.length, quiet: quiet)
    defer { progress?.clear() }
    do {
      return try CopyTrace(
        of: input.prompt, input.parameters, keys: keys.count,
        workers: WorkerPool(threads: MachineProcessors.count)
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

// MARK: - The explorer

extension Trace {
  /// The page that opens with the string of the trace.
  private func explorer(of input: CopyInput, for path: String) throws(Failure) -> ExplorerPage {
    let (parameters, alphabet) = (input.parameters, input.prompt.alphabet)
    func refusal(_ reason: String) -> Failure { .usage("--html \(path): \(reason)") }
    guard alphabet.script == .letters else {
      throw refusal("D = \(parameters.alphabetSize): the page takes letters, expected D <= \(Trace.letters)")
    }
    guard ExplorerPage.ngrams.contains(parameters.ngram) else {
      throw refusal("n = \(parameters.ngram): the page has room for n <= \(ExplorerPage.ngrams.upperBound)")
    }
    guard input.prompt.length <= ExplorerPage.longestString else {
      throw refusal("L = \(input.prompt.length): the page takes L <= \(ExplorerPage.longestString)")
    }
    // What is not said is what T2.3 asks for: it then follows when n or D is changed on the page.
    let isUsual = parameters.scaleRule == .lengthDependent
    return ExplorerPage(
      ngram: parameters.ngram, alphabet: parameters.alphabetSize,
      string: alphabet.text(of: input.prompt.content), scale: isUsual ? nil : parameters.scale,
      boundaryBonus: isUsual ? nil : parameters.boundaryBonus)
  }
}
