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
      construct --weights <file> [--logits <file>] ...

      <running>: [--scale <scale>] [--kernel <kernel>] [--precision <bits>]
                 [--threads <threads>] [--checkpoint <file>]
                 [--certificate <file>] [--json] [--quiet]
      """,
    discussion: """
      Takes the transformer for n-grams over D tokens, gives it the prompt BOS x_1 ... x_L COPY and \
      decodes greedily. It is proved to write x_1 ... x_L EOS whenever the n-grams of x are distinct; \
      parameters for which no string of that length has distinct n-grams are refused.

      The report says what was built, what was run, how many tokens came out right, the smallest attention \
      weight on the right key and the smallest lead of the right logit, and what is proved about it.
      """)

  @OptionGroup var string: StringOptions

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
      Keep in this file how far a long copy is, and go on from there if the file exists. Only with the kernel \
      indexed, and a file or the source de-bruijn or rotated.
      """,
      valueName: "file"))
  var checkpoint: String?

  @Option(
    help: ArgumentHelp(
      """
      Copy with the model of this safetensors file, as 'construct weights' writes it, instead of the construction. \
      D, and n unless --ngram is given, are the file's. (default kernel: float64)
      """,
      valueName: "file"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "With --weights: write the logits of all positions to this file, as JSON (schema verbatim.logits/1).",
      valueName: "file"))
  var logits: String?

  @Option(
    help: ArgumentHelp(
      """
      Write a certificate to this file (schema verbatim.certificate/1), of the copy or of its failure, which \
      'construct verify' and Proofs/Certificates/check.py accept or reject. Only with a kernel that does not round.
      """,
      valueName: "file"))
  var certificate: String?

  @Flag(help: "Print one JSON object (schema verbatim.copy/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing on success or mismatch: the exit status says which.")
  var quiet = false

  func run() throws {
    if let weights {
      let report = try reportOfWeights(weights)
      if !quiet { Console.print(json ? try report.json() : report.text()) }
      Console.exit(report.copy.status)
    }
    if let logits { throw Failure.usage("--logits \(logits): expected only with --weights") }
    let settings = try CopySettings(self)
    let report = try string.text.map { try textReport($0, settings) } ?? sequenceReport(settings)
    if !quiet { Console.print(json ? try report.json() : report.text()) }
    Console.exit(report.status)
  }

  /// The string that the options describe, held in memory: what a model from a file copies.
  func heldInput(_ settings: CopySettings) throws -> CopyInput {
    try string.input { parameters, length throws(Failure) in
      try settings.requireMemory(parameters, length: length)
    }
  }

  // MARK: - Files

  /// The report of a copy of a file.
  private func textReport(_ path: String, _ settings: CopySettings) throws -> CopyReport {
    do {
      var file = try string.textFile(path)
      let certificate = try certificateFile(
        file.parameters, length: file.mapped.count, isDeBruijn: false, settings)
      if settings.isLong(file.parameters, length: file.mapped.count) {
        file.suffixes = nil
        let source = LongSource(file.mapped, file.parameters, ngramReason: file.reason)
        if let report = try longReport(source, settings) {
          try certificate?.write(report, isDeBruijn: false) { source.content() }
          return report
        }
      }
      try requireNoCheckpoint(file.parameters, length: file.mapped.count, source: path, settings)
      try settings.requireMemory(file.parameters, length: file.mapped.count)
      return try report(try file.input(), settings, certificate)
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    }
  }

  // MARK: - Sequences

  /// The report of a copy of a string that is made.
  private func sequenceReport(_ settings: CopySettings) throws -> CopyReport {
    do {
      let (parameters, length, source) = try string.sequence()
      let isDeBruijn = source == .deBruijn
      let certificate = try certificateFile(parameters, length: length, isDeBruijn: isDeBruijn, settings)
      if settings.isLong(parameters, length: length),
        let long = LongSource(source, seed: string.seed ?? 0, parameters, length: length),
        let report = try longReport(long, settings)
      {
        try certificate?.write(report, isDeBruijn: isDeBruijn) { long.content() }
        return report
      }
      try requireNoCheckpoint(parameters, length: length, source: source.rawValue, settings)
      try settings.requireMemory(parameters, length: length)
      return try report(
        CopyInput(parameters: parameters, length: length, source: source, seed: string.seed ?? 0),
        settings,
        certificate, isDeBruijn: isDeBruijn)
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    }
  }

  // MARK: - Both

  /// The report of a copy of a string that is not held; `nil` if an n-gram occurs again, and another engine
  /// has to hold it.
  private func longReport(_ source: LongSource, _ settings: CopySettings) throws -> CopyReport? {
    try settings.requireMemoryForLong(source.parameters, length: source.length, source: source.bytes)
    return try LongCopyRunner(
      source: source, settings: settings, quiet: quiet, checkpointPath: checkpoint
    ).report()
  }

  private func report(
    _ input: CopyInput, _ settings: CopySettings, _ certificate: CertificateFile?, isDeBruijn: Bool = false
  ) throws -> CopyReport {
    let report = try CopyRunner(input: input, settings: settings, quiet: quiet).report()
    try certificate?.write(report, isDeBruijn: isDeBruijn) { input.prompt.content }
    return report
  }

  /// Where the certificate goes, if one is asked for, checked before the run.
  private func certificateFile(
    _ parameters: NgramParameters, length: Int, isDeBruijn: Bool, _ settings: CopySettings
  ) throws(Failure) -> CertificateFile? {
    guard let certificate else { return nil }
    let file = try CertificateFile(certificate)
    try file.require(
      parameters, length: length, isDeBruijn: isDeBruijn, kernel: settings.kernel(parameters, length: length))
    return file
  }

  private func requireNoCheckpoint(
    _ parameters: NgramParameters, length: Int, source: String, _ settings: CopySettings
  ) throws(Failure) {
    guard let checkpoint else { return }
    let kernel = settings.kernel(parameters, length: length)
    // A long copy has left one, and ended at an n-gram that occurs again.
    if kernel == .indexed, string.text != nil { return }
    throw .usage(
      "--checkpoint \(checkpoint) with --kernel \(kernel.rawValue) and the source \(source): expected "
        + "--kernel indexed with de-bruijn, rotated or --text")
  }
}
