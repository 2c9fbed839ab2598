public import Arithmetic

/// What the paper's bounds say about copying strings of L tokens over D.
public struct CopyBounds: Hashable, Sendable {
  /// D.
  public let alphabetSize: Int

  /// L.
  public let length: Int

  /// - Precondition: `alphabetSize >= 1` and `length >= 0`.
  public init(alphabetSize: Int, length: Int) {
    precondition(alphabetSize >= 1 && length >= 0, "an alphabet has a token, and a string no less than none")
    self.alphabetSize = alphabetSize
    self.length = length
  }

  /// L log2 D, exactly, for strings of any length: what tells the D^L of them apart takes so many bits. D^L
  /// is never computed.
  ///
  /// - Precondition: `alphabetSize >= 1`.
  public static func stringBits(alphabetSize: Int, length: Integer) -> LogarithmicSum {
    LogarithmicSum.log2(Integer(alphabetSize)) * Rational(length)
  }

  /// Bits of state that a generalized state space model needs to copy *every* string of L tokens: the
  /// smallest integer that is at least L log2 D, since it needs a state for each of the D^L strings (the
  /// paper's Theorem 2.7 with error 0).
  public var stateBits: Integer {
    CopyBounds.stringBits(alphabetSize: alphabetSize, length: Integer(length)).ceiling
  }

  /// C(L - n + 1, 2) D^-n, or 1 if that is less: an upper bound on the probability that a uniform string of L
  /// tokens repeats an n-gram (the paper's Lemma 2.4; a sum over all pairs of positions, overlapping ones
  /// included, each of which agrees with probability D^-n).
  ///
  /// - Precondition: `order >= 1`.
  public func repeatProbability(order: Int) -> Rational {
    let positions = Integer(max(0, length - order + 1))
    let pairs = positions * (positions - 1) / 2
    let bound = Rational(pairs, Integer(alphabetSize).raised(to: order))
    return min(bound, 1)
  }
}
