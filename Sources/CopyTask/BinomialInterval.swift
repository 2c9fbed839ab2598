public import Arithmetic

/// An interval that contains an unknown probability with the confidence that is asked for, from how often an
/// event occurred in independent trials: that of Clopper and Pearson, whose coverage is never below what it
/// promises.
///
/// Its ends are the p at which so many occurrences, or more, and so few, or fewer, have probability alpha/2.
/// They are found by bisection, with the tails of the binomial distribution as exact fractions, and rounded
/// outward to a multiple of 2^-`bits`: no rounding can make the interval too short.
///
/// Source: Clopper, Pearson, *The use of confidence or fiducial limits illustrated in the case of the
/// binomial*, Biometrika 26 (1934) 404-413, doi:10.1093/biomet/26.4.404.
public struct BinomialInterval: Hashable, Sendable {
  /// How often the event occurred.
  public let occurrences: Int

  /// The number of trials.
  public let trials: Int

  /// 1 - alpha.
  public let confidence: Rational

  /// The lower end.
  public let lowerBound: Rational

  /// The upper end.
  public let upperBound: Rational

  /// - Precondition: `trials >= 1`, `0 <= occurrences <= trials`, `0 < confidence < 1`, `bits >= 1`.
  /// - Complexity: O(bits * trials) products of numbers of `bits * trials` bits.
  public init(occurrences: Int, trials: Int, confidence: Rational, bits: Int = 20) {
    precondition(trials >= 1 && (0...trials).contains(occurrences), "\(occurrences) of \(trials) trials")
    precondition(confidence > 0 && confidence < 1 && bits >= 1)
    (self.occurrences, self.trials, self.confidence) = (occurrences, trials, confidence)
    let half = (1 - confidence) / 2
    // Fewer occurrences than k mean more of the complement: both ends come from one search.
    lowerBound = BinomialInterval.least(occurrences, trials, tail: half, bits: bits)
    upperBound = 1 - BinomialInterval.least(trials - occurrences, trials, tail: half, bits: bits)
  }

  /// Whether a probability lies in the interval.
  public func contains(_ probability: Rational) -> Bool { lowerBound <= probability && probability <= upperBound }

  /// The largest multiple of 2^-bits at which `occurrences` or more of `trials` have probability `tail` or
  /// less.
  private static func least(_ occurrences: Int, _ trials: Int, tail: Rational, bits: Int) -> Rational {
    guard occurrences > 0 else { return 0 }
    let unit = Integer(1) << bits
    var (low, high) = (Integer(0), unit)
    while high - low > 1 {
      let middle = (low + high) / 2
      if upperTail(middle, of: unit, occurrences, trials) <= tail { low = middle } else { high = middle }
    }
    return Rational(low, unit)
  }

  /// The probability of `occurrences` or more in `trials`, if each has probability p/q.
  static func upperTail(_ p: Integer, of q: Integer, _ occurrences: Int, _ trials: Int) -> Rational {
    // The sum over k of C(N, k) p^k (q - p)^(N - k), over q^N. Fewer terms lie below k than above or the
    // other way round; the shorter sum is taken.
    let below = occurrences <= trials - occurrences
    let range = below ? 0..<occurrences : occurrences..<(trials + 1)
    var sum = Integer(0)
    let miss = q - p
    // C(N, k) p^k for the first k of the range, then from one to the next.
    var binomial = Integer(1)
    for k in 0..<range.lowerBound { binomial = binomial * Integer(trials - k) / Integer(k + 1) }
    var power = p.raised(to: range.lowerBound)
    for k in range {
      sum += binomial * power * miss.raised(to: trials - k)
      binomial = binomial * Integer(trials - k) / Integer(k + 1)
      power = power * p
    }
    let all = q.raised(to: trials)
    return Rational(below ? all - sum : sum, all)
  }
}
