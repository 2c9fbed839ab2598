import ArgumentParser
import Constructions
import CopyTask

/// `construct copy`: builds the construction, runs it on a string and reports.
struct Copy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy a string with the constructed transformer (the default).",
    usage: """
      construct --ngram <n> --length <L> [--alphabet <D>]
                [--source <source>] [--seed <seed>] [<running>]
      construct --text <file> [--ngram <n>] [<running>]

      <running>: [--scale <scale>] [--kernel <kernel>] [--precision <bits>]
                 [--threads <threads>] [--checkpoint <file>] [--json] [--quiet]
      """,
    discussion: """
      Takes the transformer for n-grams over D tokens, gives it the prompt BOS x_1 ... x_L COPY and \
      decodes greedily. It is proved to write x_1 ... x_L EOS whenever the n-grams of x are distinct; \
      parameters for which no string of that length has distinct n-grams are refused.

      The report says what was built, what was run, how many tokens came out right, the smallest attention \
      weight on the right key and the smallest lead of the right logit, and what is proved about it.
      """)

  // Numbers are parsed without conditions: "--ngram -1" is then a number too small, not a value missing.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many tokens a lookup compares, n >= 1. Needed unless --text is given.", valueName: "n"),
    transform: wholeNumber)
  var ngram: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many tokens to copy, 1 <= L <= D^n + n - 1.", valueName: "L"),
    transform: wholeNumber)
  var length: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many tokens the alphabet has, D >= 2. (default: the smallest with D^n + n - 1 >= L)",
      valueName: "D"),
    transform: wholeNumber)
  var alphabet: Int?

  @Option(
    help: ArgumentHelp(
      """
      What to copy: 'de-bruijn', the first L tokens of a linear de Bruijn sequence, which has every n-gram \
      once; 'distinct', a random string with distinct n-grams; 'uniform', independent random tokens, whose \
      n-grams may repeat. (default: de-bruijn)
      """,
      valueName: "source"),
    transform: namedChoice)
  var source: CopySource?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of a random source, 0 <= seed < 2^64. (default: 0)", valueName: "seed"),
    transform: seedNumber)
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      """
      Copy the bytes of this file, D = 256. Without --ngram, n is one more than the length of the longest \
      substring that occurs twice.
      """,
      valueName: "file"))
  var text: String?

  @Option(
    help: ArgumentHelp(
      """
      How sharp attention is: 'length-dependent', a factor of scores that grows with the longest string \
      promised, for any string; 'length-free', a smaller one that does not, for strings with distinct n-grams \
      (X.scale). (default: length-dependent)
      """,
      valueName: "scale"),
    transform: namedChoice)
  var scale: ScaleChoice?

  @Option(
    help: ArgumentHelp(
      """
      How to compute. 'packed' is exact and fast: the same function from the bits of the tokens; 'indexed' \
      looks n-grams up, for long strings, and gives bounds. All others multiply the matrices: 'rational' is exact; 'interval' encloses the exact values and decides only what \
      is certain; 'bigfloat', 'float64', 'float32', 'float16', 'bfloat16', 'float8e4m3' and 'float8e5m2' \
      round. (default: packed, or indexed where that would take more than about ten seconds)
      """,
      valueName: "kernel"),
    transform: namedChoice)
  var kernel: Kernel?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bits of significand for the kernels interval and bigfloat, from 2. (default: 128)", valueName: "bits"),
    transform: wholeNumber)
  var precision: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads to use; the result does not depend on it. (default: one per processor)",
      valueName: "threads"),
    transform: wholeNumber)
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      """
      Keep in this file how far a long copy is, and go on from there if the file exists. Only where a de \
      Bruijn string is copied by the kernel indexed.
      """,
      valueName: "file"))
  var checkpoint: String?

  @Flag(help: "Print one JSON object (schema verbatim.copy/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing on success or mismatch: the exit status says which.")
  var quiet = false

  func run() throws {
    let settings = try CopySettings(self)
    let report = try longReport(settings) ?? otherReport(settings)
    if !quiet { Console.print(json ? try report.json() : report.text()) }
    Console.exit(report.status)
  }

  /// The report of a copy whose string need not be held; `nil` where another engine has to hold it.
  private func longReport(_ settings: CopySettings) throws -> CopyReport? {
    guard text == nil, seed == nil, (source ?? .deBruijn) == .deBruijn, let ngram, let length else {
      return nil
    }
    // What is wrong with them is said where the string is made.
    guard let parameters = try? parameters(ngram: ngram, length: length),
      settings.isLong(parameters, length: length)
    else { return nil }
    try settings.requireMemoryForLong(parameters, length: length)
    return try LongCopyRunner(
      parameters: parameters, length: length, settings: settings, quiet: quiet, checkpointPath: checkpoint
    ).report()
  }

  /// The report of any other copy.
  private func otherReport(_ settings: CopySettings) throws -> CopyReport {
    let input = try makeInput(settings)
    if let checkpoint {
      let kernel = settings.kernel(input.parameters, length: input.prompt.length).rawValue
      throw Failure.usage(
        "--checkpoint \(checkpoint) with --kernel \(kernel) and the source \(input.source): expected "
          + "--kernel indexed with de-bruijn, and D^n <= 16 L")
    }
    return try CopyRunner(input: input, settings: settings, quiet: quiet).report()
  }

  // MARK: - Input

  private func makeInput(_ settings: CopySettings) throws(Failure) -> CopyInput {
    if let text {
      for (given, name) in [
        (length != nil, "--length"), (alphabet != nil, "--alphabet"), (source != nil, "--source"),
        (seed != nil, "--seed"),
      ] where given {
        throw .usage(
          "\(name) with --text \(text): a file has its own length and tokens, expected one of the two")
      }
      return try CopyInput(file: text, ngram: ngram, scaleRule: settings.scaleRule) { parameters, length throws(Failure) in
        try settings.requireMemory(parameters, length: length)
      }
    }
    guard let ngram else { throw .usage("nothing to copy: expected --ngram and --length, or --text") }
    guard let length else { throw .usage("no length for --ngram \(ngram): expected --length, or --text") }
    let source = source ?? .deBruijn
    if let seed, !source.isRandom {
      throw .usage("--seed \(seed): expected only with a random source, which \(source.rawValue) is not")
    }
    do {
      let parameters = try parameters(ngram: ngram, length: length)
      try settings.requireMemory(parameters, length: length)
      return try CopyInput(parameters: parameters, length: length, source: source, seed: seed ?? 0)
    } catch let error as ParameterError {
      throw .usage("\(error)")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .usage("\(error)")
    }
  }

  private func parameters(ngram: Int, length: Int) throws(ParameterError) -> NgramParameters {
    // Checked before the alphabet is chosen by them.
    guard ngram >= 1 else { throw .ngramTooSmall(ngram) }
    guard length >= 1 else { throw .lengthTooSmall(length) }
    let parameters = try NgramParameters(
      ngram: ngram, alphabetSize: alphabet ?? NgramSpace.smallestAlphabet(order: ngram, length: length),
      scaleRule: CopySettings.scaleRule(scale))
    try parameters.requireProven(length: length)
    return parameters
  }
}
