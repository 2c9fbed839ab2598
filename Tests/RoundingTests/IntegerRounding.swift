import Arithmetic

/// Rounding to a binary format by division of integers: nearest, ties to even, overflow to infinity.
struct IntegerRounding {
  /// p.
  let precision: Int

  /// The exponents of the smallest normal number and of the largest one.
  let least, greatest: Int

  /// (2^p - 1) 2^(greatest - p + 1).
  var greatestValue: Double {
    Double((1 << precision) - 1) * Double(sign: .plus, exponent: greatest - precision + 1, significand: 1)
  }

  /// The number of the format that is nearest to a fraction.
  func round(_ exact: Rational) -> Double {
    let (top, bottom) = (exact.magnitude.numerator, exact.magnitude.denominator)
    if top.isZero { return 0 }
    // The unit is raised until at most p bits are left of the quotient.
    var unit = least - precision + 1
    while true {
      let (numerator, denominator) = unit < 0 ? (top << -unit, bottom) : (top, bottom << unit)
      let quotient = numerator / denominator
      if quotient.bitLength > precision {
        unit += quotient.bitLength - precision
        continue
      }
      let twice = (numerator - quotient * denominator) * 2
      let isOdd = !(quotient % 2).isZero
      let isUp = denominator < twice || (denominator == twice && isOdd)
      let count = isUp ? quotient + 1 : quotient
      let value = (Double("\(count)") ?? .nan) * Double(sign: .plus, exponent: unit, significand: 1)
      return (exact < 0 ? -1 : 1) * (value > greatestValue ? .infinity : value)
    }
  }
}
