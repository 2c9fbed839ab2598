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

  /// Bits of state that a generalized state space model needs to copy *every* string of L tokens: the
  /// smallest integer that is at least L log2 D, since it needs a state for each of the D^L strings (the
  /// paper's Theorem 2.7 with error 0).
  ///
  /// Exact, though D^L is never computed: L log2 D is enclosed in intervals of growing precision until they
  /// lie between two integers. It is an integer itself only if D is a power of two, and otherwise irrational,
  /// so this ends.
  public var stateBits: Integer {
    let size = Integer(alphabetSize)
    if size.isPowerOfTwo { return Integer(length) * Integer(size.bitLength - 1) }
    if length == 0 { return 0 }
    // 63 bits for the length and as many again for the fraction; doubled when that is not enough.
    var bits = 128
    while true {
      guard let precision = Precision(bits: bits) else {
        preconditionFailure("L log2 D is an integer to \(bits) bits: it is known not to be one")
      }
      let enclosure =
        Interval(Rational(length), precision: precision)
        * Interval.log2(Interval(Rational(alphabetSize), precision: precision))
      if let lower = enclosure.lowerBound?.ceiling, let upper = enclosure.upperBound?.ceiling, lower == upper {
        return lower
      }
      bits *= 2
    }
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
