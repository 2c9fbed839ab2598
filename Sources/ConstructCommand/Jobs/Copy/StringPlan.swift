import Constructions
import CopyTask

/// A string to copy, and by which n-grams: everything is decided, nothing is made yet.
struct StringPlan {
  /// Where the tokens come from.
  enum Origin {
    case letters([Token])
    case file(MappedFile)
    case sequence(CopySource, seed: UInt64)
  }

  let origin: Origin

  /// n, D and the scale.
  let parameters: NgramParameters

  /// L.
  let length: Int

  /// The source, as reported: a name, or the path of a file; and for people.
  let source, sourceText: String

  /// Why n is what it is, where it was found here.
  var ngramReason: String?

  /// The sorted suffixes of a file, if n was found by them.
  var suffixes: SuffixArray?

  /// The string that the user describes.
  ///
  /// - Throws: `Failure` for what is wrong or missing in the description, for a file that cannot be read, and
  ///   for parameters outside the proven region; strings that were typed may lie outside.
  init(_ request: StringRequest) throws {
    do {
      switch try request.choice {
      case .letters(let letters, let ngram, let alphabet):
        try self.init(letters: letters, ngram: ngram, alphabet: alphabet, request.scaleRule)
      case .text(let path, let ngram):
        try self.init(file: MappedFile(text: path), ngram: ngram, request.scaleRule)
      case .sequence(let source, let seed, let ngram, let length, let alphabet):
        try self.init(source, seed: seed, ngram: ngram, length: length, alphabet: alphabet, request.scaleRule)
      }
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    }
  }

  private init(
    _ origin: Origin, _ parameters: NgramParameters, length: Int, source: String, sourceText: String
  ) {
    (self.origin, self.parameters, self.length) = (origin, parameters, length)
    (self.source, self.sourceText) = (source, sourceText)
  }

  /// The alphabet, once D is known to fit this machine.
  var alphabet: Alphabet {
    if case .file = origin { .bytes } else { Alphabet(size: parameters.alphabetSize) }
  }

  // MARK: - Sequences

  private init(
    _ source: CopySource, seed: UInt64, ngram: Int, length: Int, alphabet: Int?, _ rule: ScaleRule
  ) throws(ParameterError) {
    // Checked before the alphabet is chosen by them.
    guard ngram >= 1 else { throw .ngramTooSmall(ngram) }
    guard length >= 1 else { throw .lengthTooSmall(length) }
    let size = alphabet ?? NgramSpace.smallestAlphabet(order: ngram, length: length)
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule)
    try parameters.requireProven(length: length)
    let longest = NgramSpace(alphabetSize: size, order: ngram).longestDistinctLength
    let whole = longest.map { "\($0.grouped)" } ?? "more than 2^63"
    let first = "the first \(length.grouped) of \(whole) tokens of a"
    let text =
      switch source {
      case .deBruijn: "\(first) linear de Bruijn sequence"
      case .distinct: "\(length.grouped) random tokens with distinct \(ngram)-grams, seed \(seed)"
      case .rotated: "\(first) rotated de Bruijn sequence, seed \(seed)"
      case .uniform: "\(length.grouped) uniform random tokens, seed \(seed)"
      }
    self.init(
      .sequence(source, seed: seed), parameters, length: length, source: source.rawValue, sourceText: text)
  }

  // MARK: - Files

  /// The bytes of a file, with n given or just large enough that its n-grams are distinct.
  private init(file: MappedFile, ngram: Int?, _ rule: ScaleRule) throws {
    let suffixes = try ngram == nil ? StringPlan.sorted(file) : nil
    let order = ngram ?? suffixes?.smallestDistinctOrder() ?? 1
    let parameters = try NgramParameters(ngram: order, alphabetSize: Alphabet.bytes.size, scaleRule: rule)
    try parameters.requireProven(length: file.count)
    self.init(
      .file(file), parameters, length: file.count, source: file.path,
      sourceText: "\(file.count.grouped) bytes of \(file.path)")
    self.suffixes = suffixes
    if ngram == nil {
      ngramReason = "the longest substring that occurs twice has \((order - 1).grouped) bytes; n is one more"
    }
  }

  /// The suffixes of a file, sorted: n is found by them.
  private static func sorted(_ file: MappedFile) throws -> SuffixArray {
    guard file.count <= SuffixArray.longestText else {
      throw Failure.limit(
        "--text \(file.path): \(file.count) bytes > \(SuffixArray.longestText), the most that can be sorted "
          + "to find n; --ngram n copies more")
    }
    // Asked for with the smallest n there is: sorting alone can exceed a machine.
    let smallest = try NgramParameters(ngram: 1, alphabetSize: Alphabet.bytes.size)
    try CopyMemory.require(
      CopyMemory.ofProgram + CopyMemory.neededToSort(bytes: file.count), for: smallest, length: file.count)
    return SuffixArray(bytes: file.contents)
  }

  // MARK: - Letters

  /// As many as there are from a to z.
  static let letters = 26

  /// Letters that were typed, with n given or just large enough that their n-grams are distinct.
  ///
  /// There may be more of them than any string with distinct n-grams has: nothing is promised here.
  private init(letters: String, ngram: Int?, alphabet: Int?, _ rule: ScaleRule) throws {
    let most = Alphabet.letters(StringPlan.letters)
    let name = "--string \(StringPlan.shortened(letters))"
    if let alphabet, alphabet > most.size {
      throw Failure.usage(
        "--alphabet \(alphabet) with \(name): expected D <= \(most.size), a token for each letter")
    }
    let named = try alphabet.map { size throws(ParameterError) in
      guard size >= 2 else { throw .alphabetTooSmall(size) }
      return Alphabet.letters(size)
    }
    let content: [Token]
    do throws(Alphabet.ParsingError) { content = try (named ?? most).tokens(in: letters) } catch {
      throw Failure.usage("\(name): \(error)")
    }
    guard !content.isEmpty else { throw ParameterError.lengthTooSmall(0) }
    let size = named?.size ?? max(2, (content.max() ?? 0) + 1)
    let order = ngram ?? SuffixArray(content).smallestDistinctOrder()
    self.init(
      .letters(content), try NgramParameters(ngram: order, alphabetSize: size, scaleRule: rule),
      length: content.count, source: "string",
      sourceText: "\(content.count.grouped) letter\(content.count == 1 ? "" : "s"), as typed")
    guard ngram == nil else { return }
    ngramReason =
      order == 1
      ? "no letter occurs twice"
      : "the longest substring that occurs twice has \((order - 1).grouped) letter\(order == 2 ? "" : "s"); n is "
        + "one more"
  }

  /// A string as a message names it.
  static func shortened(_ string: String) -> String {
    // A line of a terminal holds that, and the rest of the message.
    let most = 32
    return string.count > most ? string.prefix(most) + "..." : string
  }
}
