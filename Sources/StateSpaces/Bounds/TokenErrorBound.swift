public import Arithmetic

/// Bits of state for tasks that are scored token by token, or that ask for one of many stored values.
///
/// A state from which each of N independent uniform values over D can be told with average error delta
/// carries
///
///     mem >= N (log2 D - phi),  phi = h2(delta) + delta log2(D - 1),
///
/// because what the state leaves open about a value is at most phi on average (Fano's inequality and the
/// concavity of phi). The same count holds for:
/// - copying with an average error per token of delta, with or without teacher forcing (N = L);
/// - looking up the i-th token, i uniform and asked for after the string (N = L);
/// - a phone book or associative recall of N entries with values over D. The keys cost nothing: a table of
///   values indexed by a function fixed in advance need not store them;
/// - n-gram lookup with the key last (`suffixKeyBits`).
///
/// At delta = 1 - 1/D, the error of guessing, the bound is zero, and stays there.
public struct TokenErrorBound: Sendable, Hashable {
  /// D: how many values a token, or an entry, can have.
  public let alphabetSize: Int

  /// delta.
  public let error: Rational

  /// - Precondition: `alphabetSize >= 1` and `0 <= error <= 1`.
  public init(alphabetSize: Int, error: Rational) {
    precondition(alphabetSize >= 1, "an alphabet has at least one token, not \(alphabetSize)")
    precondition(error >= 0 && error <= 1, "an error of \(error): expected 0 to 1")
    self.alphabetSize = alphabetSize
    self.error = error
  }

  /// phi = h2(delta) + delta log2(D - 1): the most that can be open about a value that is told with error
  /// delta.
  ///
  /// - Precondition: `alphabetSize >= 2` unless the error is zero.
  public static func openBits(alphabetSize: Int, error: Rational) -> LogarithmicSum {
    guard error != 0 else { return .zero }
    let others = LogarithmicSum.log2(Integer(alphabetSize - 1)) * error
    return binaryEntropy(error) + others
  }

  /// h2(p) = -p log2 p - (1 - p) log2 (1 - p).
  static func binaryEntropy(_ p: Rational) -> LogarithmicSum {
    guard p != 0, p != 1 else { return .zero }
    let q = Rational(1) - p
    return LogarithmicSum.log2(p) * -p - LogarithmicSum.log2(q) * q
  }

  /// Bits for each value: log2 D - phi, or 0 where guessing is as good.
  public var bitsPerToken: LogarithmicSum {
    guard error < Rational(1) - Rational(1, Integer(alphabetSize)) else { return .zero }
    return .log2(Integer(alphabetSize)) - TokenErrorBound.openBits(alphabetSize: alphabetSize, error: error)
  }

  /// Bits for `count` values.
  public func bitsNeeded(count: Integer) -> LogarithmicSum { bitsPerToken * Rational(count) }

  /// The largest number of values that the bound allows a state of so many bits; `nil` if it allows any.
  public func largestCount(bits: Integer) -> Integer? {
    let unit = bitsPerToken
    guard unit.signum() > 0 else { return nil }
    return LogarithmicSum(Rational(bits)).floorOfQuotient(by: unit)
  }

  // MARK: - Lookup of n-grams with the key last

  /// How the position that is asked for is drawn.
  public enum Queries: Sendable, Hashable, CaseIterable {
    /// One of the disjoint blocks of n + 1 tokens, a key and its successor: floor(L / (n + 1)) of them.
    case aligned
    /// Any position that has a successor: some offset does as well as the average, and leaves
    /// floor((L - n) / (n + 1)) blocks.
    case unaligned
  }

  /// How many tokens a string of L tokens makes a model keep apart when the key of n tokens comes after it.
  public static func suffixKeyBlocks(length: Integer, ngram: Int, queries: Queries) -> Integer {
    let usable = queries == .aligned ? length : length - Integer(ngram)
    return usable.signum() > 0 ? usable / Integer(ngram + 1) : 0
  }

  /// Bits of state for the successor of a key of n tokens that is read after the string.
  ///
  /// - Precondition: `ngram >= 1`.
  public func suffixKeyBits(length: Integer, ngram: Int, queries: Queries) -> LogarithmicSum {
    bitsNeeded(count: TokenErrorBound.suffixKeyBlocks(length: length, ngram: ngram, queries: queries))
  }

  /// The largest L that the bound allows a state of so many bits; `nil` if it allows any.
  public func longestSuffixKeyLength(bits: Integer, ngram: Int, queries: Queries) -> Integer? {
    // The last length before one more block fits.
    largestCount(bits: bits).map {
      ($0 + 1) * Integer(ngram + 1) - 1 + (queries == .aligned ? 0 : Integer(ngram))
    }
  }
}
