/// Which n-grams of a string are equal.
internal struct NgramClasses {
  /// For each position `0 ... L - n` a number that two positions share exactly if their n-grams are equal;
  /// the numbers are `0 ..< count` in lexicographic order of the n-grams. Empty if `L < n`.
  internal let classOf: [Int32]

  /// The number of distinct n-grams.
  internal let count: Int

  /// - Complexity: O(L), whatever `order` is: suffixes that share their first n tokens are neighbours in
  ///   lexicographic order.
  internal init(of tokens: [Token], order: Int) {
    precondition(order >= 1, "an n-gram has at least one token, not \(order)")
    guard tokens.count >= order else {
      classOf = []
      count = 0
      return
    }
    let suffixes = SuffixArray(tokens)
    let shared = suffixes.commonPrefixLengths()
    let positionCount = tokens.count - order + 1
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

  /// The first position of each class.
  internal func firstPositions() -> [Int] {
    var first = [Int](repeating: classOf.count, count: count)
    for position in classOf.indices.reversed() {
      first[Int(classOf[position])] = position
    }
    return first
  }
}
