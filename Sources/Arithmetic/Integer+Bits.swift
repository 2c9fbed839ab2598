import CGMP

extension Integer {
  /// The number of bits of the magnitude: 0 for 0, 1 for 1, 2 for 2 and 3, k + 1 for 2^k.
  public var bitLength: Int {
    guard let large else { return Int.bitWidth - small.magnitude.leadingZeroBitCount }
    return unsafe large.withPointer { unsafe __gmpz_sizeinbase($0, 2) }
  }

  /// The largest k such that 2^k divides the value.
  ///
  /// - Precondition: the value is not zero.
  public var trailingZeroBitCount: Int {
    precondition(!isZero, "Zero is divisible by every power of two")
    guard let large else { return small.trailingZeroBitCount }
    return Int(unsafe large.withPointer { unsafe __gmpz_scan1($0, 0) })
  }

  /// Whether the value is 2^k for some k >= 0.
  public var isPowerOfTwo: Bool {
    signum() > 0 && trailingZeroBitCount == bitLength - 1
  }

  /// The value times 2^count.
  ///
  /// - Precondition: `count >= 0`.
  public static func << (value: Integer, count: Int) -> Integer {
    precondition(count >= 0, "A shift by \(count) bits: expected none or more")
    if value.large == nil, value.bitLength + count < Int.bitWidth { return Integer(value.small << count) }
    return unsafe value.map { unsafe __gmpz_mul_2exp($0, $1, mp_bitcnt_t(count)) }
  }

  /// The value divided by 2^count, rounded towards minus infinity.
  ///
  /// - Precondition: `count >= 0`.
  public static func >> (value: Integer, count: Int) -> Integer {
    precondition(count >= 0, "A shift by \(count) bits: expected none or more")
    if value.large == nil { return Integer(value.small >> count) }
    return unsafe value.map { unsafe __gmpz_fdiv_q_2exp($0, $1, mp_bitcnt_t(count)) }
  }

  /// The value raised to `exponent`; 1 if the exponent is zero.
  ///
  /// - Precondition: `exponent >= 0`.
  /// - Complexity: the result has about `exponent * bitLength` bits, all of which are stored. Callers that
  ///   take an exponent from outside bound it first.
  public func raised(to exponent: Int) -> Integer {
    precondition(exponent >= 0, "An exponent of \(exponent): expected none or more")
    return unsafe map { unsafe __gmpz_pow_ui($0, $1, CUnsignedLong(exponent)) }
  }
}
