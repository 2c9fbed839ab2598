/// Which n-grams of a string are equal: an index from each n-gram to the others like it.
public struct NgramClasses: Hashable, Sendable {
  /// The number of tokens of an n-gram, `n`.
  public let order: Int

  /// For each position `0 ... L - n` a number that two positions share exactly if their n-grams are equal;
  /// the numbers are `0 ..< count` in lexicographic order of the n-grams. Empty if `L < n`.
  public let classOf: [Int32]

  /// The number of distinct n-grams.
  public let count: Int

  /// Indexes the n-grams of `tokens`, `n = order`.
  ///
  /// - Precondition: `order >= 1`, and `tokens.count <= SuffixArray.longestText`.
  /// - Complexity: O(L), whatever `order` is: suffixes that share their first n tokens are neighbours in
  ///   lexicographic order. O(L log L) if tokens exceed L.
  public init(of tokens: [Token], order: Int) {
    self.init(SuffixArray(tokens), order: order)
  }

  /// Indexes the n-grams of a string whose suffixes are sorted already, `n = order`.
  ///
  /// - Precondition: `order >= 1`.
  /// - Complexity: O(L).
  public init(_ suffixes: SuffixArray, order: Int) {
    precondition(order >= 1, "an n-gram has at least one token, not \(order)")
    self.order = order
    guard suffixes.count >= order else {
      classOf = []
      count = 0
      return
    }
    let shared = suffixes.commonPrefixLengths()
    let positionCount = suffixes.count - order + 1
    var classOf = [Int32](repeating: 0, count: positionCount)
    var current: Int32 = -1
    for (rank, position) in suffixes.positions.enumerated() {
      // Suffixes shorter than n have no n-gram. None stands between two that share one: it would have to
      // share those n tokens too.
      guard position < positionCount else { continue }
      if current < 0 || shared[rank] < order { current += 1 }
      classOf[Int(position)] = current
    }
    self.classOf = classOf
    count = Int(current) + 1
  }

  /// How often the n-gram of each class occurs.
  public func occurrences() -> [Int32] {
    var occurrences = [Int32](repeating: 0, count: count)
    for ngram in classOf { occurrences[Int(ngram)] += 1 }
    return occurrences
  }

  /// The first position of each class.
  internal func firstPositions() -> [Int] {
    var first = [Int](repeating: classOf.count, count: count)
    for position in classOf.indices.reversed() {
      first[Int(classOf[position])] = position
    }
    return first
  }
}
