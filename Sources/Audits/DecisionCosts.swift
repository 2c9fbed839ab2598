public import CopyTask

/// What every visible key adds to the lead of the due token over a rival, from below, in units of the largest weight a
/// key could have: the lead is positive exactly if the sum over all visible keys is.
///
/// With weights w_k, and logits U x of the query's own residual stream and U W_O W_V x_k of the values, the lead is
/// the sum of w_k (direct_due - direct_rival + message_due(k) - message_rival(k)), divided by the sum of w_k.
public struct DecisionCosts: Sendable {
  /// The contexts.
  public let graph: ContextGraph
  /// The strings in which the decision is taken.
  public let paths: DecisionPaths

  /// By context.
  public let costs: [Double]

  /// What the first node adds, and what the last one does, of contexts that depend on one of them only.
  public let startCosts, endCosts: [Double]

  /// What `paths.edges` add together.
  public let known: Double

  /// Nodes that are left by none of `paths.edges`, and nodes that none of them leads to.
  public let freeSources, freeTargets: [Bool]

  /// The costs of one decision, by what the table says of the query's weights.
  public init(_ table: ContextTable, weights: KeyWeights, query: Int, due: Token, rival: Token, paths: DecisionPaths) {
    let graph = table.graph
    (self.graph, self.paths) = (graph, paths)
    let own = table.direct[query][due] - table.direct[query][rival]
    let costs = weights.bounds.indices.map { key in
      let lead = (own + (table.messages[key][due] - table.messages[key][rival])).lower
      // Weights are not negative.
      return (lead * (lead < 0 ? weights.bounds[key].upper : weights.bounds[key].lower)).nextDown
    }
    self.costs = costs
    startCosts = (0..<graph.nodes).map { node in
      let prefixes = (0...graph.ngram).map { costs[graph.prefix($0, of: node)] }
      return DecisionCosts.sum(
        prefixes + (paths.mixed == graph.ngram ? [costs[graph.mixed(graph.ngram, end: 0, start: node)]] : []))
    }
    endCosts = (0..<graph.nodes).map { costs[graph.mixed(0, end: $0, start: 0)] }
    known = DecisionCosts.sum(
      paths.edges.enumerated().map { index, edge in costs[edge] * (index < paths.written ? 2 : 1) })
    var (sources, targets) = ([Bool](repeating: true, count: graph.nodes), [Bool](repeating: true, count: graph.nodes))
    for edge in paths.edges {
      sources[graph.source(edge)] = false
      targets[graph.target(edge)] = false
    }
    (freeSources, freeTargets) = (sources, targets)
  }

  /// A sum from below.
  public static func sum(_ terms: [Double]) -> Double { terms.reduce(0) { ($0 + $1).nextDown } }

  /// What an edge adds at least, whether it stands before the query or after it.
  public func edgeCost(_ edge: Int) -> Double { costs[edge] < 0 ? costs[edge] * Double(paths.copies) : costs[edge] }

  /// Calls `body` for everything that a free source may do: be left by an edge to another free target, at what that
  /// edge costs; or not be on the path, which leads to itself and costs nothing, if it is a free target too.
  public func forEachArc(from source: Int, _ body: (_ target: Int, _ cost: Double) -> Void) {
    if freeTargets[source] { body(source, 0) }
    for token in 0..<graph.alphabetSize {
      let edge = source * graph.alphabetSize + token
      let target = graph.target(edge)
      if target != source, freeTargets[target] { body(target, edgeCost(edge)) }
    }
  }

  /// What the contexts add that depend on the first and on the last node.
  public func joint(start: Int, end: Int) -> Double {
    let last = min(paths.mixed, graph.ngram - 1)
    guard last >= 1 else { return 0 }
    return DecisionCosts.sum((1...last).map { costs[graph.mixed($0, end: end, start: start)] })
  }

  /// The least that they can add, whatever the two nodes.
  public var leastJoint: Double {
    let last = min(paths.mixed, graph.ngram - 1)
    guard last >= 1 else { return 0 }
    return DecisionCosts.sum((1...last).map { length in graph.mixed(length).map { costs[$0] }.min() ?? 0 })
  }
}
