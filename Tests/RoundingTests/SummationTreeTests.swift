import CopyTask
import Testing

@testable import Rounding

@Suite("Trees of additions")
struct SummationTreeTests {
  /// A tree, read from its text, which knows nothing of places.
  private indirect enum Node {
    case leaf(Int)
    case sum(Node, Node)

    var leaves: [Int] {
      switch self {
      case .leaf(let number): [number]
      case .sum(let left, let right): left.leaves + right.leaves
      }
    }

    func value(_ terms: [Double], _ format: FloatFormat) -> Double {
      switch self {
      case .leaf(let number): terms[number]
      case .sum(let left, let right): format.round(left.value(terms, format) + right.value(terms, format))
      }
    }

    init(_ text: String) {
      var rest = text[...]
      self = Node.read(&rest)
      precondition(rest.isEmpty)
    }

    private static func read(_ text: inout Substring) -> Node {
      guard text.first == "(" else {
        let digits = text.prefix { $0.isNumber }
        text.removeFirst(digits.count)
        return .leaf(Int(digits) ?? -1)
      }
      text.removeFirst()
      let left = read(&text)
      text.removeFirst()
      let right = read(&text)
      text.removeFirst()
      return .sum(left, right)
    }
  }

  /// All ways to make a tree of so many leaves.
  private func trees(_ leaves: Int, _ source: inout SplitMix64) -> [(name: String, tree: SummationTree)] {
    let permutation = source.permutation(of: leaves)
    var trees = [
      ("sequential", SummationTree.sequential(leaves)), ("permuted", .sequential(permutation)),
      ("balanced", .balanced(leaves)), ("left", .split(leaves) { _ in 1 }),
    ]
    for width in 1...8 { trees.append(("\(width) lanes", .lanes(width, leaves))) }
    var random = SplitMix64(seed: source.next())
    trees.append(("random", .split(leaves, permutation: permutation) { 1 + random.next(below: $0 - 1) }))
    for order in [SummationOrder.reversed, .balanced, .fourLanes] {
      if let tree = order.tree { trees.append((order.name, tree(leaves))) }
    }
    return trees
  }

  @Test("every constructor makes a tree over all terms, and its sum is the one of the tree's text")
  func constructors() throws {
    var source = SplitMix64(seed: 3)
    let format = try FloatFormat(significandBits: 3, exponentBits: 6)
    var differ = 0
    for leaves in Array(1...20) + [33, 64] {
      let terms = (0..<leaves).map { _ in format.round(Double(source.next(below: 200) - 100)) }
      for (name, tree) in trees(leaves, &source) {
        let node = Node(tree.description)
        #expect(tree.leaves == leaves && tree.additions.count == leaves - 1)
        #expect(node.leaves.sorted() == Array(0..<leaves), "\(name) of \(leaves)")
        let (found, due) = (tree.sum(terms, in: format), node.value(terms, format))
        #expect(found == due, "\(name) of \(terms): \(found), not \(due)")
        if found != SummationTree.sequential(leaves).sum(terms, in: format) { differ += 1 }
      }
    }
    // The order matters here, or the sums would have shown nothing.
    #expect(differ > 20)
  }

  @Test("the trees are those of their names")
  func shapes() {
    #expect(SummationTree.sequential(4).description == "(((0 1) 2) 3)")
    #expect(SummationTree.balanced(5).description == "(((0 1) 2) (3 4))")
    #expect(SummationTree.lanes(4, 6).description == "(((0 4) (1 5)) (2 3))")
    #expect(SummationTree.lanes(3, 2).description == "(0 1)")
    #expect(SummationOrder.reversed.tree?(3).description == "((2 1) 0)")
    #expect(SummationOrder.given(.balanced(4)).tree?(4) == .balanced(4))
    #expect(SummationOrder.given(.balanced(4)).tree?(5) == .sequential(5))
  }
}
