import Constructions

/// Scores of keys for one query, in points: a score of the second layer divided by the scale beta.
///
/// Let the query hold m tokens before its boundary and the key m'. Their codes meet in the first
/// c = min(m, m') pieces, where each equal bit is worth 1 and each different one -1; if m = m' < n their
/// boundaries meet as well, which is worth B. So with h differing bits
///
///     points = c d - 2 h + (B if m = m' < n).
struct PackedScores {
  let form: PackedForm
  let query: PackedWindow
  private let kernel: BitKernel

  /// The bits of the query's m tokens.
  private let mask: [UInt64]

  /// How many bits of the query's first c pieces are set, for c = 0...m.
  private let setBits: [Int]

  /// - Complexity: O(n).
  init(_ form: PackedForm, query: PackedWindow, kernel: BitKernel) {
    self.form = form
    self.query = query
    self.kernel = kernel
    mask = PackedWindow.mask(ofPieces: query.length, form)
    var setBits = [0]
    for piece in 0..<query.length { setBits.append(setBits[piece] + query.code(ofPiece: piece).nonzeroBitCount) }
    self.setBits = setBits
  }

  /// Points of BOS's own key, which is silent: no code, no flag.
  static let pointsOfBOS = 0

  /// Points of the right key, which agrees in all of the query's tokens and in its boundary.
  var pointsOfRightKey: Int { query.length * form.codeBits + bonus(query.length) }

  /// Points of the keys of `range`, in order.
  func points(_ keys: PackedKeys, _ range: Range<Int>) -> [Int] {
    let distances = kernel.distances(
      keys.planes, stride: keys.stride, range: range, query: query.words, mask: mask)
    return zip(range, distances).map { index, distance in
      let length = keys.length(of: index)
      let common = min(query.length, length)
      // A key with fewer tokens has zeros beyond its boundary; the query's bits there were counted as
      // differences, and are none.
      let wrong = Int(distance) - (setBits[query.length] - setBits[common])
      return common * form.codeBits - 2 * wrong + bonus(length)
    }
  }

  private func bonus(_ length: Int) -> Int {
    query.length == length && length < form.ngram ? form.boundaryBonus : 0
  }

  /// Counts the keys of `range` by points, each `weight` times.
  func count(_ keys: PackedKeys, _ range: Range<Int>, times weight: Int, into counts: inout PointCounts) {
    // The first n keys have boundaries at different places; all others have n tokens before theirs.
    let near = range.clamped(to: 0..<form.ngram)
    for points in points(keys, near) { counts.add(weight, atPoints: points) }
    let far = range.clamped(to: form.ngram..<max(form.ngram, range.upperBound))
    guard !far.isEmpty else { return }
    let base = query.length * form.codeBits
    var histogram = [UInt64](repeating: 0, count: base + 1)
    kernel.countDistances(
      keys.planes, stride: keys.stride, range: far, query: query.words, mask: mask, into: &histogram)
    for (distance, count) in histogram.enumerated() where count > 0 {
      counts.add(weight * Int(count), atPoints: base - 2 * distance + bonus(form.ngram))
    }
  }
}

/// How many keys have how many points.
struct PointCounts {
  /// Points range from -n d, all bits wrong, to n d + B.
  private let lowest: Int
  private var counts: [Int]

  init(_ form: PackedForm) {
    let bits = form.ngram * form.codeBits
    lowest = -bits
    counts = Array(repeating: 0, count: 2 * bits + form.boundaryBonus + 1)
  }

  mutating func add(_ count: Int, atPoints points: Int) { counts[points - lowest] += count }

  /// The points that occur with their counts, ascending.
  var entries: [(points: Int, count: Int)] {
    counts.enumerated().filter { $0.element != 0 }.map { (points: $0.offset + lowest, count: $0.element) }
  }
}
