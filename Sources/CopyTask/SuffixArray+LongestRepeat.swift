/// A substring at two places of a text.
public struct RepeatedSubstring: Hashable, Sendable {
  /// The number of tokens of the substring, at least 1.
  public let length: Int

  /// The smaller of the two positions (from 0) at which it begins.
  public let first: Int

  /// The larger of the two positions; the two occurrences may overlap.
  public let second: Int
}

extension SuffixArray {
  /// A longest substring that occurs at two places; nil if no token does.
  ///
  /// If there are several, the one that is least lexicographically is returned, at the two of its places
  /// whose suffixes are least.
  ///
  /// - Complexity: O(L).
  public func longestRepeat() -> RepeatedSubstring? {
    var best: (length: Int32, rank: Int) = (0, 0)
    forEachCommonPrefix { rank, length in
      if length > best.length || (length == best.length && rank < best.rank) { best = (length, rank) }
    }
    guard best.length > 0 else { return nil }
    let places = [Int(positions[best.rank - 1]), Int(positions[best.rank])].sorted()
    return RepeatedSubstring(length: Int(best.length), first: places[0], second: places[1])
  }

  /// The smallest `n >= 1` for which the n-grams of the text are pairwise distinct: one more than the length
  /// of the longest repeat.
  ///
  /// - Complexity: O(L).
  public func smallestDistinctOrder() -> Int {
    (longestRepeat()?.length ?? 0) + 1
  }
}
