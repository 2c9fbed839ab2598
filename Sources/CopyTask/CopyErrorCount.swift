public import Arithmetic

/// On how many of the D^L strings n-gram lookup fails, and so every decoder that sees the prompt and the last
/// n tokens it wrote: the exact error under the uniform distribution.
///
/// *Copying and ending.* For L >= n it fails exactly on the strings that repeat an n-gram: see
/// `SuccessorConflict`. So with c(L) strings whose n-grams are distinct, D^L - c(L) fail.
///
/// *Copying the L tokens.* It succeeds exactly where no n-gram has two different successors. Look at the
/// n-grams that have one, those that end at x_n, ..., x_{L-1}. If they are distinct, x_L is free: D c(L-1)
/// strings. Otherwise let the first one that occurred before end at x_t, n < t < L. There are D c(t-1) - c(t)
/// strings x_1 ... x_t of this kind: those with distinct n-grams up to x_{t-1}, and not up to x_t. The
/// successor of this n-gram is known, so x_{t+1} is forced; the n-gram that ends there is the one that
/// followed before, so x_{t+2} is forced, and so on: each has one continuation. Therefore
///
///     D c(L-1) + sum over n < t < L of (D c(t-1) - c(t))
///
/// strings are copied. QED (X.failure-set).
public struct CopyErrorCount: Hashable, Sendable {
  /// The numbers of strings with distinct n-grams.
  public let distinct: DistinctNgramCount

  /// - Throws: As `DistinctNgramCount`.
  public init(
    _ space: NgramSpace, upTo longest: Int, limit: Int = 1 << 22
  ) throws(DistinctNgramCount.CountError) {
    distinct = try DistinctNgramCount(space, upTo: longest, limit: limit)
  }

  /// The number of all strings of `length` tokens.
  public func all(length: Int) -> Integer { Integer(distinct.space.alphabetSize).raised(to: length) }

  /// How many strings of `length` tokens are written with a wrong token among the first L.
  ///
  /// - Precondition: `1 <= length`, and the strings of this length were counted.
  public func wrong(length: Int) -> Integer {
    let size = Integer(distinct.space.alphabetSize)
    let counts = distinct.counts
    var right = size * counts[length - 1]
    for t in stride(from: distinct.space.order + 1, to: length, by: 1) {
      right += size * counts[t - 1] - counts[t]
    }
    return all(length: length) - right
  }

  /// How many strings of `length` tokens are written with a wrong token, or not ended right after the last
  /// one.
  ///
  /// - Precondition: as for `wrong(length:)`.
  public func wrongOrEndless(length: Int) -> Integer { all(length: length) - distinct.counts[length] }

  /// The probability that a uniform string of `length` tokens repeats an n-gram, exactly.
  public func repeatProbability(length: Int) -> Rational {
    Rational(wrongOrEndless(length: length), all(length: length))
  }

  /// The probability that one of the first L outputs is wrong on a uniform string of `length` tokens,
  /// exactly.
  public func error(length: Int) -> Rational { Rational(wrong(length: length), all(length: length)) }
}
