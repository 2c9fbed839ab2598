import Audits

/// The cheapest way to send every free source but one to a free target but one: what a path costs at least, if it may
/// fall apart into circles. Its dual are potentials.
///
/// The Hungarian method (Kuhn 1955), by shortest augmenting paths: O(nodes^3).
struct Assignment {
  /// What it costs; `limit` or more if there is none.
  let value: Double

  /// The dual at the targets.
  let into: [Double]

  /// - Parameters:
  ///   - start, end: The target and the source that are left out.
  ///   - limit: What an edge costs that does not exist.
  init(_ costs: DecisionCosts, start: Int, end: Int, limit: Double) {
    let nodes = costs.graph.nodes
    let sources = (0..<nodes).filter { costs.freeSources[$0] && $0 != end }
    let targets = (0..<nodes).filter { costs.freeTargets[$0] && $0 != start }
    let size = sources.count
    var places = [Int](repeating: -1, count: nodes)
    for (place, target) in targets.enumerated() { places[target] = place }
    var matrix = [Double](repeating: limit, count: size * size)
    for (row, source) in sources.enumerated() {
      costs.forEachArc(from: source) { target, cost in
        if places[target] >= 0 { matrix[row * size + places[target]] = cost }
      }
    }
    // Row and column 0 are where each search begins; potentials u and v keep u + v <= cost.
    var (u, v) = ([Double](repeating: 0, count: size + 1), [Double](repeating: 0, count: size + 1))
    var rowOf = [Int](repeating: 0, count: size + 1)
    var way = [Int](repeating: 0, count: size + 1)
    for row in stride(from: 1, through: size, by: 1) {
      rowOf[0] = row
      var column = 0
      var least = [Double](repeating: .infinity, count: size + 1)
      var isUsed = [Bool](repeating: false, count: size + 1)
      repeat {
        isUsed[column] = true
        let current = rowOf[column]
        var (delta, next) = (Double.infinity, 0)
        for other in 1...size where !isUsed[other] {
          let reduced = matrix[(current - 1) * size + other - 1] - u[current] - v[other]
          if reduced < least[other] { (least[other], way[other]) = (reduced, column) }
          if least[other] < delta { (delta, next) = (least[other], other) }
        }
        for other in 0...size {
          if isUsed[other] {
            u[rowOf[other]] += delta
            v[other] -= delta
          } else {
            least[other] -= delta
          }
        }
        column = next
      } while rowOf[column] != 0
      repeat {
        let previous = way[column]
        rowOf[column] = rowOf[previous]
        column = previous
      } while column != 0
    }
    value = size == 0 ? 0 : (1...size).reduce(0) { $0 + matrix[(rowOf[$1] - 1) * size + $1 - 1] }
    var into = [Double](repeating: 0, count: nodes)
    for (place, target) in targets.enumerated() { into[target] = v[place + 1] }
    // The target that was left out takes as much as the sources allow.
    if costs.freeTargets[start] {
      var most = limit
      for (row, source) in sources.enumerated() {
        costs.forEachArc(from: source) { if $0 == start { most = min(most, $1 - u[row + 1]) } }
      }
      into[start] = most
    }
    self.into = into
  }
}
