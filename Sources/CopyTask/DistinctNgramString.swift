/// Random strings whose n-grams are pairwise distinct, of any length that allows it.
///
/// These are the strings that an n-gram copier is promised to copy. A uniform string of length much beyond
/// D^(n/2) is hardly ever one, so whole strings are not drawn and rejected. Instead a string is grown as a
/// trail, a walk that uses no edge twice, in the de Bruijn graph: its vertices are the (n-1)-grams, its edges
/// the n-grams (see `TrailBuilder`). That succeeds up to the full length `D^n + n - 1`.
///
/// If there are more than 2^62 n-grams, strings are drawn uniformly, and redrawn should an n-gram repeat,
/// which happens with a probability below L^2 / 2^62.
///
/// Every such string can come up, since a trail that goes on is not stuck on its way. But the distribution is
/// *not* uniform over them: how likely a trail is depends on how many exits its vertices had left, and on
/// where it was opened again after it had closed. It is uniform for `n = 1`, for `length <= n`, and where
/// uniform strings are drawn.
public struct DistinctNgramString: Hashable, Sendable {
  /// A length beyond the longest string with distinct n-grams.
  public struct LengthError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The length asked for, the larger side of the inequality that failed.
    public let length: Int

    /// The n-grams that should have been distinct.
    public let space: NgramSpace

    /// `D^n + n - 1`, the smaller side.
    public let longest: Int

    public var description: String {
      """
      no string of length \(length) over \(space.alphabetSize) tokens has pairwise distinct \
      \(space.order)-grams: \(length) > \(space.alphabetSize)^\(space.order) + \(space.order) - 1 = \(longest)
      """
    }
  }

  /// The n-grams that occur at most once each.
  public let space: NgramSpace

  /// The number of tokens of every string.
  public let length: Int

  /// Strings of `length` tokens from `0 ..< alphabetSize` with pairwise distinct n-grams, `n = order`.
  ///
  /// - Precondition: `alphabetSize >= 1`, `order >= 1` and `length >= 0`; `length` is less than 2^31 if there
  ///   are more than 2^62 n-grams.
  /// - Throws: ``LengthError`` if `length > D^n + n - 1`.
  public init(alphabetSize: Int, order: Int, length: Int) throws(LengthError) {
    precondition(length >= 0, "a string cannot have \(length) tokens")
    space = NgramSpace(alphabetSize: alphabetSize, order: order)
    self.length = length
    if let longest = space.longestDistinctLength, length > longest {
      throw LengthError(length: length, space: space, longest: longest)
    }
  }

  /// A string drawn from `generator`; the same state of the generator gives the same string.
  ///
  /// What is drawn, for up to 2^62 n-grams and `L > n`: the first vertex, by one `next(below: D^(n-1))`; then
  /// for each edge of the trail its token, by `next(below: D)` until the edge is unused.
  ///
  /// - Complexity: O(L log D) time on average, O(L) memory.
  public func tokens(using generator: inout SplitMix64) -> [Token] {
    let uniform = UniformString(alphabetSize: space.alphabetSize, length: length)
    // A string of n tokens or fewer has at most one n-gram.
    if length <= space.order { return uniform.tokens(using: &generator) }
    if let edges = space.count, edges <= DistinctNgramString.mostEdges {
      var builder = TrailBuilder(
        alphabetSize: space.alphabetSize, order: space.order, edgeCount: length - space.order + 1,
        using: &generator
      )
      return builder.tokens(using: &generator)
    }
    while true {
      let tokens = uniform.tokens(using: &generator)
      if NgramStatistics(of: tokens, order: space.order).areDistinct { return tokens }
    }
  }

  /// 2^62 n-grams are the most that are numbered: their numbers fit into an Int, and beyond it a repeat in
  /// a string that fits into memory is too rare to matter.
  internal static let mostEdges = 1 << 62
}
