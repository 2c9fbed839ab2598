import CMPFR

/// A binary floating-point number of any precision from 2 bits up, over MPFR.
///
/// Every operation gives the exact result rounded once, to nearest, ties to even, at the larger of its
/// operands' precisions. Exponents go from about -2^30 to 2^30, MPFR's default; a result beyond is infinite
/// or zero, which only powers of very large numbers come to in practice.
public struct BigFloat: Sendable {
  let number: MPFRNumber

  init(_ number: MPFRNumber) {
    self.number = number
  }

  /// The value of `exact`, rounded once.
  public init(_ exact: Rational, precision: Precision) {
    number = MPFRNumber.rounding(exact, precision: precision.bits, MPFR_RNDN).number
  }

  /// The number of bits of the significand.
  public var precision: Int { number.precision }

  /// Whether this is no number, such as zero by zero.
  public var isNaN: Bool { number.isNaN }

  /// Whether this is a number, and not an infinite one.
  public var isFinite: Bool { number.isFinite }

  /// The exact value, or `nil` if it is infinite or not a number.
  public var exactValue: Rational? { number.exactValue }

  /// The value in decimal with at most `digits` significant digits, rounded in the given direction.
  public func decimal(digits: Int, _ direction: RoundingDirection = .nearest) -> String {
    number.decimalText(digits: digits, direction.mode)
  }
}

extension BigFloat: CustomStringConvertible {
  /// The value in decimal, with digits enough to tell it from its neighbors of the same precision.
  public var description: String {
    // 30103/100000 is just above log10(2), and two more digits than that always suffice.
    decimal(digits: precision * 30103 / 100_000 + 2)
  }
}

extension BigFloat: Comparable, AdditiveArithmetic, ExpressibleByIntegerLiteral {
  /// The integer `value`, at the smallest precision that holds it.
  public init(integerLiteral value: Int) {
    number = MPFRNumber(exactly: Integer(value))
  }

  /// Zero at the smallest precision: adding it leaves the other operand's precision and value alone. What is
  /// computed from it alone, such as `exp2(.zero)`, has the smallest precision too.
  public static var zero: BigFloat { 0 }

  public static func == (left: BigFloat, right: BigFloat) -> Bool { left.number.isEqual(to: right.number) }

  public static func < (left: BigFloat, right: BigFloat) -> Bool { left.number.isLess(than: right.number) }

  // What Comparable derives, such as `!(left < right)` for `>=`, is true of a value that is not a number.

  public static func > (left: BigFloat, right: BigFloat) -> Bool { right < left }

  public static func <= (left: BigFloat, right: BigFloat) -> Bool { left < right || left == right }

  public static func >= (left: BigFloat, right: BigFloat) -> Bool { right <= left }

  public static func + (left: BigFloat, right: BigFloat) -> BigFloat {
    unsafe BigFloat(left.number.combine(right.number, MPFR_RNDN, mpfr_add))
  }

  public static func - (left: BigFloat, right: BigFloat) -> BigFloat {
    unsafe BigFloat(left.number.combine(right.number, MPFR_RNDN, mpfr_sub))
  }

  public static func * (left: BigFloat, right: BigFloat) -> BigFloat {
    unsafe BigFloat(left.number.combine(right.number, MPFR_RNDN, mpfr_mul))
  }

  /// The quotient; infinite for a divisor of zero, not a number for zero by zero.
  public static func / (left: BigFloat, right: BigFloat) -> BigFloat {
    unsafe BigFloat(left.number.combine(right.number, MPFR_RNDN, mpfr_div))
  }

  /// The opposite, exactly.
  public static prefix func - (operand: BigFloat) -> BigFloat {
    unsafe BigFloat(operand.number.map(precision: operand.precision, MPFR_RNDN, mpfr_neg))
  }
}

extension BigFloat: Scalar {
  public init(_ exact: Rational, format: Precision) {
    self.init(exact, precision: format)
  }

  /// A reference and the number behind it.
  public static func approximateBytes(in format: Precision) -> Int {
    MemoryLayout<BigFloat>.stride + MPFRNumber.approximateBytes(precision: format.bits)
  }

  /// 2 raised to `exponent`, rounded once at the exponent's precision.
  public static func exp2(_ exponent: BigFloat) -> BigFloat {
    unsafe BigFloat(exponent.number.map(precision: exponent.precision, MPFR_RNDN, mpfr_exp2))
  }

  /// e raised to `exponent`, rounded once at the exponent's precision.
  public static func exp(_ exponent: BigFloat) -> BigFloat {
    unsafe BigFloat(exponent.number.map(precision: exponent.precision, MPFR_RNDN, mpfr_exp))
  }

  /// The larger value, at the larger precision; the other one if one is not a number.
  public static func maximum(_ left: BigFloat, _ right: BigFloat) -> BigFloat {
    unsafe BigFloat(left.number.combine(right.number, MPFR_RNDN, mpfr_max))
  }

  /// The smaller value, at the larger precision; the other one if one is not a number.
  public static func minimum(_ left: BigFloat, _ right: BigFloat) -> BigFloat {
    unsafe BigFloat(left.number.combine(right.number, MPFR_RNDN, mpfr_min))
  }
}
