public import Arithmetic

/// Copying strings from any source: at most |S| strings are copied, so the best that s states can do is to
/// copy the s likeliest. Everything else here is weaker and needs to know less about the source.
public struct SourceBound: Sendable, Hashable {
  /// The probabilities of all strings, from the largest down.
  public let probabilities: [Rational]

  /// - Returns: `nil` unless all probabilities are at least 0 and they add up to 1.
  public init?(probabilities: [Rational]) {
    guard probabilities.allSatisfy({ $0 >= 0 }), probabilities.reduce(0, +) == 1 else { return nil }
    self.probabilities = probabilities.sorted(by: >)
  }

  /// The largest probability of a right copy with so many states: the sum of the largest probabilities.
  ///
  /// - Precondition: `states >= 0`.
  public func bestSuccess(states: Int) -> Rational { probabilities.prefix(states).reduce(0, +) }

  /// The smallest number of states with error at most `error`.
  ///
  /// - Precondition: `0 <= error < 1`.
  public func statesNeeded(error: Rational) -> Int {
    var success = Rational(0)
    for (index, probability) in probabilities.enumerated() {
      success += probability
      if success >= Rational(1) - error { return index + 1 }
    }
    return probabilities.count
  }

  /// H_min + log2 (1 - eps): no string is likelier than 2^-H_min, so (1 - eps) <= |S| 2^-H_min. Or 0.
  ///
  /// - Precondition: `0 <= error < 1`.
  public func minEntropyBits(error: Rational) -> LogarithmicSum {
    max(.log2(Rational(1) - error) - .log2(probabilities[0]), .zero)
  }

  /// H = sum of p log2 (1/p).
  public var entropy: LogarithmicSum {
    probabilities.filter { $0 != 0 }.reduce(.zero) { $0 - LogarithmicSum.log2($1) * $1 }
  }

  /// Fano: H - h2(eps) - eps log2(N - 1) for N strings, or 0.
  ///
  /// - Precondition: `0 <= error < 1`.
  public func fanoBits(error: Rational) -> LogarithmicSum {
    // Beyond the error of the best guess alone the right side would fall, then rise again.
    guard error < Rational(1) - Rational(1, Integer(probabilities.count)) else { return .zero }
    let open = TokenErrorBound.openBits(alphabetSize: probabilities.count, error: error)
    return max(entropy - open, .zero)
  }

  /// The information spectrum bound: the probability of a right copy is at most that of the strings with
  /// probability above `threshold`, plus |S| times `threshold`, whatever the threshold (2^-gamma in the
  /// literature).
  public func spectrumSuccess(states: Int, threshold: Rational) -> Rational {
    min(1, probabilities.filter { $0 > threshold }.reduce(0, +) + Rational(states) * threshold)
  }
}
