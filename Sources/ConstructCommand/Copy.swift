import ArgumentParser
import Arithmetic
import Constructions
import CopyTask
import Engines
import Transformers

/// `construct copy`: builds the construction, runs it on a string and reports.
struct Copy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy a string with the constructed transformer (the default).",
    usage: """
      construct --ngram <n> --length <L> [--alphabet <D>]
                [--source <source>] [--seed <seed>] [<running>]
      construct --text <file> [--ngram <n>] [<running>]

      <running>: [--kernel <kernel>] [--precision <bits>] [--threads <threads>]
                 [--json] [--quiet]
      """,
    discussion: """
      Builds the transformer for n-grams over D tokens, gives it the prompt BOS x_1 ... x_L COPY and \
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
      How to compute. 'packed' is exact and fast: the same function from the bits of the tokens. All others \
      multiply the matrices: 'rational' is exact; 'interval' encloses the exact values and decides only what \
      is certain; 'bigfloat', 'float64', 'float32', 'float16', 'bfloat16', 'float8e4m3' and 'float8e5m2' \
      round.
      """,
      valueName: "kernel"),
    transform: namedChoice)
  var kernel: Kernel = .packed

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

  @Flag(help: "Print one JSON object (schema verbatim.copy/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing on success or mismatch: the exit status says which.")
  var quiet = false

  func run() throws {
    let precision = try checkedPrecision()
    let workers = Workers(threads: try checkedThreads())
    let input = try makeInput(precision: precision)
    let report = try makeReport(input, precision: precision, workers: workers)
    if !quiet { Console.print(json ? try report.json() : report.text()) }
    Console.exit(report.status)
  }

  // MARK: - Input

  private func makeInput(precision: Precision) throws(Failure) -> CopyInput {
    if let text {
      for (given, name) in [
        (length != nil, "--length"), (alphabet != nil, "--alphabet"), (source != nil, "--source"),
        (seed != nil, "--seed"),
      ] where given {
        throw .usage(
          "\(name) with --text \(text): a file has its own length and tokens, expected one of the two")
      }
      return try CopyInput(file: text, ngram: ngram) { parameters, length throws(Failure) in
        try requireMemory(parameters, length: length, precision: precision)
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
      try requireMemory(parameters, length: length, precision: precision)
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
      ngram: ngram, alphabetSize: alphabet ?? NgramSpace.smallestAlphabet(order: ngram, length: length))
    try parameters.requireProven(length: length)
    return parameters
  }

  private func requireMemory(
    _ parameters: NgramParameters, length: Int, precision: Precision
  ) throws(Failure) {
    try MachineMemory.require(
      kernel.bytesNeeded(parameters, length: length, precision: precision), for: parameters, length: length)
  }

  private func checkedPrecision() throws(Failure) -> Precision {
    guard let precision else { return .standard }
    guard kernel.takesPrecision else {
      throw .usage(
        "--precision \(precision) with --kernel \(kernel.rawValue), whose precision is fixed: expected with "
          + "interval or bigfloat")
    }
    guard let checked = Precision(bits: precision) else {
      throw .usage("--precision \(precision): expected \(Precision.least) to \(Precision.largest) bits")
    }
    return checked
  }

  /// More threads than any machine has, so that a slip of the finger does not start a million.
  private static let mostThreads = 4096

  private func checkedThreads() throws(Failure) -> Int {
    guard let threads else { return MachineProcessors.count }
    guard (1...Copy.mostThreads).contains(threads) else {
      throw .usage("--threads \(threads): expected 1 to \(Copy.mostThreads)")
    }
    return threads
  }

  // MARK: - Run

  private func makeReport(_ input: CopyInput, precision: Precision, workers: Workers) throws -> CopyReport {
    switch kernel {
    case .packed:
      timed(input, precision, workers) { progress in
        PackedEngine(input.parameters, prompt: input.prompt).run(workers: workers, progress: progress)
      }
    case .rational: try report(Rational.self, (), input, precision, workers)
    case .interval: try report(Interval.self, precision, input, precision, workers)
    case .bigfloat: try report(BigFloat.self, precision, input, precision, workers)
    case .float64: try report(Double.self, (), input, precision, workers)
    case .float32: try report(Float.self, (), input, precision, workers)
    case .float16: try report(Float16.self, (), input, precision, workers)
    case .bfloat16: try report(BFloat16.self, (), input, precision, workers)
    case .float8e4m3: try report(Float8E4M3.self, (), input, precision, workers)
    case .float8e5m2: try report(Float8E5M2.self, (), input, precision, workers)
    }
  }

  private func report<Element: ReportableScalar>(
    _ type: Element.Type, _ format: Element.Format, _ input: CopyInput, _ precision: Precision,
    _ workers: Workers
  ) throws -> CopyReport {
    try timed(input, precision, workers) { progress in
      let model = Transformer<Element>(rounding: NgramCopier(input.parameters).weights, to: format)
      return try CopyRun(of: input.prompt, by: model, workers: workers, progress: progress)
    }
  }

  /// Runs a copy under a clock, with a line of progress.
  private func timed<Element: ReportableScalar>(
    _ input: CopyInput, _ precision: Precision, _ workers: Workers,
    run: ((Int) -> Void) throws -> CopyRun<Element>
  ) rethrows -> CopyReport {
    var progress = ProgressLine(length: input.prompt.length, quiet: quiet)
    defer { progress?.clear() }
    let clock = ContinuousClock()
    let start = clock.now
    let run = try run { progress?.update($0) }
    return CopyReport(
      run, input: input, kernel: kernel, precision: precision, workers: workers,
      seconds: (clock.now - start).seconds)
  }
}
