import Arithmetic
import Testing

/// Exponentials that are hard to enclose, against values that were computed with integers alone.
@Suite struct IntervalExponentialValuesTests {
  struct Case: Sendable {
    let argument: Rational
    let precision: Precision
    /// The largest number of this precision below the exponential.
    let lower: Rational
    /// The smallest above.
    let upper: Rational
    /// The exponential lies between these two, which agree to more than twice the precision.
    let below: Rational
    let above: Rational

    init(_ words: [Substring]) throws {
      argument = try #require(Rational(String(words[0])))
      precision = try #require(Int(words[1]).flatMap(Precision.init(bits:)))
      let unit = Rational.powerOfTwo(try #require(Int(words[3])))
      let significand = Rational(try #require(Integer(String(words[2]))))
      (lower, upper) = (significand * unit, (significand + 1) * unit)
      below = try #require(RationalTextTests.value(ofDecimal: "\(words[4])e\(words[5])"))
      above = try below + #require(RationalTextTests.value(ofDecimal: "1e\(words[5])"))
    }
  }

  @Test func theEnclosureIsBetweenTheAdjacentNumbers() throws {
    let cases = try SmallFloatData.lines("exponentials-exact").map(Case.init)
    #expect(cases.count == 5)
    for known in cases {
      // The data agree with themselves: the digits lie between the ends, and say more than they do.
      #expect(known.lower < known.below && known.above < known.upper)
      #expect((known.above - known.below) / known.below < .powerOfTwo(-2 * known.precision.bits))

      let interval = Interval.exp(Interval(known.argument, precision: known.precision))
      #expect(interval.contains(known.below) && interval.contains(known.above))
      #expect(interval.lowerBound == known.lower)
      #expect(interval.upperBound == known.upper)
    }
  }

  @Test func theNearestNumberIsTheOneThatTheDigitsSay() throws {
    for known in try SmallFloatData.lines("exponentials-exact").map(Case.init) {
      let rounding = ExactRounding(precision: known.precision.bits)
      let power = BigFloat.exp(BigFloat(known.argument, precision: known.precision))
      #expect(power.exactValue == rounding.nearest(known.below))
      #expect(power.exactValue == rounding.nearest(known.above))
    }
  }

  @Test func enclosuresOfTwiceThePrecisionLieInside() throws {
    for known in try SmallFloatData.lines("exponentials-exact").map(Case.init) {
      let wide = try #require(Precision(bits: 2 * known.precision.bits + 10))
      let coarse = Interval.exp(Interval(known.argument, precision: known.precision))
      let fine = Interval.exp(Interval(known.argument, precision: wide))
      #expect(coarse.contains(fine))
      #expect(fine.overlaps(Interval(from: known.below, through: known.above, precision: wide)))
    }
  }
}
