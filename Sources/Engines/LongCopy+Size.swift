public import Arithmetic
public import Constructions
import CopyTask

extension LongCopy {
  static func space(_ parameters: NgramParameters) -> NgramSpace {
    NgramSpace(alphabetSize: parameters.alphabetSize, order: parameters.ngram)
  }

  /// The longest string there is an index for.
  public static let longestString = NgramTable.longestString

  /// How the n-grams of a string of this length are looked up.
  package enum IndexKind: Hashable, Sendable {
    /// A table of all D^n n-grams, at their numbers.
    case table(entries: Int)
    /// Dictionaries of those that occur.
    case hashed
  }

  /// A table where D^n <= 16 L: up to 64 bytes a token, and several times faster than the dictionaries, which
  /// take some 12 bytes a token whatever D^n is.
  package static func indexKind(_ parameters: NgramParameters, length: Int) -> IndexKind {
    guard let count = space(parameters).count, count <= NgramTable.mostEntries, count / 16 <= length else {
      return .hashed
    }
    return .table(entries: count)
  }

  /// Bytes needed for a string of this length.
  public static func bytes(_ parameters: NgramParameters, length: Int) -> Integer {
    let index =
      switch indexKind(parameters, length: length) {
      case .table(let entries): NgramTable.bytes(count: entries)
      case .hashed: HashedNgrams.bytes(length: length, order: parameters.ngram)
      }
    // A block of tokens as it comes, with those before it, and as bytes for whoever looks on.
    let blocks = 4 * 8 * (Integer(min(length, block)) + Integer(parameters.ngram))
    return Integer(index)
      + Integer(TokenStore.bytes(alphabetSize: parameters.alphabetSize, length: length)) + blocks
  }
}

extension NgramParameters {
  /// The inequality r < 1/7 holds at steps below this one, of a copy of `length` tokens, wherever the n-gram
  /// of the step occurs once. For lengths that the construction is scaled for these are all steps.
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
