import Arithmetic
import CopyTask

/// The two numbers that determine the construction, and what follows from them.
public struct NgramParameters: Sendable, Hashable {
  /// n: how many tokens a lookup compares.
  public let ngram: Int

  /// D: how many content tokens there are.
  public let alphabetSize: Int

  /// d: bits of a token code, enough to tell D tokens apart.
  public let codeBits: Int

  /// L_max = min(D^n + n - 1, 2^62): the longest string that the construction is proved to copy. A longer
  /// string repeats an n-gram: it has more than D^n of them.
  public let maxLength: Int

  /// beta: every score is a multiple of it. The least integer with 4^beta > 8 (2 L_max + 1): at most
  /// 2 L_max + 1 keys compete with the right one, each at least two points below it.
  public let scale: Int

  /// - Throws: `ParameterError` if n < 1 or D < 2.
  public init(ngram: Int, alphabetSize: Int) throws(ParameterError) {
    guard ngram >= 1 else { throw .ngramTooSmall(ngram) }
    guard alphabetSize >= 2 else { throw .alphabetTooSmall(alphabetSize) }
    self.ngram = ngram
    self.alphabetSize = alphabetSize
    codeBits = max(ConstructionConstants.fewestCodeBits, Int.bitWidth - (alphabetSize - 1).leadingZeroBitCount)
    maxLength = min(
      NgramSpace(alphabetSize: alphabetSize, order: ngram).longestDistinctLength ?? .max,
      ConstructionConstants.longestLength)
    scale = NgramParameters.leastScale(maxLength: maxLength)
  }

  /// The least integer beta with 4^beta > 8 (2 L_max + 1).
  static func leastScale(maxLength: Int) -> Int {
    let keys = Integer(2) * Integer(maxLength) + 1
    let bound = Integer(ConstructionConstants.tailReciprocal) * keys
    // 4^beta > bound exactly if 2 beta >= the number of bits of bound.
    return (bound.bitLength + 1) / 2
  }

  /// Checks that a string of this length is inside the proven region.
  ///
  /// - Throws: `ParameterError` with the inequality that fails.
  public func requireProven(length: Int) throws(ParameterError) {
    guard length >= 1 else { throw .lengthTooSmall(length) }
    guard length <= maxLength else {
      throw .lengthTooLarge(length, ngram: ngram, alphabetSize: alphabetSize, maxLength: maxLength)
    }
  }
}

/// Parameters outside the proven region, each with the inequality that fails and both its sides.
public enum ParameterError: Error, Hashable, CustomStringConvertible {
  case ngramTooSmall(Int)
  case alphabetTooSmall(Int)
  case lengthTooSmall(Int)
  case lengthTooLarge(Int, ngram: Int, alphabetSize: Int, maxLength: Int)

  public var description: String {
    switch self {
    case .ngramTooSmall(let ngram): "n = \(ngram): an n-gram has n >= 1 tokens"
    case .alphabetTooSmall(let size): "D = \(size): an alphabet needs D >= 2 tokens to say anything"
    case .lengthTooSmall(let length): "L = \(length): a string to copy has L >= 1 tokens"
    case .lengthTooLarge(let length, let ngram, let size, let maxLength):
      maxLength == ConstructionConstants.longestLength
        ? "L = \(length): the construction is scaled for L <= 2^62 = \(maxLength)"
        : "L = \(length): T2.3 asks for L <= D^n + n - 1 = \(size)^\(ngram) + \(ngram) - 1 = \(maxLength), "
          + "as a longer string repeats an n-gram"
    }
  }
}
