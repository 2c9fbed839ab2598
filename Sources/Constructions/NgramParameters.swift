import Arithmetic

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
    maxLength = NgramParameters.longestString(ngram: ngram, alphabetSize: alphabetSize)
    scale = NgramParameters.leastScale(maxLength: maxLength)
  }

  /// min(D^n + n - 1, 2^62), without computing a power that is much larger than that.
  static func longestString(ngram: Int, alphabetSize: Int) -> Int {
    let limit = ConstructionConstants.longestLength
    var power = 1
    for _ in 0..<ngram {
      let (next, overflow) = power.multipliedReportingOverflow(by: alphabetSize)
      guard !overflow, next <= limit else { return limit }
      power = next
    }
    // Here D^n <= 2^62 and D >= 2, so n <= 62 and the sum does not overflow.
    return min(power + ngram - 1, limit)
  }

  /// The least integer beta with 4^beta > 8 (2 L_max + 1).
  static func leastScale(maxLength: Int) -> Int {
    let keys = Integer(2) * Integer(maxLength) + 1
    let bound = Integer(ConstructionConstants.tailReciprocal) * keys
    // 4^beta > bound exactly if 2 beta >= the number of bits of bound.
    return (bound.bitLength + 1) / 2
  }

  /// The smallest D >= 2 for which a string of this length can have distinct n-grams: D^n + n - 1 >= L.
  ///
  /// - Throws: `ParameterError` if n < 1 or L < 1.
  public static func smallestAlphabet(ngram: Int, length: Int) throws(ParameterError) -> Int {
    guard ngram >= 1 else { throw .ngramTooSmall(ngram) }
    guard length >= 1 else { throw .lengthTooSmall(length) }
    // Bisection: the longest string grows with D, and D = L is always enough.
    var (low, high) = (2, max(2, length))
    while low < high {
      let middle = low + (high - low) / 2
      if longestString(ngram: ngram, alphabetSize: middle) >= length { high = middle } else { low = middle + 1 }
    }
    return low
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
        : "L = \(length): a string of more than D^n + n - 1 = \(size)^\(ngram) + \(ngram) - 1 = \(maxLength) "
          + "tokens repeats an n-gram, so T2.3 asks for L <= \(maxLength)"
    }
  }
}
