import Arithmetic
import TestSupport
import Testing

/// Laws of the exponential functions that need no table of values.
@Suite struct IntervalFunctionsTests {
  private static var pairs: Generator<(IntervalSample, IntervalSample)> {
    .pair(.intervals(bits: 9), .intervals(bits: 9))
  }

  @Test func powersOfASumOverlapTheProductOfThePowers() {
    forAll(Self.pairs) { first, second in
      let (a, b) = (first.interval, second.interval)
      return (Interval.exp(a) * .exp(b)).overlaps(.exp(a + b))
        && (Interval.exp2(a) * .exp2(b)).overlaps(.exp2(a + b))
        && (Interval.exp(a) / .exp(b)).overlaps(.exp(a - b))
    }
  }

  @Test func powersArePositiveAndIncreasing() {
    forAll(Self.pairs) { first, second in
      let (a, b) = (first.interval, second.interval)
      let positive = [Interval.exp(a), .exp2(a)].allSatisfy { ($0.lowerBound ?? 0) > 0 }
      let order = Interval.order(a, b)
      if order == .less {
        return positive && Interval.order(.exp2(a), .exp2(b)) != .greater
          && Interval.order(.exp(a), .exp(b)) != .greater
      }
      return positive
    }
  }

  @Test func integerPowersOfTwoArePoints() {
    forAll(.pair(.int(in: -5000...5000), .oneOf(Generator<IntervalSample>.precisions))) { exponent, bits in
      let precision = try #require(Precision(bits: max(bits, 14)))
      let power = Interval.exp2(Interval(Rational(exponent), precision: precision))
      return power == Interval(.powerOfTwo(exponent), precision: precision) && power.isPoint
        && power.lowerBound == .powerOfTwo(exponent)
    }
  }

  @Test func logarithmsUndoPowers() {
    forAll(.intervals(bits: 9)) { sample in
      let x = sample.interval
      return Interval.log2(.exp2(x)).contains(x)
        && Interval.log2(.exp2(x) * .exp2(x)).overlaps(x + x)
    }
    #expect(Interval.log2(Interval(1024, precision: .standard)) == Interval(10, precision: .standard))
  }

  /// e lies in exp([1, 1]) to any precision: bracketed by partial sums of 1/k!, exactly.
  @Test(arguments: [2, 10, 53, 64, 113, 500, 2000])
  func exponentialsContainTheSumOfTheirSeries(_ bits: Int) throws {
    let precision = try #require(Precision(bits: bits))
    for argument in [Rational(1), Rational(-1, 2), Rational(3, 2), Rational(-3)] {
      var (sum, term) = (Rational(1), Rational(1))
      var count = 0
      while term.magnitude * .powerOfTwo(2 * bits + 20) > 1 || count < 10 {
        count += 1
        term = term * argument / Rational(count)
        sum = sum + term
      }
      // Terms shrink by more than half from here on, so what is left out is less than the last term.
      let interval = Interval.exp(Interval(argument, precision: precision))
      let rounding = ExactRounding(precision: bits)
      #expect(interval.lowerBound == rounding.down(sum - term.magnitude))
      #expect(interval.upperBound == rounding.up(sum + term.magnitude))
    }
  }

  @Test func powersOfTheWholeLineAreThePositiveNumbers() {
    for power in [Interval.exp2(.wholeLine(precision: .standard)), .exp(.wholeLine(precision: .standard))] {
      #expect(power.lowerBound == 0)
      #expect(power.upperBound == nil)
    }
  }
}
