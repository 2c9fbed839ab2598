/// The five facts that fix a small binary floating-point format.
///
/// A code is read, from its highest bit down, as one sign bit, `exponentBits` bits of biased
/// exponent and `fractionBits` bits of fraction. An exponent field of zero marks zero and the
/// subnormals, as in IEEE 754. The two families differ only at the top:
///
/// - with infinities (IEEE 754, bfloat16, E5M2) the highest exponent field is kept for infinity
///   (fraction zero) and NaN (any other fraction);
/// - without (E4M3) that field holds ordinary numbers, and only its all-ones fraction is NaN.
///
/// The codes of non-negative numbers, read as integers, are in the order of their values; rounding,
/// comparison with the overflow threshold and `nextUp` all lean on that.
///
/// Sources: OCP 8-bit Floating Point Specification (OFP8), revision 1.0; Micikevicius et
/// al., "FP8 Formats for Deep Learning", arXiv:2209.05433.
public struct SmallFloatFormat: Hashable, Sendable {
  /// The width of the exponent field, in 2 ... 8: no format may exceed the range of `Float`.
  public let exponentBits: Int

  /// The width of the stored fraction, at least 1. The precision p is one more.
  public let fractionBits: Int

  /// What is subtracted from the exponent field of a normal number to get its exponent.
  public let bias: Int

  /// Whether the highest exponent field is kept for infinity and NaN.
  public let hasInfinity: Bool

  /// Describes a format. The ranges given at the properties are not checked.
  @inlinable @inline(__always)
  public init(exponentBits: Int, fractionBits: Int, bias: Int, hasInfinity: Bool) {
    self.exponentBits = exponentBits
    self.fractionBits = fractionBits
    self.bias = bias
    self.hasInfinity = hasInfinity
  }

  /// The exponent of the smallest normal number, `1 - bias`; subnormals share it.
  @inlinable @inline(__always)
  public var leastNormalExponent: Int { 1 - bias }

  /// The exponent of the largest finite number. Without infinities the highest field counts too.
  @inlinable @inline(__always)
  public var greatestExponent: Int { (1 << exponentBits) - (hasInfinity ? 2 : 1) - bias }

  /// The position of the sign bit.
  @inlinable @inline(__always)
  public var signShift: Int { exponentBits + fractionBits }

  /// The code with only the sign bit set; also one more than the highest code without a sign.
  @inlinable @inline(__always)
  public var signMask: UInt64 { 1 << UInt64(truncatingIfNeeded: signShift) }

  /// The code of positive infinity, or `nil` where the format has none.
  @inlinable @inline(__always)
  public var infinityCode: UInt64? {
    hasInfinity ? signMask - (1 << UInt64(truncatingIfNeeded: fractionBits)) : nil
  }

  /// The code of the largest finite number: just below infinity, or just below the one NaN.
  @inlinable @inline(__always)
  public var largestFiniteCode: UInt64 {
    hasInfinity ? signMask - (1 << UInt64(truncatingIfNeeded: fractionBits)) - 1 : signMask - 2
  }

  /// The code of the canonical NaN, sign bit clear: infinity with the highest fraction bit set (a
  /// quiet NaN in IEEE 754), or all ones where there is no infinity.
  @inlinable @inline(__always)
  public var nanCode: UInt64 {
    hasInfinity
      ? signMask - (1 << UInt64(truncatingIfNeeded: fractionBits - 1))
      : signMask - 1
  }
}
