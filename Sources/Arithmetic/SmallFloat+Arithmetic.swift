// Arithmetic: each operation gives the exact result rounded once, although it is computed in Double
// and so, on paper, rounded twice. With p bits of precision (p <= 8 here):
//
// - a product of two numbers has at most 2p <= 16 bits and is exact in Double;
// - a sum or quotient may be inexact in Double, but a first rounding to 2p + 2 bits or more does not
//   change the second (Figueroa, "When is double rounding innocuous?", ACM SIGNUM Newsletter 30
//   (1995), doi:10.1145/221332.221334), and 53 >= 2p + 2. A result that is subnormal in the small
//   format is rounded to fewer than p bits, which leaves still more room;
// - no intermediate result is subnormal or infinite in Double: magnitudes of nonzero operands are in
//   2^-133 ... 2^128, those of products and quotients in 2^-266 ... 2^261.
//
// The sign of a NaN that an operation makes differs between processors (0/0 is negative on x86-64,
// positive on arm64), so a NaN result is always the canonical positive one.

extension SmallFloat {
  /// An exact result, held in a Double as explained above, converted with `defaultOverflow`.
  @inlinable
  internal init(result: Double) {
    self = result.isNaN ? .nan : Self(result)
  }

  /// The exact sum rounded once, to nearest with ties to even.
  ///
  /// Zeros are added as in IEEE 754. An infinite or too large result becomes what `defaultOverflow`
  /// says; so where that is `.saturate`, even infinity plus zero is `greatestFiniteMagnitude`. A NaN
  /// operand, or infinity plus its negative, gives `nan`.
  @inlinable
  public static func + (lhs: Self, rhs: Self) -> Self { Self(result: Double(lhs) + Double(rhs)) }

  /// The exact difference rounded once. See `+`.
  @inlinable
  public static func - (lhs: Self, rhs: Self) -> Self { Self(result: Double(lhs) - Double(rhs)) }

  /// The exact product rounded once. Infinity times zero gives `nan`; otherwise see `+`.
  @inlinable
  public static func * (lhs: Self, rhs: Self) -> Self { Self(result: Double(lhs) * Double(rhs)) }

  /// The exact quotient rounded once.
  ///
  /// A nonzero number divided by zero is an infinite result, with the sign that IEEE 754 gives it,
  /// and becomes what `defaultOverflow` says. Zero by zero and infinity by infinity give `nan`.
  @inlinable
  public static func / (lhs: Self, rhs: Self) -> Self { Self(result: Double(lhs) / Double(rhs)) }

  /// Replaces the left number by the product. See `*`.
  @inlinable
  public static func *= (lhs: inout Self, rhs: Self) { lhs = lhs * rhs }

  /// Replaces the left number by the quotient. See `/`.
  @inlinable
  public static func /= (lhs: inout Self, rhs: Self) { lhs = lhs / rhs }

  /// The number with its sign bit flipped: exact, also for zeros, infinities and NaN.
  @inlinable
  public static prefix func - (operand: Self) -> Self {
    Self(code: UInt64(operand.bitPattern) ^ format.signMask)
  }

  /// The number with its sign bit cleared.
  @inlinable
  public var magnitude: Self { Self(code: magnitudeCode) }
}
