import Arithmetic
import CopyTask
import TestSupport
import Testing

/// The counts are compared with lists of all strings.
@Suite("How many strings repeat an n-gram, and on how many lookup fails")
struct CopyErrorCountTests {
  @Test(
    "counted and listed: the same, for every length",
    arguments: [(1, 2, 6), (1, 3, 6), (1, 5, 4), (2, 2, 9), (2, 3, 7), (3, 2, 11), (3, 3, 6), (4, 2, 11), (2, 4, 5)])
  func enumeration(order: Int, alphabetSize: Int, longest: Int) throws {
    let errors = try CopyErrorCount(NgramSpace(alphabetSize: alphabetSize, order: order), upTo: longest)
    for length in 1...longest {
      var (distinct, wrong, endless) = (0, 0, 0)
      for string in AllStrings(alphabetSize: alphabetSize, length: length) {
        if NgramStatistics(of: string, order: order).areDistinct { distinct += 1 }
        if SuccessorConflict(in: string, order: order, countingEnd: false) != nil { wrong += 1 }
        if SuccessorConflict(in: string, order: order, countingEnd: true) != nil { endless += 1 }
      }
      #expect(errors.distinct.counts[length] == Integer(distinct), "n = \(order), D = \(alphabetSize), L = \(length)")
      #expect(errors.wrong(length: length) == Integer(wrong), "n = \(order), D = \(alphabetSize), L = \(length)")
      #expect(
        errors.wrongOrEndless(length: length) == Integer(endless), "n = \(order), D = \(alphabetSize), L = \(length)")
    }
  }

  @Test("as many of full length as there are linear de Bruijn sequences, (D!)^(D^(n-1)), and none beyond")
  func deBruijn() throws {
    for (order, alphabetSize, count) in [(2, 2, 4), (3, 2, 16), (4, 2, 256), (2, 3, 216), (1, 4, 24), (2, 4, 331_776)] {
      let space = NgramSpace(alphabetSize: alphabetSize, order: order)
      let longest = try #require(space.longestDistinctLength)
      let counts = try DistinctNgramCount(space, upTo: longest + 1).counts
      #expect(counts[longest] == Integer(count) && counts[longest + 1] == 0)
    }
  }

  @Test("what is too large is refused, with both sides")
  func refusals() {
    #expect(throws: DistinctNgramCount.CountError.tooManyNgrams(81)) {
      try DistinctNgramCount(NgramSpace(alphabetSize: 9, order: 2), upTo: 5)
    }
    let error = #expect(throws: DistinctNgramCount.CountError.self) {
      try DistinctNgramCount(NgramSpace(alphabetSize: 5, order: 2), upTo: 12, limit: 1000)
    }
    #expect(error?.description == "strings of 5 tokens have more than 1000 different sets of n-grams")
  }
}

@Suite("The interval of Clopper and Pearson")
struct BinomialIntervalTests {
  @Test("known values")
  func known() {
    // By the quantiles of the beta distribution (SciPy 1.17), nine digits. The bounds are rounded outward to
    // a multiple of 2^-24.
    let known: [(Int, Int, Double, Double)] = [
      (0, 10, 0, 0.308497108), (10, 10, 0.691502892, 1), (3, 10, 0.0667395112, 0.652452850),
      (50, 100, 0.398321130, 0.601678870), (1, 1000, 0.0000253174875, 0.00555892428),
    ]
    for (k, trials, lower, upper) in known {
      let interval = BinomialInterval(occurrences: k, trials: trials, confidence: Rational(95, 100), bits: 24)
      let below = lower - interval.lowerBound.approximation
      let above = interval.upperBound.approximation - upper
      #expect(below > -1e-9 && below < 6.1e-8, "\(k) of \(trials): \(interval.lowerBound)")
      #expect(above > -1e-9 && above < 6.1e-8, "\(k) of \(trials): \(interval.upperBound)")
    }
  }

  @Test("its coverage is what it promises, summed exactly, for every number of occurrences")
  func coverage() {
    let (trials, confidence) = (12, Rational(9, 10))
    let intervals: [BinomialInterval] = (0...trials).map { k in
      BinomialInterval(occurrences: k, trials: trials, confidence: confidence)
    }
    for numerator in 0...40 {
      let p = Rational(Integer(numerator), 40)
      var covered = Rational(0)
      var binomial = Integer(1)
      for k in 0...trials {
        let hits = Integer(numerator).raised(to: k) * Integer(40 - numerator).raised(to: trials - k)
        if intervals[k].contains(p) { covered += Rational(binomial * hits, Integer(40).raised(to: trials)) }
        binomial = binomial * Integer(trials - k) / Integer(k + 1)
      }
      #expect(covered >= confidence, "p = \(p): \(covered)")
    }
  }

  @Test("more confidence, wider; mirrored, mirrored")
  func symmetry() {
    forAll(.pair(.int(in: 1...30), .int(in: 0...30)), seeds: 0..<5, trials: 10) { trials, k in
      let occurrences = min(k, trials)
      let narrow = BinomialInterval(occurrences: occurrences, trials: trials, confidence: Rational(1, 2), bits: 12)
      let wide = BinomialInterval(occurrences: occurrences, trials: trials, confidence: Rational(99, 100), bits: 12)
      let mirrored = BinomialInterval(
        occurrences: trials - occurrences, trials: trials, confidence: Rational(1, 2), bits: 12)
      return wide.lowerBound <= narrow.lowerBound && narrow.upperBound <= wide.upperBound
        && narrow.contains(Rational(Integer(occurrences), Integer(trials)))
        && mirrored.lowerBound == 1 - narrow.upperBound
    }
  }
}

extension Rational {
  /// The nearest double.
  fileprivate var approximation: Double { Double(self, format: ()) }
}
