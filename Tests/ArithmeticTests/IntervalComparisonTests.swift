import Arithmetic
import TestSupport
import Testing

@Suite struct IntervalComparisonTests {
  private static var pairs: Generator<(IntervalSample, IntervalSample)> {
    .pair(.anyIntervals, .anyIntervals)
  }

  /// The answer that a list of cases deserves.
  private static func answer(_ cases: [Bool]) -> Answer {
    cases.allSatisfy { $0 } ? .yes : cases.contains(true) ? .undecided : .no
  }

  /// With the exact ends among the cases, bounded intervals are judged fully by them.
  @Test func answersAreThoseOfTheNumbersInside() {
    forAll(.pair(.intervals(bits: 6), .intervals(bits: 6)), trials: 60) { first, second in
      let (x, y) = (first.interval, second.interval)
      let a = [try #require(x.lowerBound), try #require(x.upperBound)] + first.points
      let b = [try #require(y.lowerBound), try #require(y.upperBound)] + second.points
      let pairs = a.flatMap { left in b.map { (left, $0) } }
      let overlap = max(a[0], b[0]) <= min(a[1], b[1])
      let equal: Answer = x.isPoint && y.isPoint ? (a[0] == b[0] ? .yes : .no) : overlap ? .undecided : .no
      return x.isLess(than: y) == Self.answer(pairs.map { $0 < $1 }) && x.isEqual(to: y) == equal
        && x.overlaps(y) == overlap
        && x.contains(y) == (a[0] <= b[0] && b[1] <= a[1])
    }
  }

  @Test func answersAreNeverRefutedByANumberInside() {
    forAll(Self.pairs) { first, second in
      let (x, y) = (first.interval, second.interval)
      let less = x.isLess(than: y)
      let equal = x.isEqual(to: y)
      return first.points.allSatisfy { a in
        second.points.allSatisfy { b in
          (less != .yes || a < b) && (less != .no || a >= b) && (equal != .yes || a == b)
            && (equal != .no || a != b)
        }
      }
    }
  }

  @Test func orderIsCertainOrUndecided() {
    forAll(Self.pairs) { first, second in
      let (x, y) = (first.interval, second.interval)
      let order = Interval.order(x, y)
      let reverse: Order =
        switch order {
        case .less: .greater
        case .greater: .less
        default: order
        }
      let expected: Order =
        x.isLess(than: y) == .yes
        ? .less
        : y.isLess(than: x) == .yes
          ? .greater
          : x.isEqual(to: y) == .yes ? .equal : .undecided
      return order == expected && Interval.order(y, x) == reverse
        && Interval.order(x, x) == (x.isPoint ? .equal : .undecided)
    }
  }

  @Test func containingAndOverlappingAreOfSets() {
    forAll(Self.pairs) { first, second in
      let (x, y) = (first.interval, second.interval)
      let line = Interval.wholeLine(precision: .standard)
      let (larger, smaller) = (Interval.maximum(x, y), Interval.minimum(x, y))
      return x.contains(x) && x.overlaps(x) && x == x && line.contains(x) && line.overlaps(x)
        && x.overlaps(y) == y.overlaps(x) && (!x.contains(y) || x.overlaps(y))
        && (x.contains(y) && y.contains(x)) == (x == y)
        && Interval.minimum(larger, larger) == larger && larger.isLess(than: smaller) != .yes
    }
  }

  @Test func touchingIntervalsOverlap() {
    let low = Interval(from: 0, through: 1, precision: .standard)
    let high = Interval(from: 1, through: 2, precision: .standard)
    #expect(low.overlaps(high))
    #expect(low.isLess(than: high) == .undecided)
    #expect(high.isLess(than: low) == .no)
    #expect(low.isEqual(to: high) == .undecided)
    #expect(Interval.order(low, high) == .undecided)
  }

  @Test func decimalEndsBoundTheEnds() {
    forAll(.pair(.intervals(bits: 100), .int(in: 1...30))) { sample, digits in
      let x = sample.interval
      let lower = try #require(RationalTextTests.value(ofDecimal: x.lowerDecimal(digits: digits)))
      let upper = try #require(RationalTextTests.value(ofDecimal: x.upperDecimal(digits: digits)))
      return try lower <= #require(x.lowerBound) && #require(x.upperBound) <= upper
    }
    #expect(Interval.wholeLine(precision: .standard).description == "[-inf, inf]")
    #expect(Interval(Rational(1, 4), precision: .standard).description == "[0.25, 0.25]")
  }
}
