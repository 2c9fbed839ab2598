/// The 16-bit format with the exponent range of `Float`: 8 exponent bits, 7 fraction bits, bias 127,
/// with subnormals, infinities and NaN as in IEEE 754.
///
/// The codes are the upper halves of the codes of `Float`. The largest finite number is
/// 255 * 2^120, about 3.39e38; the smallest positive ones are 2^-126 (normal) and 2^-133.
///
/// Overflow gives infinity by default, as in IEEE 754: with the range of `Float` it is rare, and
/// hiding it would make this format differ from what processors with bfloat16 units compute.
public struct BFloat16: SmallFloat {
  /// The code: 1 sign bit, 8 exponent bits, 7 fraction bits.
  public let bitPattern: UInt16

  /// The number with the given code.
  @inlinable
  public init(bitPattern: UInt16) {
    self.bitPattern = bitPattern
  }

  /// The layout of the codes.
  @inlinable
  public static var format: SmallFloatFormat {
    SmallFloatFormat(exponentBits: 8, fractionBits: 7, bias: 127, hasInfinity: true)
  }

  /// Overflow to infinity.
  @inlinable
  public static var defaultOverflow: OverflowBehavior { .nonfinite }

  /// Positive infinity.
  @inlinable
  public static var infinity: BFloat16 { BFloat16(bitPattern: 0x7f80) }
}
