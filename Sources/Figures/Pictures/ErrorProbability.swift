public import Arithmetic
public import CopyTask

/// How often n-gram lookup miscopies a uniform string of L tokens, beside what bounds it: exactly where the
/// strings can be counted, by sampling elsewhere (X.failure-set, L2.4).
public struct ErrorProbability: Sendable, Hashable {
  /// n and D.
  public let space: NgramSpace
  /// The lengths, ascending, from n on.
  public let lengths: [Int]

  /// - Precondition: `lengths` is not empty, ascends, and begins with n or more.
  public init(_ space: NgramSpace, lengths: [Int]) {
    precondition(
      lengths.first ?? 0 >= space.order && zip(lengths, lengths.dropFirst()).allSatisfy { $0 < $1 })
    (self.space, self.lengths) = (space, lengths)
  }

  /// err and p_ngram by counting.
  ///
  /// - Throws: as `CopyErrorCount`.
  public func counted() throws(DistinctNgramCount.CountError) -> Chart {
    let count = try CopyErrorCount(space, upTo: lengths[lengths.count - 1])
    return chart([
      Chart.Series("err, exact", points { .exact(count.error(length: $0)) }),
      Chart.Series("p_ngram, exact", points { .exact(count.repeatProbability(length: $0)) }),
    ])
  }

  /// err and p_ngram from `trials` uniform strings of each length.
  ///
  /// - Precondition: `trials >= 1`.
  /// - Complexity: O(L) for each string, and that of `BinomialInterval`.
  public func sampled(trials: Int, seed: UInt64) -> Chart {
    var generator = SplitMix64(seed: seed)
    var (wrong, repeated): ([Chart.Point], [Chart.Point]) = ([], [])
    for length in lengths {
      let source = UniformString(alphabetSize: space.alphabetSize, length: length)
      var (errors, repeats) = (0, 0)
      for _ in 0..<trials {
        let tokens = source.tokens(using: &generator)
        let classes = NgramClasses(of: tokens, order: space.order)
        if SuccessorConflict(in: tokens, classes: classes, countingEnd: false) != nil { errors += 1 }
        if !NgramStatistics(classes).areDistinct { repeats += 1 }
      }
      for (count, isWrong) in [(errors, true), (repeats, false)] {
        let interval = BinomialInterval(
          occurrences: count, trials: trials, confidence: ErrorProbability.confidence)
        let point = Chart.Point(x: Rational(length), y: .sampled(interval))
        if isWrong { wrong.append(point) } else { repeated.append(point) }
      }
    }
    return chart(
      [
        Chart.Series("err, sampled", isJoined: false, wrong),
        Chart.Series("p_ngram, sampled", isJoined: false, repeated),
      ],
      notes: [
        """
        Sampled: \(trials) strings of each length, seed \(seed), with exact intervals of 99 % (Clopper and \
        Pearson) for each point. The same strings give err and p_ngram.
        """
      ])
  }

  /// Of each interval. One of twenty would be wrong at 95 %, and there are about as many on a page.
  public static let confidence = Rational(99, 100)

  private func points(_ value: (Int) -> Chart.Value) -> [Chart.Point] {
    lengths.map { Chart.Point(x: Rational($0), y: value($0)) }
  }

  private func chart(_ measured: [Chart.Series], notes: [String] = []) -> Chart {
    let (n, size) = (space.order, space.alphabetSize)
    let ngrams = Rational(Integer(size).raised(to: n))
    let pairs = points { length in
      let later = Rational(length - n)
      return .exact(later * (later - 1) / 2 / ngrams * (1 - 1 / Rational(size)))
    }
    let square = points { .exact(Rational($0) * Rational($0) / ngrams) }
    let series =
      measured + [
        Chart.Series("C(L - n, 2) D^-n (1 - 1/D)", pairs), Chart.Series("L^2 D^-n", square),
      ]
    // The least that is not zero, a decade down; probabilities end at 1.
    let least = series.flatMap(\.points).map(\.y.drawn).filter { $0 > 0 }.min() ?? Rational(1, 10)
    let decade = min(-1, ChartAxis.decade(atLeast: least * Rational(11, 10)) - 1)
    return Chart(
      title: "n = \(n), D = \(size): how often copying by n-grams fails",
      x: ChartAxis(
        "L, length of the string in tokens", .linear, from: 0, to: Rational(lengths[lengths.count - 1])),
      y: ChartAxis(
        "probability for a uniform string (logarithmic)", .logarithmic, from: ChartAxis.powerOfTen(decade),
        to: 1),
      series: series, notes: notes)
  }
}
