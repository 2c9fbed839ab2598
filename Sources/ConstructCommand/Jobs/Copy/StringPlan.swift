import Arithmetic
import Constructions
import CopyTask

/// A string to copy, and by which n-grams: everything is decided, nothing is made yet.
struct StringPlan {
  /// Where the tokens come from.
  enum Origin {
    case typed([Token])
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

  /// Where n comes from.
  private(set) var ngramOrigin = NgramOrigin.given

  /// The sorted suffixes of a file, if n was found by them.
  var suffixes: SuffixArray?

  private init(
    _ origin: Origin, _ parameters: NgramParameters, length: Int, source: String, sourceText: String
  ) {
    (self.origin, self.parameters, self.length) = (origin, parameters, length)
    (self.source, self.sourceText) = (source, sourceText)
  }

  /// The string that the user describes.
  ///
  /// - Throws: `Failure` for what is missing in the description or does not go together, and for a file that
  ///   cannot be read; `ParameterError` outside the proven region, where strings that were typed may lie.
  init(_ request: StringRequest) throws {
    if let typed = request.typed {
      try self.init(typed, request)
    } else if let path = request.text {
      try self.init(path: path, request)
    } else {
      try self.init(made: request)
    }
  }

  /// The alphabet, once D is known to fit this machine.
  var alphabet: Alphabet {
    if case .file = origin { .bytes } else { Alphabet(size: parameters.alphabetSize) }
  }

  // MARK: - Sequences

  private init(made request: StringRequest) throws {
    guard let ngram = request.ngram else {
      throw Failure.usage("nothing to copy: expected --ngram and --length, --string, or --text")
    }
    guard let length = request.length else {
      throw Failure.usage("no length for --ngram \(ngram): expected --length, or --text")
    }
    let source = request.source ?? .deBruijn
    if let seed = request.seed, !source.isRandom {
      throw Failure.usage("--seed \(seed): expected only with a random source, which \(source.rawValue) is not")
    }
    // Checked before the alphabet is chosen by them.
    guard ngram >= 1 else { throw ParameterError.ngramTooSmall(ngram) }
    guard length >= 1 else { throw ParameterError.lengthTooSmall(length) }
    let size = request.alphabet ?? NgramSpace.smallestAlphabet(order: ngram, length: length)
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: request.scaleRule)
    try parameters.requireProven(length: length)
    let longest = NgramSpace(alphabetSize: size, order: ngram).longestDistinctLength
    let whole = longest.map { "\($0.grouped)" } ?? "more than 2^63"
    let first = "the first \(length.grouped) of \(whole) tokens of a"
    let seed = request.seed ?? 0
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
  private init(path: String, _ request: StringRequest) throws {
    try request.refuse(
      ["--length", "--alphabet", "--source", "--seed"],
      "with --text \(path): a file has its own length and tokens, expected one of the two")
    let file = try MappedFile(text: path)
    let suffixes = try request.ngram == nil ? StringPlan.sorted(file) : nil
    let longest = suffixes?.longestRepeat()
    let order = request.ngram ?? (longest?.length ?? 0) + 1
    let parameters = try NgramParameters(
      ngram: order, alphabetSize: Alphabet.bytes.size, scaleRule: request.scaleRule)
    try parameters.requireProven(length: file.count)
    self.init(
      .file(file), parameters, length: file.count, source: path,
      sourceText: "\(file.count.grouped) bytes of \(TextFile.text(of: path))")
    self.suffixes = suffixes
    if request.ngram == nil { ngramOrigin = .found(longest, .bytes) }
  }

  /// The suffixes of a file, sorted: n is found by them.
  private static func sorted(_ file: MappedFile) throws -> SuffixArray {
    guard file.count <= SuffixArray.longestText else {
      throw Failure.limit(
        "--text \(file.path): \(file.count) bytes > \(SuffixArray.longestText), the most that can be sorted "
          + "to find n; --ngram n copies more")
    }
    let (needed, available) = (
      CopyMemory.ofProgram + CopyMemory.neededToSort(bytes: file.count), Integer(Machine.memory)
    )
    guard needed <= available else {
      throw Failure.limit(
        "--text \(file.path): to sort \(file.count) bytes, which finds n, takes about \(needed) bytes > "
          + "\(available) bytes that this machine has; --ngram n needs less")
    }
    return SuffixArray(bytes: file.contents)
  }

  // MARK: - Typed

  /// As many as there are from a to z.
  static let letters = 26

  /// Letters that were typed, or numbers with commas between them, with n given or just large enough that their
  /// n-grams are distinct.
  ///
  /// There may be more of them than any string with distinct n-grams has: nothing is promised here.
  private init(_ typed: String, _ request: StringRequest) throws {
    // A line of a terminal holds that, and the rest of the message.
    let name = "--string \(typed.count > 32 ? typed.prefix(32) + "..." : typed)"
    try request.refuse(["--length", "--source", "--seed", "--text"], "with \(name): expected one of the two")
    let isNumbers = typed.contains(",") || typed.first.map { ("0"..."9").contains($0) } == true
    if let size = request.alphabet {
      guard size >= 2 else { throw ParameterError.alphabetTooSmall(size) }
      guard isNumbers || size <= StringPlan.letters else {
        throw Failure.usage(
          "--alphabet \(size) with \(name): expected D <= \(StringPlan.letters), a token for each letter, or token "
            + "numbers with commas between them")
      }
    }
    let content: [Token]
    if isNumbers {
      content = try StringPlan.numbers(typed, name, below: request.alphabet ?? .max)
    } else {
      do { content = try Alphabet.letters(request.alphabet ?? StringPlan.letters).tokens(in: typed) } catch {
        throw Failure.usage("\(name): \(error)")
      }
    }
    guard let largest = content.max() else { throw ParameterError.lengthTooSmall(0) }
    let longest = request.ngram == nil ? SuffixArray(content).longestRepeat() : nil
    let order = request.ngram ?? (longest?.length ?? 0) + 1
    let unit = isNumbers ? "token" : "letter"
    self.init(
      .typed(content),
      try NgramParameters(
        ngram: order, alphabetSize: request.alphabet ?? max(2, largest + 1), scaleRule: request.scaleRule),
      length: content.count, source: "string",
      sourceText: "\(content.count.grouped) \(unit)\(content.count == 1 ? "" : "s"), as typed")
    if request.ngram == nil { ngramOrigin = .found(longest, isNumbers ? .integers : .letters) }
  }

  private static func numbers(_ typed: String, _ name: String, below size: Int) throws(Failure) -> [Token] {
    var tokens: [Token] = []
    for piece in typed.split(separator: ",", omittingEmptySubsequences: false) {
      // Int's own parser would also take a sign.
      guard piece.utf8.allSatisfy({ (48...57).contains($0) }), let token = Token(piece), token < min(size, 1 << 62)
      else {
        let bound = size == .max ? "" : " below D = \(size)"
        throw .usage("\(name): \"\(piece)\" after \(tokens.count) tokens: expected a token number\(bound)")
      }
      tokens.append(token)
    }
    return tokens
  }
}
