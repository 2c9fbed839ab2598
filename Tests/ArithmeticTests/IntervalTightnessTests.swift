import Arithmetic
import TestSupport
import Testing

/// The ends of a result are the exact ends, each rounded once: no wider than the precision makes them.
@Suite struct IntervalTightnessTests {
  private typealias Ends = (lower: Rational, upper: Rational)

  private static func ends(_ interval: Interval) throws -> Ends {
    (try #require(interval.lowerBound), try #require(interval.upperBound))
  }

  /// Whether `result` spans exactly the numbers of `corners`, rounded outward to `bits`.
  private static func spans(_ result: Interval, _ corners: [Rational], bits: Int) -> Bool {
    let rounding = ExactRounding(precision: bits)
    return result.lowerBound == corners.min().map(rounding.down)
      && result.upperBound == corners.max().map(rounding.up)
  }

  @Test func conversionTakesTheNeighborsOfTheValue() {
    let ties = Generator<NearTie>.nearTies(precision: 50, exponents: -200...200)
    forAll(.pair(ties, .int(in: 2...60)), trials: 40) { tie, bits in
      let interval = Interval(tie.value, precision: try #require(Precision(bits: bits)))
      return Self.spans(interval, [tie.value], bits: bits) && interval.precision == bits
        && interval.isPoint == (interval.lowerBound == tie.value)
    }
  }

  @Test func operationsRoundTheExactEndsOnce() {
    forAll(.pair(.intervals(), .intervals()), trials: 60) { first, second in
      let (x, y) = (first.interval, second.interval)
      let (a, b) = (try Self.ends(x), try Self.ends(y))
      let bits = max(first.bits, second.bits)
      let products = [a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper]
      guard Self.spans(x + y, [a.lower + b.lower, a.upper + b.upper], bits: bits),
        Self.spans(x - y, [a.lower - b.upper, a.upper - b.lower], bits: bits),
        Self.spans(x * y, products, bits: bits), Self.spans(-x, [-a.lower, -a.upper], bits: bits)
      else { return false }
      if y.contains(Rational(0)) { return true }
      let quotients = [a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper]
      return Self.spans(x / y, quotients, bits: bits)
    }
  }

  /// Points in: at most two neighboring numbers out.
  @Test func anOperationOnPointsIsAtMostOneUnitWide() {
    let precisions = Generator<Int>.oneOf(Generator<IntervalSample>.precisions)
    forAll(.triple(.rationals(bits: 9), .rationals(bits: 9), precisions)) { a, b, bits in
      let precision = try #require(Precision(bits: bits))
      let rounding = ExactRounding(precision: bits)
      let x = Interval(rounding.nearest(a), precision: precision)
      let y = Interval(rounding.nearest(b), precision: precision)
      let results = [x + y, x - y, x * y, .exp2(x), .exp(x)] + (b == 0 ? [] : [x / y])
      return try x.isPoint && y.isPoint
        && results.allSatisfy { result in
          let (lower, upper) = try Self.ends(result)
          if lower == upper { return true }
          // The spacing on the side that is nearer to zero, where the two could differ.
          let inner = min(lower.magnitude, upper.magnitude)
          return upper - lower == .powerOfTwo(rounding.unitExponent(at: inner))
        }
    }
  }

  @Test func resultsHaveTheLargerPrecision() {
    forAll(.pair(.anyIntervals, .anyIntervals)) { first, second in
      let (x, y) = (first.interval, second.interval)
      let bits = max(first.bits, second.bits)
      return [x + y, x - y, x * y, x / y, .maximum(x, y), .minimum(x, y)].allSatisfy { $0.precision == bits }
        && (-x).precision == first.bits && Interval.exp2(x).precision == first.bits
    }
  }

  /// Five scores that are products with zero have weights of one, and the sum of these is five exactly.
  @Test func aProductWithZeroKeepsItsPrecision() {
    let score = Interval(0, precision: .standard) * Interval(Rational(1, 3), precision: .standard)
    let total = (0..<5).reduce(Interval.zero) { sum, _ in sum + .exp2(score) }
    #expect(total == Interval(5, precision: .standard))
  }
}
