public import Arithmetic
public import Constructions
import CopyTask

extension LongCopy {
  static func space(_ parameters: NgramParameters) -> NgramSpace {
    NgramSpace(alphabetSize: parameters.alphabetSize, order: parameters.ngram)
  }

  /// Whether a table of all n-grams is a good index for a string of this length: its 4 D^n bytes are not more
  /// than the suffix array would take, and steps and numbers fit their 32 bits.
  public static func suits(_ parameters: NgramParameters, length: Int) -> Bool {
    guard length >= 1, length <= NgramTable.longestString, let count = space(parameters).count else {
      return false
    }
    // IndexedEngine.bytes: 72 bytes a token.
    return count <= NgramTable.mostEntries && count / 16 <= length
  }

  /// Bytes needed for a string of this length.
  ///
  /// - Precondition: `suits(parameters, length: length)`.
  public static func bytes(_ parameters: NgramParameters, length: Int) -> Integer {
    guard let count = space(parameters).count else { preconditionFailure("the n-grams cannot be numbered") }
    // A block of tokens as it comes, with those before it, and as bytes for whoever looks on.
    let blocks = 4 * 8 * min(length, block)
    return Integer(NgramTable.bytes(count: count))
      + Integer(TokenStore.bytes(alphabetSize: parameters.alphabetSize, length: length)) + Integer(blocks)
  }
}

extension NgramParameters {
  /// The inequality r < 1/7 holds at steps below this one, of a copy of `length` tokens, wherever the n-gram of
  /// the step occurs once. For lengths that the construction is scaled for these are all steps.
  ///
  /// By default r <= (v - 1) 4^-beta, where v - 1 = L + 1 + t keys compete at step t. With another scale the
  /// bounds of X.scale are taken; those of steps t >= n ask how often any n-gram occurs.
  func stepsInScale(length: Int, mostOccurrences: Int = 1) -> Int {
    guard scaleRule == .lengthDependent else {
      let certified = CertifiedRest(self, mostOccurrences: mostOccurrences)
      guard certified.start(length: length) < Rational(1, 7) else { return 0 }
      return certified.interior.map { $0 < Rational(1, 7) } ?? false ? .max : ngram
    }
    let keys = ((Integer(4).raised(to: scale) - 1) / 7) - Integer(length)
    // Of a much longer string no step is.
    return max(0, Int(exactly: keys) ?? .max)
  }
}
