/// Suffix sorting in linear time by induction from a sample of the suffixes.
///
/// A suffix is *rising* if it is less than the suffix that follows it, otherwise *falling* (the last suffix
/// is falling: the empty one is less). A rising suffix after a falling one is a *valley*; there are at most
/// L/2. Once the valleys are sorted, one pass over the buckets of equal first symbols sorts the falling
/// suffixes, because each is followed by a smaller one already in place, and a second pass, backwards, the
/// rising ones. The same two passes, started from valleys in any order, sort the pieces of text from one
/// valley to the next; replacing each piece by its rank gives a text of half the length whose suffix
/// array, found recursively, sorts the valleys.
///
/// Source: Nong, Zhang, Chan, *Linear suffix array construction by almost pure induced-sorting*, DCC 2009,
/// doi:10.1109/DCC.2009.42 (there: S-type, L-type, LMS).
internal struct InducedSorting<Symbol: FixedWidthInteger> {
  private let text: [Symbol]

  /// Whether the suffix at each position is less than the one after it.
  private let isRising: [Bool]

  /// `bucket[c] ..< bucket[c + 1]` are the ranks of the suffixes that begin with symbol `c`.
  private let bucket: [Int32]

  private init(_ text: [Symbol], symbolCount: Int) {
    self.text = text
    var isRising = [Bool](repeating: false, count: text.count)
    for i in stride(from: text.count - 2, through: 0, by: -1) {
      isRising[i] = text[i] == text[i + 1] ? isRising[i + 1] : text[i] < text[i + 1]
    }
    self.isRising = isRising
    var bucket = [Int32](repeating: 0, count: symbolCount + 1)
    for symbol in text { bucket[Int(symbol) + 1] += 1 }
    for c in 0..<symbolCount { bucket[c + 1] += bucket[c] }
    self.bucket = bucket
  }

  private func isValley(_ i: Int) -> Bool {
    i > 0 && isRising[i] && !isRising[i - 1]
  }
}

// MARK: - The two passes

extension InducedSorting {
  /// An entry of the suffix array that is not known yet.
  private static var unknown: Int32 { -1 }

  /// All suffixes, sorted as far as the order of the given valleys decides.
  private func induce(from valleys: some BidirectionalCollection<Int32>) -> [Int32] {
    var suffixes = [Int32](repeating: Self.unknown, count: text.count)
    // Valleys are rising: of the suffixes with the same first symbol the rising ones come last.
    var tail = Array(bucket.dropFirst())
    for valley in valleys.reversed() {
      let c = Int(text[Int(valley)])
      tail[c] -= 1
      suffixes[Int(tail[c])] = valley
    }
    var head = bucket
    // The last suffix falls to the empty one, the least of all.
    let last = text.count - 1
    suffixes[Int(head[Int(text[last])])] = Int32(truncatingIfNeeded: last)
    head[Int(text[last])] += 1
    for rank in suffixes.indices {
      let i = Int(suffixes[rank]) - 1
      if i >= 0 && !isRising[i] {
        let c = Int(text[i])
        suffixes[Int(head[c])] = Int32(truncatingIfNeeded: i)
        head[c] += 1
      }
    }
    for c in tail.indices { tail[c] = bucket[c + 1] }
    for rank in suffixes.indices.reversed() {
      let i = Int(suffixes[rank]) - 1
      if i >= 0 && isRising[i] {
        let c = Int(text[i])
        tail[c] -= 1
        suffixes[Int(tail[c])] = Int32(truncatingIfNeeded: i)
      }
    }
    return suffixes
  }
}

// MARK: - The recursion

extension InducedSorting {
  /// The positions of the suffixes of `text` in lexicographic order.
  ///
  /// - Precondition: `text.count < 2^31`, and every symbol is in `0 ..< symbolCount`.
  internal static func sortedSuffixes(of text: [Symbol], symbolCount: Int) -> [Int32] {
    if text.isEmpty { return [] }
    let sorting = InducedSorting(text, symbolCount: symbolCount)
    let valleys = text.indices.lazy.filter(sorting.isValley).map { Int32(truncatingIfNeeded: $0) }
    let inTextOrder = Array(valleys)
    return sorting.induce(from: sorting.sorted(inTextOrder))
  }

  /// The valleys in lexicographic order of their suffixes.
  private func sorted(_ valleys: [Int32]) -> [Int32] {
    if valleys.count < 2 { return valleys }
    let (names, nameCount) = names(of: valleys)
    // InducedSorting<Int32>: the recursion has one type from the first level on.
    let order = InducedSorting<Int32>.sortedSuffixes(of: names, symbolCount: nameCount)
    return order.map { valleys[Int($0)] }
  }

  /// For each valley, in order of position, the rank of the piece of text from it to the next one.
  private func names(of valleys: [Int32]) -> (names: [Int32], count: Int) {
    let byPiece = induce(from: valleys).filter { isValley(Int($0)) }
    // Two valleys are never neighbours, so half the position tells them apart.
    var nameOf = [Int32](repeating: 0, count: text.count / 2 + 1)
    var name: Int32 = 0
    for k in 1..<byPiece.count {
      if !isSamePiece(Int(byPiece[k - 1]), Int(byPiece[k])) { name += 1 }
      nameOf[Int(byPiece[k]) / 2] = name
    }
    return (valleys.map { nameOf[Int($0) / 2] }, Int(name) + 1)
  }

  /// Whether the pieces of text from `i` and from `j` to the next valleys agree, these valleys included.
  private func isSamePiece(_ i: Int, _ j: Int) -> Bool {
    var k = 0
    // The piece that runs into the end of the text is like no other.
    while Swift.max(i, j) + k < text.count {
      guard text[i + k] == text[j + k], isRising[i + k] == isRising[j + k] else { return false }
      if k > 0 && isValley(i + k) { return true }
      k += 1
    }
    return false
  }
}
