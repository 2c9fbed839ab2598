public import Arithmetic

/// Copying strings from any source: at most |S| strings are copied, so the best that s states can do is to
/// copy the s likeliest.
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
}
