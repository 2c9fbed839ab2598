/// Numbers at the nodes that bound a sum along every path from below: what an audit is certain by.
///
/// Lemma. Let a path visit no node twice, run from S to E, and hold the edges of the decision. Let the other edges
/// g -> h between free nodes cost c(g, h), and let the numbers satisfy
///
///     out(g) + in(h) <= c(g, h)      for every edge g -> h, g other than h,
///     out(g) + in(g) <= 0            for every node g that is free on both sides.
///
/// Then the edges of the path that are not the decision's cost at least the sum of out(g) over the free sources but E,
/// and of in(h) over the free targets but S.
///
/// Every free source but E is left by one edge of the path, or is not on it, and every free target but S is entered by
/// one, or is not on it; a node that is not on the path is free on both sides. Add up the inequalities of the edges of
/// the path that are not the decision's, and of the nodes that are not on it: on the left every free source but E and
/// every free target but S stands once. QED.
///
/// (It is the dual of an assignment of sources to targets; where the numbers come from does not matter.)
public struct Potentials: Sendable {
  /// out(g) and in(g).
  public var out, into: [Double]

  /// These numbers, `out` lowered as far as the inequalities ask for.
  public init(into: [Double], for costs: DecisionCosts, limit: Double) {
    self.into = into
    out = costs.freeSources.indices.map { node in
      guard costs.freeSources[node] else { return 0 }
      var least = Double.infinity
      costs.forEachArc(from: node) { target, cost in least = min(least, (cost - into[target]).nextDown) }
      // A node that no edge may leave has to be the last one.
      return least.isFinite ? least : limit
    }
  }

  /// Whether the inequalities hold: exactly decided.
  public func hold(for costs: DecisionCosts) -> Bool {
    guard out.allSatisfy(\.isFinite), into.allSatisfy(\.isFinite) else { return false }
    var holds = true
    for node in out.indices where costs.freeSources[node] {
      costs.forEachArc(from: node) { target, cost in
        holds = holds && Potentials.isSum(out[node], into[target], atMost: cost)
      }
    }
    return holds
  }

  /// Whether a + b <= bound, as real numbers: the error of a sum is a number that can be computed (Knuth's two-sum).
  private static func isSum(_ a: Double, _ b: Double, atMost bound: Double) -> Bool {
    let sum = a + b
    let other = sum - a
    let error = (a - (sum - other)) + (b - other)
    return sum < bound || (sum == bound && error <= 0)
  }

  /// What all keys add at least, over all strings in which the decision is taken, and the two nodes where it is least;
  /// infinite if there are no such strings.
  ///
  /// - Complexity: O(nodes) where that is positive for any two nodes, O(starts * ends) elsewhere.
  public func bound(for costs: DecisionCosts) -> (value: Double, start: Int, end: Int) {
    let pairs = PairBounds(self, costs)
    let starts = costs.paths.starts.filter { costs.freeTargets[$0] }
    let ends = costs.paths.ends.filter { costs.freeSources[$0] }
    guard let start = starts.min(by: { pairs.starts[$0] < pairs.starts[$1] }),
      let end = ends.min(by: { pairs.ends[$0] < pairs.ends[$1] })
    else { return (.infinity, 0, 0) }
    let apart = pairs.value(start, end, costs.leastJoint)
    if apart > 0 { return (apart, start, end) }
    var best = (value: Double.infinity, start: start, end: end)
    for start in starts {
      for end in ends {
        let value = pairs.value(start, end, costs.joint(start: start, end: end))
        if value < best.value { best = (value, start, end) }
      }
    }
    return best
  }
}

/// The bound that potentials give for each pair of a first and a last node, rounded down.
public struct PairBounds: Sendable {
  /// What does not depend on the pair.
  let base: Double

  /// What the first node adds, and what the last one does.
  let starts, ends: [Double]

  /// The bounds for the costs of a decision.
  public init(_ potentials: Potentials, _ costs: DecisionCosts) {
    var terms: [Double] = [costs.known]
    for node in 0..<costs.graph.nodes {
      if costs.freeSources[node] { terms.append(potentials.out[node]) }
      if costs.freeTargets[node] { terms.append(potentials.into[node]) }
    }
    base = DecisionCosts.sum(terms)
    starts = zip(costs.startCosts, potentials.into).map { ($0 - $1).nextDown }
    ends = zip(costs.endCosts, potentials.out).map { ($0 - $1).nextDown }
  }

  /// The bound for a pair whose joint contexts add `joint`.
  public func value(_ start: Int, _ end: Int, _ joint: Double) -> Double {
    DecisionCosts.sum([base, starts[start], ends[end], joint])
  }
}
