extension Rational: Scalar {
  public init(_ exact: Rational, format: Void) {
    self = exact
  }

  /// In line, and for values that do not fit there a GMP number of a few limbs.
  public static func approximateBytes(in format: Void) -> Int {
    // A class instance with its header, GMP's header and an allocation of about eight limbs.
    MemoryLayout<Rational>.stride + 32 + 16 + 64
  }

  public static func maximum(_ left: Rational, _ right: Rational) -> Rational {
    left < right ? right : left
  }

  public static func minimum(_ left: Rational, _ right: Rational) -> Rational {
    right < left ? right : left
  }

  /// The largest exponent that `exp2` takes, either way: 2^(2^26) is a number of 8 MiB. The scores of a
  /// construction that fits in memory stay far below it; the bound is there for scores that come from
  /// elsewhere.
  public static let largestExponent = 1 << 26

  /// 2 raised to `exponent`, exactly.
  ///
  /// - Throws: `ScalarError` if the exponent is not an integer, since the power would be irrational, or is
  ///   larger in magnitude than `largestExponent`.
  public static func exp2(_ exponent: Rational) throws(ScalarError) -> Rational {
    guard exponent.isInteger else { throw .irrationalPower(exponent: "\(exponent)") }
    guard let power = Int(exactly: exponent.numerator), power.magnitude <= UInt(largestExponent) else {
      throw .powerTooLarge(exponent: "\(exponent)", limit: largestExponent)
    }
    return powerOfTwo(power)
  }

  /// The smallest score: every weight is then an integer, and sums of weights need no common denominator.
  public static func softmaxShift(_ scores: some Sequence<Rational>) -> Rational {
    var iterator = scores.makeIterator()
    guard var smallest = iterator.next() else { return 0 }
    while let score = iterator.next() { smallest = minimum(smallest, score) }
    return smallest
  }

  public mutating func add(_ left: Rational, times right: Rational) {
    if isInteger, left.isInteger, right.isInteger {
      var sum = numerator
      // Leaves `sum` as the only reference to its number, so that it is added to in place.
      self = 0
      sum.add(left.numerator, times: right.numerator)
      self = Rational(sum)
    } else {
      self += left * right
    }
  }
}
