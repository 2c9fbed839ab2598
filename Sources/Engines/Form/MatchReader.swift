import Transformers

/// Reads the second layer's scores: beta, B, n, and the bits of a code. (T2.3.match.)
struct MatchReader {
  /// The bits of a code, by the coordinates of the embedding, lowest first.
  private(set) var bits: [Int] = []
  private(set) var ngram = 0
  private(set) var scale = 0
  private(set) var bonus = 0

  /// What a bit or flag of query and key that meet is worth, and the row that says so.
  private var factors: [Int: [SlotContent.Part: (factor: Int, row: Int, column: Int)]] = [:]

  init(_ head: AttentionHead<Int>, contents: [SlotContent]) throws(PackedFormError) {
    for row in 0..<min(head.query.rows, head.key.rows) {
      // `start` is 1 at BOS alone, where nothing is predicted.
      let query = head.query.row(row).filter {
        $0.value != 0 && contents[$0.column] != .zero && contents[$0.column] != .start
      }
      let key = head.key.row(row).filter { $0.value != 0 && contents[$0.column] != .zero }
      guard let asked = query.first, let found = key.first else { continue }
      try add(row, query: query, asked, key: key, found, contents)
    }
    try settle()
  }

  /// A row: one entry of W_Q for a piece of the query, one of W_K for the piece of the key a place further back.
  private mutating func add(
    _ row: Int, query: [(column: Int, value: Int)], _ asked: (column: Int, value: Int),
    key: [(column: Int, value: Int)], _ found: (column: Int, value: Int), _ contents: [SlotContent]
  ) throws(PackedFormError) {
    for entry in query + key {
      if case .unclear(let error) = contents[entry.column] { throw error }
    }
    guard query.count == 1, case .query(let offset, let part) = contents[asked.column] else {
      let wrong = query[query.count - 1]
      throw PackedFormError(
        .layer(1, .query), row: row, column: wrong.column,
        "\(wrong.value), expected one entry in the row, at a bit or flag that is gated for a query")
    }
    guard key.count == 1, contents[found.column] == .key(offset + 1, part) else {
      let wrong = key[key.count - 1]
      throw PackedFormError(
        .layer(1, .key), row: row, column: wrong.column,
        "\(wrong.value), expected one entry in the row, at the same bit or flag of the key, one place further back")
    }
    let (product, overflow) = asked.value.multipliedReportingOverflow(by: found.value)
    let (sum, tooLarge) = (factors[offset]?[part]?.factor ?? 0).addingReportingOverflow(product)
    guard !overflow, !tooLarge else {
      throw PackedFormError(.layer(1, .query), row: row, column: asked.column, "\(asked.value): too large for a score")
    }
    factors[offset, default: [:]][part] = (sum, row, asked.column)
  }

  /// All bits are worth the same, and so are all flags.
  private mutating func settle() throws(PackedFormError) {
    bits = (factors[0]?.keys.compactMap { part in if case .bit(let column) = part { column } else { nil } } ?? [])
      .sorted()
    guard !bits.isEmpty else {
      throw PackedFormError(.layer(1, .query), "no row for a bit of the last token, expected one for each bit")
    }
    // A code is the low bits of a word, whose sign is not used.
    guard bits.count < 64 else {
      throw PackedFormError(.embedding, "codes of \(bits.count) signs, expected fewer than 64")
    }
    ngram = factors.count
    // What most rows say is taken for what all should say, so that the one that differs is named.
    scale = MatchReader.mostFrequent(factors.values.flatMap { parts in bits.map { parts[.bit($0)]?.factor ?? 0 } })
    let flag = MatchReader.mostFrequent(factors.values.map { $0[.flag]?.factor ?? 0 })
    guard scale >= 1 else {
      throw PackedFormError(.layer(1, .query), "with W_K a factor of \(scale) for bits, expected more than 0")
    }
    for offset in 0..<ngram {
      let parts = factors[offset] ?? [:]
      for part in bits.map({ SlotContent.Part.bit($0) }) + [.flag] {
        let due = part == .flag ? flag : scale
        let (factor, row, column) = parts[part] ?? (0, nil as Int?, nil as Int?)
        guard factor == due else {
          throw PackedFormError(
            .layer(1, .query), row: row ?? parts.values.map(\.row).min(), column: column,
            "with W_K a factor of \(factor) for a \(part == .flag ? "flag" : "bit") \(offset) places back, "
              + "expected \(due), as in most rows")
        }
      }
      guard parts.keys.allSatisfy({ $0 == .flag || factors[0]?[$0] != nil }) else {
        throw PackedFormError(
          .layer(1, .query), row: parts.values.map(\.row).max(),
          "a bit \(offset) places back that the last token lacks, expected the same bits of all tokens")
      }
    }
    let (quotient, rest) = flag.quotientAndRemainder(dividingBy: scale)
    guard flag >= 0, rest == 0 else {
      throw PackedFormError(
        .layer(1, .query), row: factors[0]?[.flag]?.row, column: factors[0]?[.flag]?.column,
        "with W_K a factor of \(flag) for flags, expected a multiple of that for bits, \(scale), that is not negative")
    }
    bonus = quotient
  }

  private static func mostFrequent(_ values: [Int]) -> Int {
    let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }
}
