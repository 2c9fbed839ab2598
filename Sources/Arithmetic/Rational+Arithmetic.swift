public import RealModule

extension Rational: Comparable {
  public static func < (left: Rational, right: Rational) -> Bool {
    // Denominators are positive, so multiplying by them keeps the order.
    left.denominator == right.denominator
      ? left.numerator < right.numerator
      : left.numerator * right.denominator < right.numerator * left.denominator
  }

  /// -1, 0 or 1: the sign of the value.
  public func signum() -> Int { numerator.signum() }
}

extension Rational: AlgebraicField, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) {
    self.init(Integer(value))
  }

  /// The rational with the value of `source`. It always exists: the result is never `nil`.
  public init?<Source: BinaryInteger>(exactly source: Source) {
    self.init(Integer(source))
  }

  public static var zero: Rational { Rational(0) }

  public var magnitude: Rational {
    Rational(reducedNumerator: numerator.magnitude, denominator: denominator)
  }

  public static prefix func - (operand: Rational) -> Rational {
    Rational(reducedNumerator: -operand.numerator, denominator: operand.denominator)
  }

  public static func + (left: Rational, right: Rational) -> Rational {
    left.combined(with: right) { $0 + $1 }
  }

  public static func - (left: Rational, right: Rational) -> Rational {
    left.combined(with: right) { $0 - $1 }
  }

  /// Brings two values to a common denominator, combines the numerators and reduces.
  private func combined(with other: Rational, _ combine: (Integer, Integer) -> Integer) -> Rational {
    if denominator == other.denominator {
      let numerator = combine(self.numerator, other.numerator)
      return isInteger ? Rational(numerator) : Rational(numerator, denominator)
    }
    return Rational(
      combine(numerator * other.denominator, other.numerator * denominator),
      denominator * other.denominator)
  }

  public static func * (left: Rational, right: Rational) -> Rational {
    if left.isInteger, right.isInteger { return Rational(left.numerator * right.numerator) }
    return Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  public static func *= (left: inout Rational, right: Rational) {
    left = left * right
  }

  /// The quotient.
  ///
  /// - Precondition: `right` is not zero.
  public static func / (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  public static func /= (left: inout Rational, right: Rational) {
    left = left / right
  }

  /// 1 divided by the value, or `nil` for zero.
  public var reciprocal: Rational? {
    signum() == 0 ? nil : Rational(1) / self
  }

  /// 2 raised to an integer, which may be negative.
  ///
  /// - Complexity: the result has `exponent` bits, all of which are stored. Callers that take an exponent
  ///   from outside bound it first, as `exp2` does.
  public static func powerOfTwo(_ exponent: Int) -> Rational {
    let power = Integer(1) << Int(exponent.magnitude)
    return exponent >= 0
      ? Rational(power) : Rational(reducedNumerator: 1, denominator: power)
  }
}
