import Arithmetic
import CopyTask

/// The two numbers that determine the construction, the rule for its scale, and what follows from them.
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

  /// How beta and B are chosen.
  public let scaleRule: ScaleRule

  /// beta: every score is a multiple of it. By default the least integer with 4^beta > 8 (2 L_max + 1): at
  /// most 2 L_max + 1 keys compete with the right one, each at least two points below it. Power of two: the
  /// least one that is no less than that. Length-free: see `RestBound`.
  public let scale: Int

  /// B: what a boundary flag that meets a boundary flag adds to a score, in units of the scale. By default
  /// `ConstructionConstants.boundaryBonus`. Length-free the least integer with 2^(beta B) > 8 (L_max + 1):
  /// before the first token is written L + 1 keys have nothing else that tells them from the right one.
  public let boundaryBonus: Int

  /// - Throws: `ParameterError` if n < 1 or D < 2, or if a chosen scale is less than 1 or a chosen bonus less
  ///   than 0.
  public init(
    ngram: Int, alphabetSize: Int, scaleRule: ScaleRule = .lengthDependent
  ) throws(ParameterError) {
    guard ngram >= 1 else { throw .ngramTooSmall(ngram) }
    guard alphabetSize >= 2 else { throw .alphabetTooSmall(alphabetSize) }
    self.ngram = ngram
    self.alphabetSize = alphabetSize
    codeBits = max(ConstructionConstants.fewestCodeBits, Int.bitWidth - (alphabetSize - 1).leadingZeroBitCount)
    maxLength = min(
      NgramSpace(alphabetSize: alphabetSize, order: ngram).longestDistinctLength ?? .max,
      ConstructionConstants.longestLength)
    self.scaleRule = scaleRule
    switch scaleRule {
    case .lengthDependent:
      scale = NgramParameters.leastScale(maxLength: maxLength)
      boundaryBonus = ConstructionConstants.boundaryBonus
    case .powerOfTwo:
      scale = NgramParameters.leastPowerOfTwo(NgramParameters.leastScale(maxLength: maxLength))
      boundaryBonus = ConstructionConstants.boundaryBonus
    case .lengthFree:
      scale = RestBound.leastScale(ngram: ngram, alphabetSize: alphabetSize, codeBits: codeBits)
      boundaryBonus = RestBound.leastBonus(scale: scale, maxLength: maxLength)
    case .chosen(let scale, let bonus):
      guard scale >= 1 else { throw .scaleTooSmall(scale) }
      guard bonus >= 0 else { throw .bonusTooSmall(bonus) }
      self.scale = scale
      boundaryBonus = bonus
    }
  }

  /// The least integer beta with 4^beta > 8 (2 L_max + 1).
  static func leastScale(maxLength: Int) -> Int {
    let keys = Integer(2) * Integer(maxLength) + 1
    let bound = Integer(ConstructionConstants.tailReciprocal) * keys
    // 4^beta > bound exactly if 2 beta >= the number of bits of bound.
    return (bound.bitLength + 1) / 2
  }

  /// The least power of two that is no less than `value`, which is from 1 to 2^62.
  static func leastPowerOfTwo(_ value: Int) -> Int {
    1 << (Int.bitWidth - (value - 1).leadingZeroBitCount)
  }

  /// Whether L_max is the 2^62 that the scale is limited to, and not D^n + n - 1.
  public var isScaleLimited: Bool { maxLength == ConstructionConstants.longestLength }

  /// Checks that a string of this length is inside the proven region, if beta and B are not chosen by hand.
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
  /// n < 1.
  case ngramTooSmall(Int)
  /// D < 2.
  case alphabetTooSmall(Int)
  /// beta < 1.
  case scaleTooSmall(Int)
  /// B < 0.
  case bonusTooSmall(Int)
  /// L < 1.
  case lengthTooSmall(Int)
  /// L > L_max.
  case lengthTooLarge(Int, ngram: Int, alphabetSize: Int, maxLength: Int)

  public var description: String {
    switch self {
    case .ngramTooSmall(let ngram): "n = \(ngram): an n-gram has n >= 1 tokens"
    case .alphabetTooSmall(let size): "D = \(size): an alphabet needs D >= 2 tokens to say anything"
    case .scaleTooSmall(let scale): "beta = \(scale): a scale is an integer beta >= 1"
    case .bonusTooSmall(let bonus): "B = \(bonus): a boundary bonus is an integer B >= 0"
    case .lengthTooSmall(let length): "L = \(length): a string to copy has L >= 1 tokens"
    case .lengthTooLarge(let length, let ngram, let size, let maxLength):
      maxLength == ConstructionConstants.longestLength
        ? "L = \(length): the construction is scaled for L <= 2^62 = \(maxLength)"
        : "L = \(length): \(ClaimID.t23) asks for L <= D^n + n - 1 = \(size)^\(ngram) + \(ngram) - 1 = \(maxLength), "
          + "as a longer string repeats an n-gram"
    }
  }
}
