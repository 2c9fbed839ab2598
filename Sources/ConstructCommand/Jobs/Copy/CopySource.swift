import Constructions
import CopyTask

/// Where the string to copy comes from.
enum CopySource: String, CaseIterable {
  /// The first L tokens of the linear de Bruijn sequence of (D, n).
  case deBruijn = "de-bruijn"
  /// A random string with distinct n-grams.
  case distinct
  /// The first L tokens of a de Bruijn sequence begun anywhere, with its tokens exchanged.
  case rotated
  /// Independent uniform tokens.
  case uniform

  /// Whether `--seed` means something to it.
  var isRandom: Bool { self != .deBruijn }
}

/// A string to copy, held, and everything known about it.
struct CopyInput {
  let subject: CopySubject
  let prompt: Prompt

  /// Which n-grams are equal.
  let classes: NgramClasses

  var parameters: NgramParameters { subject.parameters }

  private init(
    parameters: NgramParameters, alphabet: Alphabet, content: [Token], source: String, sourceText: String,
    ngramReason: String? = nil, suffixes: SuffixArray? = nil
  ) {
    prompt = Prompt(alphabet: alphabet, content: content)
    classes = NgramClasses(suffixes ?? SuffixArray(content), order: parameters.ngram)
    let statistics = NgramStatistics(classes)
    subject = CopySubject(
      parameters: parameters, alphabet: alphabet, length: content.count, source: source, sourceText: sourceText,
      ngramReason: ngramReason, statistics: statistics, beginning: Array(content.prefix(CopySubject.shown)),
      sha256: TokenDigest.text(of: content, alphabetSize: parameters.alphabetSize),
      // Strings with distinct n-grams have none.
      conflict: statistics.areDistinct
        ? nil : SuccessorConflict(in: content, classes: classes, countingEnd: true))
  }

  /// A string of the given source. The length is inside the proven region and fits the machine.
  init(parameters: NgramParameters, length: Int, source: CopySource, seed: UInt64) throws(Failure) {
    let (size, order) = (parameters.alphabetSize, parameters.ngram)
    guard length <= SuffixArray.longestText else {
      throw .limit("--length \(length): \(length) tokens > \(SuffixArray.longestText), the most that can be indexed")
    }
    var generator = SplitMix64(seed: seed)
    let content: [Token]
    let text: String
    switch source {
    case .deBruijn:
      let sequence = DeBruijnSequence(alphabetSize: size, order: order)
      content = Array(sequence.prefix(length))
      text = sequence.sourceText(length: length)
    case .distinct:
      do {
        content = try DistinctNgramString(alphabetSize: size, order: order, length: length)
          .tokens(using: &generator)
      } catch {
        throw .usage("\(error)")
      }
      text = "\(length.grouped) random tokens with distinct \(order)-grams, seed \(seed)"
    case .rotated:
      let sequence = RotatedDeBruijnSequence(alphabetSize: size, order: order, seed: seed)
      content = Array(sequence.prefix(length))
      text = sequence.sourceText(length: length, seed: seed)
    case .uniform:
      content = UniformString(alphabetSize: size, length: length).tokens(using: &generator)
      text = "\(length.grouped) uniform random tokens, seed \(seed)"
    }
    self.init(
      parameters: parameters, alphabet: Alphabet(size: size), content: content, source: source.rawValue,
      sourceText: text)
  }

  /// A string that was typed.
  init(typed content: [Token], _ parameters: NgramParameters, ngramReason: String?) {
    self.init(
      parameters: parameters, alphabet: Alphabet(size: parameters.alphabetSize), content: content,
      source: "string", sourceText: "\(content.count.grouped) letter\(content.count == 1 ? "" : "s"), as typed", ngramReason: ngramReason)
  }

  /// The bytes of a file, whose suffixes may be sorted already.
  init(_ file: MappedFile, _ parameters: NgramParameters, ngramReason: String?, suffixes: SuffixArray?) throws(Failure) {
    guard file.count <= SuffixArray.longestText else {
      throw .limit(
        "--text \(file.path): \(file.count) bytes > \(SuffixArray.longestText), the most that can be indexed")
    }
    self.init(
      parameters: parameters, alphabet: .bytes, content: file.tokens(0..<file.count), source: file.path,
      sourceText: file.sourceText, ngramReason: ngramReason, suffixes: suffixes)
  }
}

extension RotatedDeBruijnSequence {
  /// What its first tokens are, for people.
  func sourceText(length: Int, seed: UInt64) -> String {
    let whole = self.length.map { "\($0.grouped)" } ?? "more than 2^63"
    return "the first \(length.grouped) of \(whole) tokens of a rotated de Bruijn sequence, seed \(seed)"
  }
}

extension DeBruijnSequence {
  /// What its first tokens are, for people.
  func sourceText(length: Int) -> String {
    let whole = self.length.map { "\($0.grouped)" } ?? "more than 2^63"
    return "the first \(length.grouped) of \(whole) tokens of a linear de Bruijn sequence"
  }
}
