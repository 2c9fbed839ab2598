/// The 8-bit format with more precision: 4 exponent bits, 3 fraction bits, bias 7.
///
/// It has subnormals but no infinities, and a single NaN for each sign, S.1111.111; the other codes
/// with the highest exponent field are numbers. This is the OCP format, called e4m3fn elsewhere ("fn"
/// for finite, with NaN). The largest finite number is 448 = 1.75 * 2^8; the smallest positive ones
/// are 2^-6 (normal) and 2^-9.
///
/// Too large results saturate by default. Of the two modes of the OCP specification (OFP8 1.0) it is
/// the one that accelerators usually convert with, for in a range this small overflow is common, and
/// a NaN would spoil every sum it meets.
public struct Float8E4M3: SmallFloat {
  /// The code: 1 sign bit, 4 exponent bits, 3 fraction bits.
  public let bitPattern: UInt8

  /// The number with the given code.
  @inlinable
  public init(bitPattern: UInt8) {
    self.bitPattern = bitPattern
  }

  /// The layout of the codes.
  @inlinable
  public static var format: SmallFloatFormat {
    SmallFloatFormat(exponentBits: 4, fractionBits: 3, bias: 7, hasInfinity: false)
  }

  /// Overflow to the largest finite number.
  @inlinable
  public static var defaultOverflow: OverflowBehavior { .saturate }
}
