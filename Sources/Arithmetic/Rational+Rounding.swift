import CMPFR

/// Rounding an exact value into binary floating point, once.
///
/// Rounding first to more bits and then to fewer can round twice. Rounding first *to odd* cannot: truncate,
/// and if anything was cut off make the last bit 1. From such a value with at least two extra bits any
/// rounding to fewer bits gives what it would give from the exact value (Boldo and Melquiond, "Emulation of
/// FMA and correctly rounded sums", IEEE Transactions on Computers 57(4), 2008, doi 10.1109/TC.2007.70819).
extension Rational {
  /// The value rounded to odd, in `precision` bits.
  private func roundedToOdd(precision: Int) -> MPFRNumber {
    let (number, ternary) = MPFRNumber.rounding(self, precision: precision, MPFR_RNDZ)
    guard ternary != 0 else { return number }
    let lastBitIsSet = number.exactValue.map { $0.significandIsOdd(ofPrecision: precision) } ?? true
    if !lastBitIsSet {
      // Away from zero by one unit in the last place: sets the last bit, without a carry.
      unsafe number.update { unsafe signum() < 0 ? mpfr_nextbelow($0) : mpfr_nextabove($0) }
    }
    return number
  }

  /// Whether this value, which has at most `precision` significant bits, has its last one set.
  private func significandIsOdd(ofPrecision precision: Int) -> Bool {
    numerator.bitLength - numerator.trailingZeroBitCount == precision
  }

  /// The value rounded to odd into a `Double`: rounding that once more, to nearest, into a format of at most
  /// 51 bits whose smallest positive value is at least 2^-1000 and whose largest is at most 2^1000, gives the
  /// value rounded once.
  ///
  /// That covers `Float`, `Float16` and every format of `SmallFloat`.
  public func roundedToOdd() -> Double {
    let value = unsafe roundedToOdd(precision: Double.significandBitCount + 1)
      .withPointer { unsafe mpfr_get_d($0, MPFR_RNDZ) }
    // Below its normal range a Double has fewer bits, and truncating to them loses the mark that rounding to
    // odd leaves. All that matters down there is that the value is not zero.
    if signum() != 0, value.magnitude < Double.leastNormalMagnitude {
      return signum() < 0 ? -.leastNonzeroMagnitude : .leastNonzeroMagnitude
    }
    return value
  }

  /// The value rounded once, to nearest, ties to even, into a `Double`.
  func roundedToNearest() -> Double {
    // 64 bits are more than the two extra ones that rounding to odd asks for; MPFR's own conversion then
    // rounds once, also where the result is subnormal.
    unsafe roundedToOdd(precision: 64).withPointer { unsafe mpfr_get_d($0, MPFR_RNDN) }
  }
}
