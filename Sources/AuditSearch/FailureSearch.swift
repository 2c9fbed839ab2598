import Audits
import CopyTask

/// All strings of one length for which a decision may go wrong, one after the other: those whose keys add zero or less,
/// as far as the costs tell.
///
/// Paths are built from the decision's edges, first backward, then forward; a part of a path is given up where what the
/// remaining edges can take away at most does not make the sum zero.
struct FailureSearch {
  private let costs: DecisionCosts
  private let graph: ContextGraph

  /// `least[r]`: what r more edges add at least.
  private let least: [Double]
  private let leastEnds: Double
  private let isStart, isEnd: [Bool]
  private let deadline: ContinuousClock.Instant

  private var visited: [Bool]
  private var nodes: [Int] = []
  private var count = 0

  /// Whether time ran out.
  private(set) var isCut = false

  init(_ costs: DecisionCosts, deadline: ContinuousClock.Instant) {
    self.costs = costs
    self.deadline = deadline
    let graph = costs.graph
    self.graph = graph
    let rows = (0..<graph.nodes).map { node in
      (0..<graph.alphabetSize).map { costs.edgeCost(node * graph.alphabetSize + $0) }.min() ?? 0
    }
    least = rows.filter { $0 < 0 }.sorted().reduce(into: [0.0]) { $0.append(($0[$0.count - 1] + $1).nextDown) }
    let starts = costs.paths.starts.map { costs.startCosts[$0] }.min() ?? 0
    let ends = costs.paths.ends.map { costs.endCosts[$0] }.min() ?? 0
    leastEnds = DecisionCosts.sum([starts, ends, costs.leastJoint])
    var (isStart, isEnd) = ([Bool](repeating: false, count: graph.nodes), [Bool](repeating: false, count: graph.nodes))
    for node in costs.paths.starts { isStart[node] = true }
    for node in costs.paths.ends { isEnd[node] = true }
    (self.isStart, self.isEnd) = (isStart, isEnd)
    visited = [Bool](repeating: false, count: graph.nodes)
  }

  /// Calls `found` with each such string of `length` tokens, until it returns true. Whether it did.
  mutating func run(length: Int, found: ([Token]) throws -> Bool) rethrows -> Bool {
    let edges = length - graph.ngram - costs.paths.edges.count
    guard edges >= 0 else { return false }
    if let first = costs.paths.edges.first {
      let middle = [graph.source(first)] + costs.paths.edges.map { graph.target($0) }
      for before in 0...edges where costs.paths.written > 0 || before == 0 {
        if costs.paths.ends.count == 1, costs.paths.ends[0] == middle.last, before != edges { continue }
        nodes = middle
        for node in middle { visited[node] = true }
        defer { for node in middle { visited[node] = false } }
        if try backward(before, edges - before, costs.known, found) { return true }
      }
      return false
    }
    for start in costs.paths.starts {
      nodes = [start]
      visited[start] = true
      defer { visited[start] = false }
      if try forward(edges, 0, found) { return true }
    }
    return false
  }

  private mutating func isHopeless(_ sum: Double, _ remaining: Int) -> Bool {
    count += 1
    if count.isMultiple(of: 4096), ContinuousClock.now > deadline { isCut = true }
    return isCut || (sum + leastEnds).nextDown + least[min(remaining, least.count - 1)] > 0
  }

  private mutating func backward(
    _ before: Int, _ after: Int, _ sum: Double, _ found: ([Token]) throws -> Bool
  ) rethrows -> Bool {
    if isHopeless(sum, before + after) { return false }
    let first = nodes[0]
    guard before > 0 else { return isStart[first] ? try forward(after, sum, found) : false }
    for token in 0..<graph.alphabetSize {
      // The node whose first token is `token`, and whose other tokens are the first of `first`.
      let node = token * graph.power(graph.ngram - 1) + first / graph.alphabetSize
      guard !visited[node] else { continue }
      let edge = node * graph.alphabetSize + first % graph.alphabetSize
      visited[node] = true
      nodes.insert(node, at: 0)
      defer {
        visited[node] = false
        nodes.removeFirst()
      }
      let cost = costs.costs[edge] * Double(costs.paths.copies)
      if try backward(before - 1, after, (sum + cost).nextDown, found) { return true }
    }
    return false
  }

  private mutating func forward(
    _ after: Int, _ sum: Double, _ found: ([Token]) throws -> Bool
  ) rethrows -> Bool {
    if isHopeless(sum, after) { return false }
    let last = nodes[nodes.count - 1]
    guard after > 0 else {
      guard isEnd[last] else { return false }
      let total = DecisionCosts.sum([
        sum, costs.startCosts[nodes[0]], costs.endCosts[last], costs.joint(start: nodes[0], end: last),
      ])
      guard total <= 0 else { return false }
      return try found(graph.tokens(ofNode: nodes[0]) + nodes.dropFirst().map { $0 % graph.alphabetSize })
    }
    for token in 0..<graph.alphabetSize {
      let edge = last * graph.alphabetSize + token
      let node = graph.target(edge)
      guard !visited[node] else { continue }
      visited[node] = true
      nodes.append(node)
      defer {
        visited[node] = false
        nodes.removeLast()
      }
      if try forward(after - 1, (sum + costs.costs[edge]).nextDown, found) { return true }
    }
    return false
  }
}
