import ArgumentParser
import Constructions
import CopyTask

/// The options that say which string a command is about, and by n-grams of which size it is copied.
struct StringOptions: ParsableArguments {
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
      (\(ClaimID.xScale)). (default: length-dependent)
      """,
      valueName: "scale"),
    transform: namedChoice)
  var scale: ScaleChoice?

  /// The rule for the scale: what the user chose, or that of T2.3.
  var scaleRule: ScaleRule { CopySettings.scaleRule(scale) }

  /// The string that the options describe, held in memory.
  ///
  /// - Parameter requiring: is asked, before anything of that size is held, whether the parameters and the
  ///   length will do.
  func input(
    requiring: (NgramParameters, _ length: Int) throws(Failure) -> Void
  ) throws -> CopyInput {
    do {
      if let text {
        let file = try textFile(text)
        try requiring(file.parameters, file.mapped.count)
        return try file.input()
      }
      let sequence = try sequence()
      try requiring(sequence.parameters, sequence.length)
      return try CopyInput(
        parameters: sequence.parameters, length: sequence.length, source: sequence.source, seed: seed ?? 0)
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    }
  }
}

// MARK: - Files

extension StringOptions {
  /// A file, and the n-grams to look up in it.
  struct TextSubject {
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

  /// The file with n given or just large enough that its n-grams are distinct.
  func textFile(_ path: String) throws -> TextSubject {
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
      suffixes = try sorted(file)
      order = suffixes?.smallestDistinctOrder() ?? 1
      reason = "the longest substring that occurs twice has \((order - 1).grouped) bytes; n is one more"
    }
    let parameters = try NgramParameters(
      ngram: order, alphabetSize: Alphabet.bytes.size, scaleRule: scaleRule)
    try parameters.requireProven(length: file.count)
    return TextSubject(mapped: file, parameters: parameters, reason: reason, suffixes: suffixes)
  }

  /// The suffixes of a file, sorted: n is found by them.
  private func sorted(_ file: MappedFile) throws -> SuffixArray {
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
}

// MARK: - Sequences

extension StringOptions {
  /// What is made: for which n and D, how long, and how.
  func sequence() throws -> (parameters: NgramParameters, length: Int, source: CopySource) {
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

  private func parameters(ngram: Int, length: Int) throws(ParameterError) -> NgramParameters {
    // Checked before the alphabet is chosen by them.
    guard ngram >= 1 else { throw .ngramTooSmall(ngram) }
    guard length >= 1 else { throw .lengthTooSmall(length) }
    let parameters = try NgramParameters(
      ngram: ngram, alphabetSize: alphabet ?? NgramSpace.smallestAlphabet(order: ngram, length: length),
      scaleRule: scaleRule)
    try parameters.requireProven(length: length)
    return parameters
  }
}
