/// The suffixes of a string in lexicographic order, and what follows from it about its repeats.
///
/// Suffixes are compared token by token, and a proper prefix comes before the longer string. Built in linear
/// time by induced sorting (see `InducedSorting`).
///
/// - Complexity: O(L + D) time for bytes and for tokens in `0 ... L`, O(L log L) for others. About 10 bytes
///   of memory for each byte of text while it is built and 5 afterwards; for each token 14 and 8, besides
///   its own.
public struct SuffixArray: Sendable {
  /// The longest text that is taken: positions are kept in 32 bits.
  public static let longestText = Int(Int32.max)

  /// The text with its tokens in their smallest form; order and equality are those of the text.
  private enum Symbols: Sendable {
    case bytes([UInt8])
    case ranks([Int32])
  }

  private let symbols: Symbols

  /// Where each suffix begins, in lexicographic order of the suffixes.
  public let positions: [Int32]

  /// The suffix array of a string of bytes.
  ///
  /// - Precondition: `bytes.count <= longestText`.
  public init(bytes: [UInt8]) {
    SuffixArray.check(bytes.count)
    symbols = .bytes(bytes)
    positions = InducedSorting.sortedSuffixes(of: bytes, symbolCount: 1 << 8)
  }

  /// The suffix array of a string of tokens; the tokens may be any integers.
  ///
  /// - Precondition: `tokens.count <= longestText`.
  public init(_ tokens: [Token]) {
    SuffixArray.check(tokens.count)
    let (ranks, count) = SuffixArray.ranks(of: tokens)
    symbols = .ranks(ranks)
    positions = InducedSorting.sortedSuffixes(of: ranks, symbolCount: count)
  }

  /// The number of suffixes, which is the length of the text.
  public var count: Int { positions.count }

  private static func check(_ count: Int) {
    precondition(count <= longestText, "a suffix array takes at most \(longestText) tokens, not \(count)")
  }

  /// The tokens themselves if they are at most as many as the text is long, otherwise their ranks.
  private static func ranks(of tokens: [Token]) -> (ranks: [Int32], count: Int) {
    guard let least = tokens.min(), let greatest = tokens.max() else { return ([], 0) }
    if least >= 0 && greatest <= tokens.count {
      return (tokens.map { Int32(truncatingIfNeeded: $0) }, greatest + 1)
    }
    var values = tokens.sorted()
    var count = 0
    for value in values where count == 0 || value != values[count - 1] {
      values[count] = value
      count += 1
    }
    let ranks = tokens.map { token in
      // The first index whose value is not below the token; the token occurs, so it is the token's own.
      var low = 0
      var high = count - 1
      while low < high {
        let middle = (low + high) / 2
        if values[middle] < token { low = middle + 1 } else { high = middle }
      }
      return Int32(truncatingIfNeeded: low)
    }
    return (ranks, count)
  }
}

// MARK: - Common prefixes

extension SuffixArray {
  /// For each suffix in order, how many tokens it shares with the suffix before it; 0 for the first.
  ///
  /// - Complexity: O(L) time, 8 bytes of memory for each token.
  public func commonPrefixLengths() -> [Int32] {
    var lengths = [Int32](repeating: 0, count: count)
    forEachCommonPrefix { rank, length in lengths[rank] = length }
    return lengths
  }

  /// Calls `body` with every rank and the length of the prefix that its suffix shares with the one before it
  /// in the order; ranks come in the order of their positions.
  internal func forEachCommonPrefix(_ body: (_ rank: Int, _ length: Int32) -> Void) {
    switch symbols {
    case .bytes(let text): forEachCommonPrefix(in: text, body)
    case .ranks(let text): forEachCommonPrefix(in: text, body)
    }
  }

  /// From one position to the next the shared prefix loses at most its first token, so the comparison goes on
  /// where it stopped, and at most 2 L tokens are compared in all.
  ///
  /// Source: Kasai, Lee, Arimura, Arikawa, Park, *Linear-time longest-common-prefix computation in suffix
  /// arrays and its applications*, CPM 2001, doi:10.1007/3-540-48194-X_17.
  private func forEachCommonPrefix<Symbol: Equatable>(
    in text: [Symbol], _ body: (_ rank: Int, _ length: Int32) -> Void
  ) {
    var rankOf = [Int32](repeating: 0, count: text.count)
    for (rank, position) in positions.enumerated() {
      rankOf[Int(position)] = Int32(truncatingIfNeeded: rank)
    }
    var length = 0
    for position in text.indices {
      let rank = Int(rankOf[position])
      guard rank > 0 else {
        length = 0
        body(0, 0)
        continue
      }
      let before = Int(positions[rank - 1])
      let limit = text.count - Swift.max(before, position)
      while length < limit && text[before + length] == text[position + length] {
        length += 1
      }
      body(rank, Int32(truncatingIfNeeded: length))
      if length > 0 { length -= 1 }
    }
  }
}
