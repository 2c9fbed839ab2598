extension LogarithmicSum {
  /// An interval that contains the number, computed at `precision`.
  public func enclosure(precision: Precision) -> Interval {
    terms.reduce(Interval(rational, precision: precision)) { sum, term in
      sum + Interval(term.coefficient, precision: precision)
        * Interval.log2(Interval(Rational(term.base), precision: precision))
    }
  }

  /// -1, 0 or 1: the sign of the number.
  public func signum() -> Int {
    if let exactValue { return exactValue.signum() }
    return refined { lower, upper in lower.signum() == upper.signum() && lower != 0 ? lower.signum() : nil }
  }

  /// The largest integer that is not larger.
  public var floor: Integer {
    if let exactValue { return exactValue.floor }
    return refined { lower, upper in lower.floor == upper.floor ? lower.floor : nil }
  }

  /// The smallest integer that is not smaller.
  public var ceiling: Integer { -(self * -1).floor }

  /// The number in decimal with at most `digits` significant digits, rounded once in the given direction.
  ///
  /// - Precondition: `digits >= 1`.
  public func decimal(digits: Int, _ direction: RoundingDirection = .nearest) -> String {
    if let exactValue { return exactValue.decimal(digits: digits, direction) }
    return refined { lower, upper in
      let text = lower.decimal(digits: digits, direction)
      return text == upper.decimal(digits: digits, direction) ? text : nil
    }
  }

  /// The largest integer k with k * `divisor` <= this number.
  ///
  /// The quotient is enclosed until at most two integers are left, and the larger of them is then tried
  /// exactly: so a quotient that is an integer, or as near to one as can be, comes out right.
  ///
  /// - Precondition: `divisor > 0`.
  public func floorOfQuotient(by divisor: LogarithmicSum) -> Integer {
    precondition(divisor.signum() > 0, "A quotient by \(divisor.decimal(digits: 9)): expected more than zero")
    if let exactValue, let divisor = divisor.exactValue { return (exactValue / divisor).floor }
    var bits = LogarithmicSum.firstBits
    while true {
      let precision = LogarithmicSum.precision(bits: bits)
      let quotient = enclosure(precision: precision) / divisor.enclosure(precision: precision)
      if let lower = quotient.lowerBound?.floor, let upper = quotient.upperBound?.floor {
        if lower == upper { return lower }
        if upper == lower + 1 { return (self - divisor * Rational(upper)).signum() >= 0 ? upper : lower }
      }
      bits *= 2
    }
  }

  // MARK: - Precision

  /// 63 bits for the largest lengths, and as many again for the fraction; doubled when that is not enough.
  private static let firstBits = 128

  /// What `answer` says of the ends of an enclosure, once they are near enough to say something.
  private func refined<Answer>(_ answer: (_ lower: Rational, _ upper: Rational) -> Answer?) -> Answer {
    var bits = LogarithmicSum.firstBits
    while true {
      let enclosure = enclosure(precision: LogarithmicSum.precision(bits: bits))
      if let lower = enclosure.lowerBound, let upper = enclosure.upperBound, let answer = answer(lower, upper) {
        return answer
      }
      bits *= 2
    }
  }

  private static func precision(bits: Int) -> Precision {
    guard let precision = Precision(bits: bits) else {
      // How near such a sum comes to a rational number is bounded by the digits of both (Baker's theorem):
      // with inputs of a few thousand digits this is far from being reached.
      preconditionFailure("An irrational number that \(bits / 2) bits do not tell from a rational one")
    }
    return precision
  }
}
