import Arithmetic
import StrictJSON

extension Rational {
  /// The exact value of a number; `nil` if it is beyond all bounds, as 1e400 is.
  init?(_ number: JSONNumber) {
    guard !number.isBeyondAllBounds else { return nil }
    let (isNegative, digits, exponent) = number.decimal
    let significand = Rational(Integer(digits) ?? 0)
    let power = Rational(Integer(10).raised(to: Int(exponent.magnitude)))
    let magnitude = exponent < 0 ? significand / power : significand * power
    self = isNegative ? -magnitude : magnitude
  }
}
