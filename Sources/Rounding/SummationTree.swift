/// An order of summation: a binary tree over the terms, each inner node one rounded addition.
///
/// It is held as its additions, one after the other: (a, b) adds what stands at place b to what stands at place a. The
/// first n places hold the terms.
public struct SummationTree: Hashable, Sendable {
  /// One addition.
  public struct Addition: Hashable, Sendable {
    /// The place of the sum.
    public let target: Int
    /// The place of what is added to it, which is not used again.
    public let source: Int
  }

  /// The number of terms.
  public let leaves: Int

  /// Their additions, `leaves - 1` of them; the sum stands at the place of the last one.
  public let additions: [Addition]

  /// The tree with these additions.
  ///
  /// - Precondition: `leaves >= 1`, and every place but the last target is a source exactly once, and is not used
  /// after.
  public init(leaves: Int, additions: [(target: Int, source: Int)]) {
    var isUsed = [Bool](repeating: false, count: leaves)
    precondition(leaves >= 1 && additions.count == leaves - 1, "a tree over \(leaves) terms has \(leaves - 1) sums")
    for (target, source) in additions {
      precondition(target != source && !isUsed[target] && !isUsed[source], "a place is used twice")
      isUsed[source] = true
    }
    self.leaves = leaves
    self.additions = additions.map { Addition(target: $0.target, source: $0.source) }
  }

  /// The terms from the first to the last.
  public static func sequential(_ leaves: Int) -> SummationTree {
    SummationTree(leaves: leaves, additions: (1..<max(1, leaves)).map { (0, $0) })
  }

  /// The terms in the order of `permutation`.
  public static func sequential(_ permutation: [Int]) -> SummationTree {
    SummationTree(leaves: permutation.count, additions: permutation.dropFirst().map { (permutation[0], $0) })
  }

  /// Halves, each summed in the same way: pairwise summation.
  public static func balanced(_ leaves: Int) -> SummationTree {
    split(leaves) { $0 - $0 / 2 }
  }

  /// Every `lanes`-th term in a sum of its own, as vector units do, and then these sums pairwise.
  public static func lanes(_ lanes: Int, _ leaves: Int) -> SummationTree {
    let width = max(1, min(lanes, leaves))
    var additions = (width..<max(width, leaves)).map { (target: $0 % width, source: $0) }
    var stride = 1
    while stride < width {
      for lane in Swift.stride(from: 0, to: width - stride, by: 2 * stride) { additions.append((lane, lane + stride)) }
      stride *= 2
    }
    return SummationTree(leaves: leaves, additions: additions)
  }

  /// The tree over these leaves in which a node of m >= 2 leaves has `left(m)` of them to its left; the leaves stand in
  /// the order of `permutation`, if there is one.
  public static func split(
    _ leaves: Int, permutation: [Int]? = nil, left: (Int) -> Int
  ) -> SummationTree {
    var additions: [(target: Int, source: Int)] = []
    // Nodes are split before their parts are added; an explicit stack, as a tree can be as deep as it has leaves.
    var open = [(range: 0..<leaves, isSplit: false, middle: 0)]
    func place(_ index: Int) -> Int { permutation?[index] ?? index }
    while let node = open.popLast() {
      guard node.range.count > 1 else { continue }
      if node.isSplit {
        additions.append((place(node.range.lowerBound), place(node.middle)))
      } else {
        let middle = node.range.lowerBound + left(node.range.count)
        open.append((node.range, true, middle))
        open.append((node.range.lowerBound..<middle, false, 0))
        open.append((middle..<node.range.upperBound, false, 0))
      }
    }
    return SummationTree(leaves: leaves, additions: additions)
  }

  /// The sum of the terms in `format`, each addition rounded once.
  ///
  /// - Precondition: as many terms as the tree has leaves, numbers of the format.
  public func sum(_ terms: [Double], in format: FloatFormat) -> Double {
    precondition(terms.count == leaves)
    var places = terms
    for addition in additions {
      places[addition.target] = format.round(places[addition.target] + places[addition.source])
    }
    return places[additions.last?.target ?? 0]
  }

  /// The tree in parentheses, terms by their numbers: `((0 1) 2)`.
  public var description: String {
    var places = (0..<leaves).map { "\($0)" }
    for addition in additions {
      places[addition.target] = "(" + places[addition.target] + " " + places[addition.source] + ")"
      places[addition.source] = ""
    }
    return places[additions.last?.target ?? 0]
  }
}
