/// A set of edges of the de Bruijn graph, by number: edge `v * D + a` leaves vertex `v` with token `a`.
///
/// Memory is O(min(expected, universe)): one bit for every edge of the graph, or a hash set of those used.
internal struct EdgeSet {
  /// The bits of all edges; empty if the edges are kept in `sparse`.
  private var dense: [UInt64]
  private var sparse: Set<Int>

  /// An empty set that will hold `expected` of the edges `0 ..< universe`.
  internal init(universe: Int, expected: Int) {
    // A hash set takes some 16 bytes, 128 bits, for an element: as long as there are no more edges in the
    // graph for each one used, the bits are smaller, and they are always faster.
    if universe / 128 <= expected {
      dense = Array(repeating: 0, count: (universe + 63) / 64)
      sparse = []
    } else {
      dense = []
      sparse = Set(minimumCapacity: expected)
    }
  }

  /// Adds `edge` and returns whether it was new.
  internal mutating func insert(_ edge: Int) -> Bool {
    guard !dense.isEmpty else { return sparse.insert(edge).inserted }
    let mask: UInt64 = 1 << UInt64(edge % 64)
    let isNew = dense[edge / 64] & mask == 0
    dense[edge / 64] |= mask
    return isNew
  }

  /// The number of edges of `range` in the set.
  ///
  /// - Complexity: O(count of `range`), 64 edges at a time where all edges have a bit.
  internal func count(in range: Range<Int>) -> Int {
    guard !dense.isEmpty else { return range.count(where: sparse.contains) }
    var count = 0
    var edge = range.lowerBound
    while edge < range.upperBound {
      // The part of the range that shares a word with `edge`.
      let end = Swift.min(range.upperBound, edge - edge % 64 + 64)
      let mask = (UInt64.max >> UInt64(64 - (end - edge))) << UInt64(edge % 64)
      count += (dense[edge / 64] & mask).nonzeroBitCount
      edge = end
    }
    return count
  }
}
