import Arithmetic
import TestSupport
import Testing

/// What is true of the ends of every interval, infinite ones included.
@Suite struct IntervalEndsTests {
  /// An end that is not a number equals nothing; an infinite end on the wrong side leaves nothing between.
  private static func isWellFormed(_ interval: Interval) -> Bool {
    let line = Interval.wholeLine(precision: .standard)
    guard interval == interval, line.contains(interval) else { return false }
    guard let lower = interval.lowerBound else { return interval.contains(-Rational.powerOfTwo(5000)) }
    guard let upper = interval.upperBound else { return interval.contains(lower + .powerOfTwo(5000)) }
    return lower <= upper
  }

  @Test func operationsKeepTheEndsInOrder() {
    let zero = IntervalSample(first: 0, second: 0, bits: 53, shape: .bounded)
    forAll(.pair(.anyIntervals, .intervals(bits: 9, shapes: IntervalSample.Shape.allCases)), trials: 60) {
      first, second in
      let (x, y, none) = (first.interval, second.interval, zero.interval)
      var sum = x
      sum.add(y, times: none)
      return [
        x, y, x + y, x - y, x * y, x / y, -x, .maximum(x, y), .minimum(x, y), .exp2(y), .exp(y), none * x,
        x * none, none / x, x * .exp2(y), x / .exp2(y), .exp2(y) / .exp(y), .exp(y) * .exp2(y), sum,
        .exp(y) - .exp2(y), -.exp(y) * y, none * .exp(y),
      ].allSatisfy(Self.isWellFormed)
    }
  }

  @Test func zeroTimesAnyIntervalIsZero() {
    forAll(.anyIntervals) { sample in
      let zero = Interval(0, precision: .standard)
      return sample.interval * zero == zero && zero * sample.interval == zero && Interval.zero * zero == zero
    }
  }

  /// Zero of the other sign behaves as zero, in a divisor too.
  @Test func negativeZeroIsZero() {
    let negative = -Interval.zero
    let one = Interval(1, precision: .standard)
    #expect(negative == .zero && negative.isPoint && negative.contains(Rational(0)))
    #expect(one / negative == .wholeLine(precision: .standard))
    #expect(one * negative == .zero && Interval.exp2(negative) == one)
    #expect(Interval.order(negative, .zero) == .equal)
    #expect(negative.description == "[0, 0]")
  }

  @Test func onePointIsReadByManyTasksAtOnce() async {
    let third = Interval(Rational(1, 3), precision: .standard)
    let expected = Interval.exp(third * third) + .exp2(third)
    let agreed = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<100).allSatisfy { _ in Interval.exp(third * third) + .exp2(third) == expected } }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(agreed)
  }
}
