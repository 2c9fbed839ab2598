import Arithmetic

/// What one layer remembers of the positions read so far: the input-dependent memory of the model.
struct LayerCache<Element: Scalar>: Sendable {
  /// For each head evaluated by scores, in the plan's order: keys and values of all positions, one after
  /// the other.
  var scoring: [(keys: [Element], values: [Element])]

  /// For each group of averaging heads: the values of the most recent positions, newest first, as many as its
  /// largest window holds.
  var averages: [[[Element]]]

  /// The state of the recurrence, which has the same size at every position; empty if there is none.
  var state: [Element]

  /// An empty cache with room for `capacity` positions, so that it is not copied as it grows.
  init(_ layer: LayerWeights<Element>, plan: AttentionPlan<Element>, capacity: Int, zero: Element) {
    state = Array(repeating: zero, count: layer.recurrence?.stateSize ?? 0)
    scoring = plan.scoring.map { index in
      var keys: [Element] = []
      var values: [Element] = []
      keys.reserveCapacity(capacity * layer.heads[index].key.rows)
      values.reserveCapacity(capacity * layer.heads[index].value.rows)
      return (keys, values)
    }
    averages = plan.averages.map { _ in [] }
  }

  /// Adds the keys and values of one more position, whose residual stream is `residual`.
  mutating func append(
    _ residual: [Element], layer: LayerWeights<Element>, plan: AttentionPlan<Element>, zero: Element
  ) {
    for (slot, index) in plan.scoring.enumerated() {
      scoring[slot].keys += layer.heads[index].key.times(residual, zero: zero)
      scoring[slot].values += layer.heads[index].value.times(residual, zero: zero)
    }
    for (slot, group) in plan.averages.enumerated() {
      averages[slot].insert(group.value.times(residual, zero: zero), at: 0)
      if let largest = group.largestWindow, averages[slot].count > largest { averages[slot].removeLast() }
    }
  }
}
