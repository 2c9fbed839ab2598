public import Arithmetic
import CopyTask

/// What copying uniform strings over D with error at most eps takes a state space model: T2.7, in both
/// directions.
///
/// After the prompt the model is in one of its states, and all that it writes depends on the state alone. So
/// from each state at most one string is written, at most |S| of the D^L strings are copied, and
///
///     err >= 1 - |S| / D^L.
///
/// The inequality is weak: a shift register with |S| = D^L states copies every string, and the largest number
/// of strings that s states copy is min(s, D^L) exactly (X.tight). Hence error at most eps is possible with
/// |S| >= (1 - eps) D^L states and with no fewer, and a model of `mem` bits reaches the lengths L with
/// D^L (1 - eps) <= 2^mem.
///
/// Source: arXiv:2402.01032, Theorem 2.7 (which says err > 1 - |S| / D^L) and Corollary 2.8.
public struct UniformCopyBound: Sendable, Hashable {
  /// D.
  public let alphabetSize: Int

  /// eps.
  public let error: Rational

  /// - Precondition: `alphabetSize >= 1` and `0 <= error < 1`.
  public init(alphabetSize: Int, error: Rational) {
    precondition(alphabetSize >= 1, "an alphabet has at least one token, not \(alphabetSize)")
    precondition(error >= 0 && error < 1, "an error of \(error): expected at least 0 and less than 1")
    self.alphabetSize = alphabetSize
    self.error = error
  }

  /// The smallest number of states: the smallest integer >= (1 - eps) D^L.
  ///
  /// - Complexity: D^L is computed; it has L log2 D bits. Callers that take L from outside bound it first.
  public func statesNeeded(length: Int) -> Integer {
    ((Rational(1) - error) * Rational(Integer(alphabetSize).raised(to: length))).ceiling
  }

  /// Bits of state: L log2 D + log2 (1 - eps), or 0 where that is negative. D^L is never computed.
  public func bitsNeeded(length: Integer) -> LogarithmicSum {
    max(CopyBounds.stringBits(alphabetSize: alphabetSize, length: length) + .log2(Rational(1) - error), .zero)
  }

  /// The smallest whole number of bits.
  public func wholeBitsNeeded(length: Integer) -> Integer { bitsNeeded(length: length).ceiling }

  /// The largest L with D^L (1 - eps) <= 2^bits, which is floor((bits + log2 (1 / (1 - eps))) / log2 D);
  /// `nil` if there is no largest, as for D = 1.
  ///
  /// - Precondition: `bits >= 0`.
  public func longestLength(bits: Integer) -> Integer? {
    precondition(bits >= 0, "a state of \(bits) bits: expected none or more")
    return longestLength(capacity: LogarithmicSum(Rational(bits)))
  }

  /// The largest L with D^L (1 - eps) <= states; `nil` if there is no largest, as for D = 1.
  ///
  /// - Precondition: `states >= 1`.
  public func longestLength(states: Integer) -> Integer? { longestLength(capacity: .log2(states)) }

  private func longestLength(capacity: LogarithmicSum) -> Integer? {
    guard alphabetSize > 1 else { return nil }
    return (capacity - .log2(Rational(1) - error)).floorOfQuotient(by: .log2(Integer(alphabetSize)))
  }

  /// The smallest error that a model with so many states has on strings of L tokens: 1 - |S| / D^L, or 0.
  ///
  /// - Complexity: as for `statesNeeded`.
  public static func leastError(alphabetSize: Int, length: Int, states: Integer) -> Rational {
    max(0, Rational(1) - Rational(states, Integer(alphabetSize).raised(to: length)))
  }
}
