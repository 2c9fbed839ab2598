import Arithmetic
import TestSupport
import Testing

/// The result of an operation contains the exact results for all numbers of the operands.
@Suite struct IntervalInclusionTests {
  private static var pairs: Generator<(IntervalSample, IntervalSample)> {
    .pair(.anyIntervals, .anyIntervals)
  }

  private static func contains(
    _ first: IntervalSample, _ second: IntervalSample, _ operation: (Interval, Interval) -> Interval,
    _ exact: (Rational, Rational) -> Rational?
  ) -> Bool {
    let result = operation(first.interval, second.interval)
    return first.points.allSatisfy { a in
      second.points.allSatisfy { b in exact(a, b).map { result.contains($0) } ?? true }
    }
  }

  @Test func anIntervalContainsTheNumbersItIsMadeFrom() {
    forAll(.anyIntervals) { sample in
      sample.points.count >= 2 && sample.points.allSatisfy { sample.interval.contains($0) }
        && Interval(sample.first, precision: sample.precision).contains(sample.first)
    }
  }

  @Test func sumsAndDifferencesAreContained() {
    forAll(Self.pairs, trials: 40) { first, second in
      Self.contains(first, second, +) { $0 + $1 } && Self.contains(first, second, -) { $0 - $1 }
        && (-first.interval).contains(-first.first)
    }
  }

  @Test func productsAreContained() {
    forAll(Self.pairs, trials: 60) { first, second in Self.contains(first, second, *) { $0 * $1 } }
  }

  @Test func quotientsAreContained() {
    forAll(Self.pairs, trials: 60) { first, second in
      Self.contains(first, second, /) { $1 == 0 ? nil : $0 / $1 }
    }
  }

  @Test func productsAddedAreContained() {
    forAll(.triple(.anyIntervals, .anyIntervals, .anyIntervals)) { first, second, third in
      var result = first.interval
      result.add(second.interval, times: third.interval)
      return zip(zip(first.points, second.points), third.points).allSatisfy {
        result.contains($0.0 + $0.1 * $1)
      }
    }
  }

  @Test func largerAndSmallerNumbersAreContained() {
    forAll(Self.pairs) { first, second in
      Self.contains(first, second, Interval.maximum) { max($0, $1) }
        && Self.contains(first, second, Interval.minimum) { min($0, $1) }
    }
  }

  @Test func dividingByAnIntervalThatContainsZeroGivesTheWholeLine() {
    forAll(Self.pairs) { first, second in
      guard second.interval.contains(Rational(0)) else { return true }
      let quotient = first.interval / second.interval
      return quotient.lowerBound == nil && quotient.upperBound == nil
        && quotient == .wholeLine(precision: .standard)
    }
  }

  /// The result in p bits contains the result in 2p bits of the same, or narrower, operands.
  @Test func theResultOfTwiceThePrecisionLiesInside() throws {
    let operations: [(Interval, Interval) -> Interval] = [
      { $0 + $1 }, { $0 - $1 }, { $0 * $1 }, { $0 / $1 }, { a, _ in .exp2(a) }, { a, _ in .exp(a) },
      { .maximum($0, $1) }, { .minimum($0, $1) },
    ]
    forAll(.pair(.intervals(bits: 10), .intervals(bits: 10))) { first, second in
      let narrow = try #require(Precision(bits: min(first.bits, second.bits)))
      let wide = try #require(Precision(bits: 2 * narrow.bits))
      return operations.allSatisfy { operation in
        let coarse = operation(first.interval(at: narrow), second.interval(at: narrow))
        let fine = operation(first.interval(at: wide), second.interval(at: wide))
        return coarse.contains(fine) && coarse.overlaps(fine)
      }
    }
  }
}
