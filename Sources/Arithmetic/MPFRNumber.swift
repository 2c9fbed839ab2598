import CMPFR

/// Owns one MPFR number of a fixed precision: initializes it, frees it, and lends pointers to closures only.
///
/// A number is written to while it is made and not after, which is what makes sharing it between values and
/// threads sound. (MPFR itself keeps its flags and caches per thread.)
@safe
final class MPFRNumber: @unchecked Sendable {
  private var number = unsafe __mpfr_struct()

  /// A number of `precision` bits, not yet a number in value.
  init(precision: Int) {
    unsafe mpfr_init2(&number, mpfr_prec_t(precision))
  }

  /// The number that `function` writes into a fresh one of `precision` bits.
  convenience init(precision: Int, _ function: (UnsafeMutablePointer<__mpfr_struct>) -> Void) {
    self.init(precision: precision)
    unsafe withUnsafeMutablePointer(to: &number) { unsafe function($0) }
  }

  deinit {
    unsafe mpfr_clear(&number)
  }

  func withPointer<Result>(_ body: (UnsafePointer<__mpfr_struct>) -> Result) -> Result {
    // Not `&number`: a number may be both operands of one function, and reading it twice is no conflict.
    unsafe withUnsafePointer(to: number) { unsafe body($0) }
  }

  /// Changes the number in place. The caller holds the only reference.
  func update(_ body: (UnsafeMutablePointer<__mpfr_struct>) -> Void) {
    unsafe withUnsafeMutablePointer(to: &number) { unsafe body($0) }
  }

  /// About how many bytes a number of this precision takes: the instance, and an allocation for the limbs.
  static func approximateBytes(precision: Int) -> Int {
    64 + 16 + (precision + 63) / 64 * 8
  }

  var precision: Int { Int(unsafe number._mpfr_prec) }
}

// MARK: - Rounding exact values

extension MPFRNumber {
  /// `exact` rounded to `precision` bits in the direction `mode`, with MPFR's ternary value: zero exactly
  /// when nothing was rounded away.
  static func rounding(
    _ exact: Rational, precision: Int, _ mode: mpfr_rnd_t
  ) -> (number: MPFRNumber, ternary: CInt) {
    var ternary: CInt = 0
    let numerator = exact.numerator
    if exact.isInteger {
      let number = unsafe MPFRNumber(precision: precision) { result in
        ternary = unsafe numerator.withNumber { unsafe mpfr_set_z(result, $0, mode) }
      }
      return (number, ternary)
    }
    // Both parts are held exactly, so the division is the one rounding.
    let dividend = MPFRNumber(exactly: exact.numerator)
    let divisor = MPFRNumber(exactly: exact.denominator)
    let number = unsafe MPFRNumber(precision: precision) { result in
      unsafe dividend.withPointer { dividend in
        unsafe divisor.withPointer { divisor in
          ternary = unsafe mpfr_div(result, dividend, divisor, mode)
        }
      }
    }
    return (number, ternary)
  }

  /// `value` with as many bits as it needs.
  convenience init(exactly value: Integer) {
    unsafe self.init(precision: max(value.bitLength, Precision.least)) { result in
      _ = unsafe value.withNumber { unsafe mpfr_set_z(result, $0, MPFR_RNDN) }
    }
  }

  /// The result of an MPFR function of one operand.
  func map(
    precision: Int, _ mode: mpfr_rnd_t,
    _ function: (UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, mpfr_rnd_t) -> CInt
  ) -> MPFRNumber {
    unsafe MPFRNumber(precision: precision) { result in
      _ = unsafe withPointer { unsafe function(result, $0, mode) }
    }
  }

  /// The result of an MPFR function of two operands, at the larger of their precisions.
  func combine(
    _ other: MPFRNumber, _ mode: mpfr_rnd_t,
    _ function: (
      UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>,
      mpfr_rnd_t
    ) -> CInt
  ) -> MPFRNumber {
    unsafe MPFRNumber(precision: max(precision, other.precision)) { result in
      unsafe withPointer { first in
        _ = unsafe other.withPointer { second in unsafe function(result, first, second, mode) }
      }
    }
  }
}

// MARK: - Queries

extension MPFRNumber {
  var isNaN: Bool { unsafe withPointer { unsafe mpfr_nan_p($0) != 0 } }
  var isFinite: Bool { unsafe withPointer { unsafe mpfr_number_p($0) != 0 } }
  var isZero: Bool { unsafe withPointer { unsafe mpfr_zero_p($0) != 0 } }

  /// -1, 0 or 1: the sign of the value; 0 for a value that is not a number.
  var signum: Int {
    if isNaN || isZero { return 0 }
    return unsafe withPointer { unsafe mpfr_signbit($0) != 0 ? -1 : 1 }
  }

  func isLess(than other: MPFRNumber) -> Bool {
    unsafe withPointer { first in unsafe other.withPointer { unsafe mpfr_less_p(first, $0) != 0 } }
  }

  func isEqual(to other: MPFRNumber) -> Bool {
    unsafe withPointer { first in unsafe other.withPointer { unsafe mpfr_equal_p(first, $0) != 0 } }
  }

  /// The exact value, or `nil` if it is infinite or not a number.
  var exactValue: Rational? {
    guard isFinite else { return nil }
    if isZero { return 0 }
    var exponent = mpfr_exp_t()
    var significand = Integer(0)
    unsafe significand.update { integer in
      exponent = unsafe withPointer { unsafe mpfr_get_z_2exp(integer, $0) }
    }
    return exponent >= 0
      ? Rational(significand << exponent)
      : Rational(significand, Integer(1) << -exponent)
  }
}
