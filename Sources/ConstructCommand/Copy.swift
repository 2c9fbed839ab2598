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
      once; 'distinct', a random string with distinct n-grams; 'rotated', a de Bruijn sequence that begins \
      anywhere, with its tokens exchanged; 'uniform', independent random tokens, whose \
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
      'construct verify' and Proofs/check.py accept or reject. Only with a kernel that does not round.
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
    let report = try text.map { try textReport($0, settings) } ?? sequenceReport(settings)
    if !quiet { Console.print(json ? try report.json() : report.text()) }
    Console.exit(report.status)
  }

  /// The string that the options describe, held in memory: what a model from a file copies.
  func heldInput(_ settings: CopySettings) throws -> CopyInput {
    do {
      if let text {
        let file = try textFile(text, settings)
        try settings.requireMemory(file.parameters, length: file.mapped.count)
        return try file.input()
      }
      let sequence = try sequence()
      try settings.requireMemory(sequence.parameters, length: sequence.length)
      return try CopyInput(
        parameters: sequence.parameters, length: sequence.length, source: sequence.source, seed: seed ?? 0)
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    }
  }

  // MARK: - Files

  /// A file, and the n-grams to look up in it.
  private struct TextSubject {
    let mapped: MappedFile
    let parameters: NgramParameters
    /// Why n is what it is, if it was found here.
    var reason: String?
    /// The sorted suffixes, if n was found by them.
    var suffixes: SuffixArray?

    func input() throws(Failure) -> CopyInput {
      try CopyInput(mapped, parameters, ngramReason: reason, suffixes: suffixes)
    }
  }

  /// The report of a copy of a file.
  private func textReport(_ path: String, _ settings: CopySettings) throws -> CopyReport {
    do {
      var file = try textFile(path, settings)
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

  /// The file with n given or just large enough that its n-grams are distinct.
  private func textFile(_ path: String, _ settings: CopySettings) throws -> TextSubject {
    for (given, name) in [
      (length != nil, "--length"), (alphabet != nil, "--alphabet"), (source != nil, "--source"),
      (seed != nil, "--seed"),
    ] where given {
      throw Failure.usage(
        "\(name) with --text \(path): a file has its own length and tokens, expected one of the two")
    }
    let file = try MappedFile(text: path)
    var order = ngram ?? 1
    var reason: String?
    var suffixes: SuffixArray?
    if ngram == nil {
      suffixes = try sorted(file, settings)
      order = suffixes?.smallestDistinctOrder() ?? 1
      reason = "the longest substring that occurs twice has \((order - 1).grouped) bytes; n is one more"
    }
    let parameters = try NgramParameters(
      ngram: order, alphabetSize: Alphabet.bytes.size, scaleRule: settings.scaleRule)
    try parameters.requireProven(length: file.count)
    return TextSubject(mapped: file, parameters: parameters, reason: reason, suffixes: suffixes)
  }

  /// The suffixes of a file, sorted: n is found by them.
  private func sorted(_ file: MappedFile, _ settings: CopySettings) throws -> SuffixArray {
    guard file.count <= SuffixArray.longestText else {
      throw Failure.limit(
        "--text \(file.path): \(file.count) bytes > \(SuffixArray.longestText), the most that can be sorted "
          + "to find n; --ngram n copies more")
    }
    // Asked for with the smallest n there is: sorting alone can exceed a machine.
    let smallest = try NgramParameters(ngram: 1, alphabetSize: Alphabet.bytes.size)
    try MachineMemory.require(
      MachineMemory.ofProgram + MachineMemory.neededToSort(bytes: file.count), for: smallest, length: file.count)
    return SuffixArray(bytes: file.contents)
  }

  // MARK: - Sequences

  /// The report of a copy of a string that is made.
  private func sequenceReport(_ settings: CopySettings) throws -> CopyReport {
    do {
      let (parameters, length, source) = try sequence()
      let isDeBruijn = source == .deBruijn
      let certificate = try certificateFile(parameters, length: length, isDeBruijn: isDeBruijn, settings)
      if settings.isLong(parameters, length: length),
        let long = LongSource(source, seed: seed ?? 0, parameters, length: length),
        let report = try longReport(long, settings)
      {
        try certificate?.write(report, isDeBruijn: isDeBruijn) { long.content() }
        return report
      }
      try requireNoCheckpoint(parameters, length: length, source: source.rawValue, settings)
      try settings.requireMemory(parameters, length: length)
      return try report(
        CopyInput(parameters: parameters, length: length, source: source, seed: seed ?? 0), settings,
        certificate, isDeBruijn: isDeBruijn)
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    }
  }

  /// What is made: for which n and D, how long, and how.
  private func sequence() throws -> (parameters: NgramParameters, length: Int, source: CopySource) {
    guard let ngram else { throw Failure.usage("nothing to copy: expected --ngram and --length, or --text") }
    guard let length else {
      throw Failure.usage("no length for --ngram \(ngram): expected --length, or --text")
    }
    let source = source ?? .deBruijn
    if let seed, !source.isRandom {
      throw Failure.usage(
        "--seed \(seed): expected only with a random source, which \(source.rawValue) is not")
    }
    return (try parameters(ngram: ngram, length: length), length, source)
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
    if kernel == .indexed, text != nil { return }
    throw .usage(
      "--checkpoint \(checkpoint) with --kernel \(kernel.rawValue) and the source \(source): expected "
        + "--kernel indexed with de-bruijn, rotated or --text")
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
