import Constructions
import CopyTask

/// A string to copy, held, and everything known about it.
struct CopyInput {
  let subject: CopySubject
  let prompt: Prompt

  /// Which n-grams are equal.
  let classes: NgramClasses

  /// Makes the string.
  ///
  /// - Throws: `Failure` if it is too long to be indexed, or no string of its kind is found.
  init(_ string: StringPlan) throws(Failure) {
    let most = SuffixArray.longestText
    guard string.length <= most else {
      let excess =
        if case .file(let file) = string.origin { "--text \(file.path): \(file.count) bytes" } else {
          "--length \(string.length): \(string.length) tokens"
        }
      throw .limit("\(excess) > \(most), the most that can be indexed")
    }
    let content = try string.content()
    prompt = Prompt(alphabet: string.alphabet, content: content)
    classes = NgramClasses(string.suffixes ?? SuffixArray(content), order: string.parameters.ngram)
    let statistics = NgramStatistics(classes)
    subject = CopySubject(
      string: string, statistics: statistics, beginning: Array(content.prefix(CopySubject.shown)),
      sha256: TokenDigest.text(of: content, alphabetSize: string.parameters.alphabetSize),
      // Strings with distinct n-grams have none.
      conflict: statistics.areDistinct
        ? nil : SuccessorConflict(in: content, classes: classes, countingEnd: true))
  }
}

extension StringPlan {
  /// All tokens. The length is inside the proven region and fits the machine.
  ///
  /// - Throws: `Failure` if there is no such string.
  func content() throws(Failure) -> [Token] {
    let (size, order) = (parameters.alphabetSize, parameters.ngram)
    switch origin {
    case .typed(let tokens): return tokens
    case .file(let file): return file.tokens(0..<file.count)
    case .sequence(.deBruijn, _): return Array(DeBruijnSequence(alphabetSize: size, order: order).prefix(length))
    case .sequence(.rotated, let seed):
      return Array(RotatedDeBruijnSequence(alphabetSize: size, order: order, seed: seed).prefix(length))
    case .sequence(.uniform, let seed):
      var generator = SplitMix64(seed: seed)
      return UniformString(alphabetSize: size, length: length).tokens(using: &generator)
    case .sequence(.distinct, let seed):
      var generator = SplitMix64(seed: seed)
      do {
        return try DistinctNgramString(alphabetSize: size, order: order, length: length).tokens(using: &generator)
      } catch {
        throw .usage("\(error)")
      }
    }
  }
}
