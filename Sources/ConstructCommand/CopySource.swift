import Constructions
import CopyTask

/// Where the string to copy comes from.
enum CopySource: String, CaseIterable {
  /// The first L tokens of the linear de Bruijn sequence of (D, n).
  case deBruijn = "de-bruijn"
  /// A random string with distinct n-grams.
  case distinct
  /// Independent uniform tokens.
  case uniform

  /// Whether `--seed` means something to it.
  var isRandom: Bool { self != .deBruijn }
}

/// A string to copy, and everything known about it.
struct CopyInput {
  let parameters: NgramParameters
  let prompt: Prompt

  /// The source, as reported: a name, or the path of a file.
  let source: String

  /// The source for people.
  let sourceText: String

  /// Why n is what it is, where the user did not say.
  let ngramReason: String?

  /// Which n-grams are equal, and how many there are.
  let classes: NgramClasses
  let statistics: NgramStatistics

  private init(
    parameters: NgramParameters, alphabet: Alphabet, content: [Token], source: String, sourceText: String,
    ngramReason: String? = nil, suffixes: SuffixArray? = nil
  ) {
    self.parameters = parameters
    prompt = Prompt(alphabet: alphabet, content: content)
    self.source = source
    self.sourceText = sourceText
    self.ngramReason = ngramReason
    classes = NgramClasses(suffixes ?? SuffixArray(content), order: parameters.ngram)
    statistics = NgramStatistics(classes)
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
    case .uniform:
      content = UniformString(alphabetSize: size, length: length).tokens(using: &generator)
      text = "\(length.grouped) uniform random tokens, seed \(seed)"
    }
    self.init(
      parameters: parameters, alphabet: Alphabet(size: size), content: content, source: source.rawValue,
      sourceText: text)
  }

  /// The bytes of a file, with n given or just large enough that its n-grams are distinct.
  ///
  /// - Parameter requireMemory: refuses parameters and a length that do not fit the machine. It is asked
  ///   before the file is indexed too, with the smallest n there is: indexing alone can exceed a machine.
  init(
    file path: String, ngram: Int?, scaleRule: ScaleRule,
    requireMemory: (NgramParameters, Int) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes = try TextFile.bytes(at: path)
    let size = Alphabet.bytes.size
    do {
      var order = ngram ?? 1
      var reason: String?
      var suffixes: SuffixArray?
      if ngram == nil {
        try requireMemory(NgramParameters(ngram: order, alphabetSize: size, scaleRule: scaleRule), bytes.count)
        let sorted = SuffixArray(bytes: bytes)
        order = sorted.smallestDistinctOrder()
        reason = "the longest substring that occurs twice has \((order - 1).grouped) bytes; n is one more"
        suffixes = sorted
      }
      let parameters = try NgramParameters(ngram: order, alphabetSize: size, scaleRule: scaleRule)
      try parameters.requireProven(length: bytes.count)
      try requireMemory(parameters, bytes.count)
      self.init(
        parameters: parameters, alphabet: .bytes, content: bytes.map(Int.init), source: path,
        sourceText: "\(bytes.count.grouped) bytes of \(path)", ngramReason: reason, suffixes: suffixes)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .usage("\(error)")
    }
  }
}

extension DeBruijnSequence {
  /// What its first tokens are, for people.
  func sourceText(length: Int) -> String {
    let whole = self.length.map { "\($0.grouped)" } ?? "more than 2^63"
    return "the first \(length.grouped) of \(whole) tokens of a linear de Bruijn sequence"
  }
}
