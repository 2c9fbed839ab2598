import Constructions

/// Scores of keys for one query, in points: a score of the second layer divided by the scale beta.
///
/// Let the query hold m tokens before its boundary and the key m'. Their codes meet in the first
/// c = min(m, m') pieces, where each equal bit is worth 1 and each different one -1; if m = m' < n their
/// boundaries meet as well, which is worth B. So with h differing bits
///
///     points = c d - 2 h + (B if m = m' < n).
struct PackedScores {
  let parameters: NgramParameters
  let query: PackedWindow

  /// Masks of the first 0...n pieces. Those of queries and keys near a boundary are needed all the time.
  let masks: [[UInt64]]

  init(_ parameters: NgramParameters, query: PackedWindow, masks: [[UInt64]]) {
    self.parameters = parameters
    self.query = query
    self.masks = masks
  }

  /// The masks of the first 0...n pieces.
  static func masks(_ parameters: NgramParameters) -> [[UInt64]] {
    (0...parameters.ngram).map { PackedWindow.mask(ofPieces: $0, parameters) }
  }

  /// Points of key `index` of `keys`.
  func points(of index: Int, in keys: PackedKeys) -> Int {
    let length = keys.length(of: index)
    let common = min(query.length, length)
    let distance = keys.distance(of: index, from: query.words, mask: masks[common])
    return common * parameters.codeBits - 2 * distance + bonus(length)
  }

  /// Points of BOS's own key, which is silent: no code, no flag.
  static let pointsOfBOS = 0

  private func bonus(_ length: Int) -> Int {
    query.length == length && length < parameters.ngram ? ConstructionConstants.boundaryBonus : 0
  }

  /// Counts the keys of `range` by points, each `weight` times.
  func count(
    _ keys: PackedKeys, _ range: Range<Int>, times weight: Int, kernel: BitKernel,
    into counts: inout PointCounts
  ) {
    // The first n keys have boundaries at different places; all others have n tokens before theirs.
    let near = range.clamped(to: 0..<parameters.ngram)
    for index in near { counts.add(weight, atPoints: points(of: index, in: keys)) }
    let far = range.clamped(to: parameters.ngram..<Swift.max(parameters.ngram, range.upperBound))
    guard !far.isEmpty else { return }
    let base = query.length * parameters.codeBits
    var histogram = [UInt64](repeating: 0, count: base + 1)
    kernel.countDistances(
      keys.planes, stride: keys.stride, range: far, query: query.words, mask: masks[query.length],
      into: &histogram)
    for (distance, count) in histogram.enumerated() where count > 0 {
      counts.add(weight * Int(count), atPoints: base - 2 * distance + bonus(parameters.ngram))
    }
  }
}

/// How many keys have how many points.
struct PointCounts {
  /// Points range from -n d, all bits wrong, to n d + B.
  private let lowest: Int
  private var counts: [Int]

  init(_ parameters: NgramParameters) {
    let bits = parameters.ngram * parameters.codeBits
    lowest = -bits
    counts = Array(repeating: 0, count: 2 * bits + ConstructionConstants.boundaryBonus + 1)
  }

  mutating func add(_ count: Int, atPoints points: Int) { counts[points - lowest] += count }

  /// The points that occur with their counts, ascending.
  var entries: [(points: Int, count: Int)] {
    counts.enumerated().filter { $0.element != 0 }.map { (points: $0.offset + lowest, count: $0.element) }
  }
}
