/// The 8-bit format with more range: 5 exponent bits, 2 fraction bits, bias 15, with subnormals,
/// infinities and NaN as in IEEE 754.
///
/// The codes are the upper halves of the codes of `Float16`. The largest finite number is
/// 57344 = 1.75 * 2^15; the smallest positive ones are 2^-14 (normal) and 2^-16.
///
/// Too large results saturate by default, as in `Float8E4M3` and for the same reason. This takes in
/// infinite results: in the saturating mode of the OCP specification (OFP8 1.0) an infinity comes
/// about only by asking for it, by its code, by name, or with `.nonfinite`.
public struct Float8E5M2: SmallFloat {
  /// The code: 1 sign bit, 5 exponent bits, 2 fraction bits.
  public let bitPattern: UInt8

  /// The number with the given code.
  @inlinable
  public init(bitPattern: UInt8) {
    self.bitPattern = bitPattern
  }

  /// The layout of the codes.
  @inlinable
  public static var format: SmallFloatFormat {
    SmallFloatFormat(exponentBits: 5, fractionBits: 2, bias: 15, hasInfinity: true)
  }

  /// Overflow to the largest finite number.
  @inlinable
  public static var defaultOverflow: OverflowBehavior { .saturate }

  /// Positive infinity.
  @inlinable
  public static var infinity: Float8E5M2 { Float8E5M2(bitPattern: 0x7c) }
}
