public import Arithmetic
import Constructions
import CopyTask

extension LongCopy {
  static func space(_ form: PackedForm) -> NgramSpace {
    NgramSpace(alphabetSize: form.alphabetSize, order: form.ngram)
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
  package static func indexKind(_ form: PackedForm, length: Int) -> IndexKind {
    guard let count = space(form).count, count <= NgramTable.mostEntries, count / 16 <= length else {
      return .hashed
    }
    return .table(entries: count)
  }

  /// Bytes needed for a string of this length.
  public static func bytes(_ form: PackedForm, length: Int) -> Integer {
    let index =
      switch indexKind(form, length: length) {
      case .table(let entries): NgramTable.bytes(count: entries)
      case .hashed: HashedNgrams.bytes(length: length, order: form.ngram)
      }
    // A block of tokens as it comes, with those before it, and as bytes for whoever looks on.
    let blocks = 4 * 8 * (Integer(min(length, block)) + Integer(form.ngram))
    return Integer(index)
      + Integer(TokenStore.bytes(alphabetSize: form.alphabetSize, length: length)) + blocks
  }
}
