public import Audits

/// What was found for one decision: potentials with which the due token leads in every string, or none.
public struct Closing: Sendable {
  /// What closed a decision.
  public enum Method: String, CaseIterable, Sendable {
    /// The cheapest edge out of every node, and into every node.
    case greedy
    /// Assignments.
    case assignment
    /// Nothing did: a string may fail.
    case open
  }

  /// What closed the decision.
  public let method: Method

  /// Each pair of a first and a last node has one of these with which the bound is positive.
  public let potentials: [Potentials]

  /// The least that the keys add, as far as is shown.
  public let bound: Double

  /// Assignments that are tried for one decision.
  private static let mostAssignments = 64

  /// Looks for potentials.
  public init(_ costs: DecisionCosts) {
    let graph = costs.graph
    let size = costs.costs.reduce(1) { $0 + $1.magnitude }
    let limit = 4 * size
    let rows = Potentials(into: [Double](repeating: 0, count: graph.nodes), for: costs, limit: limit)
    var (value, start, end) = rows.bound(for: costs)
    guard value <= 0 else {
      (method, potentials, bound) = (.greedy, [rows], value)
      return
    }
    let columns = Potentials(into: Closing.raised(rows, costs, limit: limit), for: costs, limit: limit)
    (value, start, end) = columns.bound(for: costs)
    guard value <= 0 else {
      (method, potentials, bound) = (.greedy, [columns], value)
      return
    }
    var found = [columns]
    while found.count <= Closing.mostAssignments {
      let assignment = Assignment(costs, start: start, end: end, limit: limit)
      let next = Potentials(into: assignment.into, for: costs, limit: limit)
      found.append(next)
      let pair = (start, end)
      (value, start, end) = Closing.bound(found, costs)
      if value > 0 {
        (method, potentials, bound) = (.assignment, found, value)
        return
      }
      // The assignment is the best bound for its pair: if it is still the worst, there is no better one.
      if (start, end) == pair { break }
    }
    (method, potentials, bound) = (.open, [], value)
  }

  /// into(h) raised as far as out allows.
  private static func raised(_ potentials: Potentials, _ costs: DecisionCosts, limit: Double) -> [Double] {
    var into = [Double](repeating: limit, count: costs.graph.nodes)
    for node in into.indices where costs.freeSources[node] {
      costs.forEachArc(from: node) { into[$0] = min(into[$0], $1 - potentials.out[node]) }
    }
    return into
  }

  /// The least over all pairs of a first and a last node of the best bound that one of the potentials gives.
  private static func bound(_ potentials: [Potentials], _ costs: DecisionCosts) -> (value: Double, start: Int, end: Int)
  {
    var least = (value: Double.infinity, start: 0, end: 0)
    let tables = potentials.map { PairBounds($0, costs) }
    for start in costs.paths.starts where costs.freeTargets[start] {
      for end in costs.paths.ends where costs.freeSources[end] {
        let joint = costs.joint(start: start, end: end)
        var best = -Double.infinity
        for table in tables { best = max(best, table.value(start, end, joint)) }
        if best < least.value { least = (best, start, end) }
      }
    }
    return least
  }
}
