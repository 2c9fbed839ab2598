import Arithmetic
import CopyTask

extension Claim {
  /// Lemma 2.4: `CopyBounds.repeatProbability`.
  static let l24 = Claim(
    .l24,
    title: "A uniform string rarely repeats an n-gram",
    statement: """
      The probability p_ngram that a uniform string of L >= n tokens over D repeats an n-gram, overlapping windows \
      included, is at most C(L-n+1, 2) D^-n, which is less than L^2 D^-n.
      """,
    origin: .paper("Lemma 2.4"),
    trusted: ["GMP", "DistinctNgramCount, which tests compare with lists of all strings"],
    executed: """
      p_ngram as a fraction, by counting strings by the set of their n-grams; for long strings a seeded sample, with \
      the interval of Clopper and Pearson at confidence 1 - 10^-9
      """,
    subject: 1,
    nearMiss: (
      statement: "The bound holds with one position less: p_ngram <= C(L-n, 2) D^-n.",
      subject: 0
    ),
    check: checkRepeats)

  /// Compares exact probabilities, and sampled ones, with the bound for pairs out of L - n +
  /// `extraPositions`.
  private static func checkRepeats(
    _ extraPositions: Int, sweep: RepeatSweep, progress: Progress
  ) throws -> Finding {
    var finding = Finding()
    for (order, size, longest) in sweep.counted {
      let space = NgramSpace(alphabetSize: size, order: order)
      let errors = try CopyErrorCount(space, upTo: longest)
      for length in order...longest {
        let probability = errors.repeatProbability(length: length)
        let place = "n = \(order), D = \(size), L = \(length)"
        let bound = pairBound(positions: length - order + extraPositions, space)
        finding.require(probability <= bound, "\(place): p_ngram = \(probability) > \(bound)")
        let loose = Rational(Integer(length) * Integer(length), Integer(size).raised(to: order))
        finding.require(bound < loose, "\(place): C(L-n+1, 2) D^-n = \(bound) >= L^2 D^-n = \(loose)")
        if bound > 0 {
          finding.observe(.largest, "share of the bound that is attained", probability / bound, at: place)
        }
        finding.cover("exact probabilities")
      }
    }
    sampleRepeats(extraPositions, sweep, progress, into: &finding)
    return finding
  }

  /// C(positions, 2) D^-n.
  private static func pairBound(positions: Int, _ space: NgramSpace) -> Rational {
    let positions = Integer(max(0, positions))
    return Rational(positions * (positions - 1) / 2, Integer(space.alphabetSize).raised(to: space.order))
  }

  /// Strings too long to be counted. A bound that lies below the interval would be refuted, up to its
  /// confidence.
  private static func sampleRepeats(
    _ extraPositions: Int, _ sweep: RepeatSweep, _ progress: Progress, into finding: inout Finding
  ) {
    let trials = sweep.trials
    for (number, (order, size, length)) in sweep.sampled.enumerated() {
      let strings = UniformString(alphabetSize: size, length: length)
      var source = SplitMix64(seed: UInt64(number))
      let repeats = (0..<trials).count { _ in
        !NgramStatistics(of: strings.tokens(using: &source), order: order).areDistinct
      }
      let interval = BinomialInterval(
        occurrences: repeats, trials: trials, confidence: 1 - Rational(1, 1_000_000_000), bits: 16)
      let bound = pairBound(
        positions: length - order + extraPositions, NgramSpace(alphabetSize: size, order: order))
      finding.require(
        interval.lowerBound <= bound,
        "n = \(order), D = \(size), L = \(length): p_ngram >= \(interval.lowerBound) > \(bound) "
          + "from \(repeats) of \(trials)")
      finding.cover("sampled strings", Integer(trials))
      progress.advance(number + 1, of: sweep.sampled.count)
    }
  }
}

/// What the check of L2.4 counts.
private struct RepeatSweep: Sweep {
  /// (n, D) for which strings of every length up to D^n + n are counted.
  let whole: Cases<(Int, Int)>

  /// (n, D) for which those of up to `most` tokens are.
  let begun: [(Int, Int)]
  let most = 12

  /// (n, D, L) of strings that are sampled, and how many of each.
  let sampled = [(4, 4, 20), (5, 3, 20), (3, 10, 30), (8, 2, 20)]
  let trials: Int

  init(_ effort: Effort) {
    let more = Cases((1, 2), (1, 5), (1, 26), (2, 2), (2, 3), (2, 4), (3, 2), (4, 2))
    whole = effort.choose(
      quick: Cases((1, 2), (1, 5), (2, 2), (2, 3), (3, 2)), standard: more, exhaustive: more)
    begun = effort.choose(quick: [], standard: [], exhaustive: [(2, 5), (3, 3), (5, 2)])
    trials = effort.choose(quick: 50, standard: 1000, exhaustive: 10_000)
  }

  /// (n, D) and the longest strings that are counted.
  var counted: [(Int, Int, Int)] {
    // One token more than the longest string without a repeat.
    whole.values.map { ($0, $1, (NgramSpace(alphabetSize: $1, order: $0).longestDistinctLength ?? 0) + 1) }
      + begun.map { ($0, $1, most) }
  }

  var words: String {
    let begun = begun.map { "(\($0),\($1))" }.enumerated
    return "(n, D) = \(whole.words), every L up to D^n + n\(begun.isEmpty ? "" : ", \(begun) up to \(most)"); "
      + "\((sampled.count * trials).grouped) sampled strings"
  }
}
