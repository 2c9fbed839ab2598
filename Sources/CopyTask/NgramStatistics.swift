/// How many n-grams a string has, and how many of them are different.
public struct NgramStatistics: Hashable, Sendable {
  /// The number of tokens of an n-gram, `n`.
  public let order: Int

  /// The number of positions at which an n-gram begins: `max(0, L - n + 1)`.
  public let positionCount: Int

  /// The number of distinct n-grams, at most `positionCount`.
  public let distinctCount: Int

  /// An n-gram that occurs twice, nil if there is none: the one whose second occurrence ends earliest.
  ///
  /// `second` is the smallest position (from 0) whose n-gram occurs before it, `first` the first position of
  /// that n-gram; `length` is `n`.
  public let firstRepeat: RepeatedSubstring?

  /// Whether the n-grams are pairwise distinct, which is the promise under which a string is copied.
  ///
  /// Equivalently, the longest repeated substring is shorter than `n`.
  public var areDistinct: Bool { distinctCount == positionCount }

  /// Counts the n-grams of `tokens`, `n = order`.
  ///
  /// - Precondition: `order >= 1`, and `tokens.count <= SuffixArray.longestText`.
  /// - Complexity: O(L), whatever `n` is; O(L log L) if tokens exceed L.
  public init(of tokens: [Token], order: Int) {
    self.init(NgramClasses(of: tokens, order: order))
  }

  private init(order: Int, positionCount: Int) {
    (self.order, self.positionCount) = (order, positionCount)
    distinctCount = positionCount
    firstRepeat = nil
  }

  /// The numbers of a string of `length` tokens that is known to have pairwise distinct n-grams, n = `order`.
  ///
  /// - Precondition: `order >= 1` and `length >= 0`.
  public static func allDistinct(order: Int, length: Int) -> NgramStatistics {
    precondition(order >= 1 && length >= 0)
    return NgramStatistics(order: order, positionCount: max(0, length - order + 1))
  }

  /// Counts the n-grams of a string that is indexed already.
  ///
  /// - Complexity: O(L).
  public init(_ classes: NgramClasses) {
    let order = classes.order
    self.order = order
    positionCount = classes.classOf.count
    distinctCount = classes.count
    let first = classes.firstPositions()
    let classOf = classes.classOf
    firstRepeat = classOf.indices.first { first[Int(classOf[$0])] < $0 }.map { second in
      RepeatedSubstring(length: order, first: first[Int(classOf[second])], second: second)
    }
  }
}
