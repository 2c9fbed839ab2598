import Constructions
public import Transformers

extension PackedForm {
  /// The form of these weights.
  ///
  /// Every entry that the logits depend on is accounted for: by the form, or as a factor of zero, or as one whose
  /// product nothing reads. So what an engine computes of the form is what the weights compute, in exact arithmetic.
  /// Slots, heads and hidden units may stand in any order.
  ///
  /// - Throws: `PackedFormError` that names the first entry that does not fit.
  /// - Complexity: O(nonzeros) all in all.
  public init(of weights: TransformerWeights<Int>) throws(PackedFormError) {
    let alphabetSize = weights.vocabularySize - 3
    guard weights.layers.count == 2, alphabetSize >= 2, weights.unembedding.rows == weights.vocabularySize else {
      throw PackedFormError(
        .embedding,
        "\(weights.layers.count) layers and \(weights.vocabularySize) tokens, expected 2 layers, and 2 or more "
          + "content tokens besides BOS, COPY and EOS")
    }
    for (index, layer) in weights.layers.enumerated() where layer.recurrence != nil {
      throw PackedFormError(.layer(index, .window), "a layer with a recurrence, expected attention alone")
    }
    let contents = try FirstLayerReader(weights, alphabetSize: alphabetSize).contents
    let layer = weights.layers[1]
    if layer.perceptron != nil { throw PackedFormError(.layer(1, .hidden), "a second ReLU layer, expected none") }
    guard layer.heads.count == 1 else {
      throw PackedFormError(.layer(1, .window), "\(layer.heads.count) heads, expected 1")
    }
    guard layer.heads[0].window == .all else {
      throw PackedFormError(.layer(1, .window), column: 0, "a limited window, expected 0, no limit")
    }
    let match = try MatchReader(layer.heads[0], contents: contents)
    let readout = try ReadoutReader(weights, contents: contents, bits: match.bits)
    self.init(
      ngram: match.ngram, alphabetSize: alphabetSize, scale: match.scale, boundaryBonus: match.bonus,
      margins: ReadoutMargins(
        contentGain: readout.contentGain, endGain: readout.endGain, codeBits: match.bits.count),
      codes: readout.codes)
    // Scores are powers of two in exact arithmetic, so numbers have as many bits as the largest is high.
    let (reach, overflow) = scale.multipliedReportingOverflow(by: 2 * bits + boundaryBonus)
    guard !overflow, reach <= PackedForm.mostScoreBits else {
      throw PackedFormError(
        .layer(1, .query), "scores of up to \(scale) * \(2 * bits + boundaryBonus), expected no more than 2^30")
    }
  }

  /// An integer of so many bits takes 128 MiB.
  private static let mostScoreBits = 1 << 30
}

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

/// Reads the way from the values of the second layer to the logits: gains, and codes as they are read out.
/// (T2.3.readout.)
struct ReadoutReader {
  private(set) var contentGain = 0
  private(set) var endGain = 0
  private(set) var codes: [UInt64] = []

  init(_ weights: TransformerWeights<Int>, contents: [SlotContent], bits: [Int]) throws(PackedFormError) {
    let alphabetSize = weights.vocabularySize - 3
    let paths = try ReadoutReader.paths(weights.layers[1], contents)
    for token in 0..<weights.vocabularySize {
      var gains = try ReadoutReader.gains(of: token, weights, contents, paths)
      if token < alphabetSize {
        var code: UInt64 = 0
        for (index, bit) in bits.enumerated() {
          let (column, value) = gains.removeValue(forKey: .bit(bit)) ?? (nil, 0)
          if token == 0, index == 0 { contentGain = abs(value) }
          let sign = weights.embedding[token, bit]
          guard value != 0, value == contentGain * sign else {
            throw PackedFormError(
              .unembedding, row: token, column: column,
              "a gain of \(value) for a bit of the token's code, expected \(contentGain * sign), "
                + "the same for all bits of all tokens, with the sign of the code")
          }
          if sign > 0 { code |= 1 << UInt64(index) }
        }
        codes.append(code)
      } else if token == alphabetSize + 2 {
        endGain = gains.removeValue(forKey: .flag)?.gain ?? 0
        guard endGain > 0 else {
          throw PackedFormError(.unembedding, row: token, "a gain of \(endGain) for flags, expected more than 0")
        }
      }
      if let (part, (column, value)) = gains.first(where: { $0.value.gain != 0 }) {
        throw PackedFormError(
          .unembedding, row: token, column: column,
          "a gain of \(value) for a \(part == .flag ? "flag" : "bit") that this token's logit does not depend on, "
            + "expected 0")
      }
    }
    guard max(contentGain, endGain) <= ReadoutReader.largestGain else {
      throw PackedFormError(.unembedding, "gains of \(contentGain) and \(endGain), expected no more than 2^20")
    }
    var seen: [UInt64: Int] = [:]
    for (token, code) in codes.enumerated() {
      if let other = seen.updateValue(token, forKey: code) {
        throw PackedFormError(.embedding, row: token, "the code of token \(other), expected one of its own")
      }
    }
  }

  /// Products of gains and sums of 2^32 of them stay far from the ends of an Int.
  private static let largestGain = 1 << 20

  private typealias Gains = [SlotContent.Part: (column: Int?, gain: Int)]

  /// By coordinate of the residual stream, what the second layer adds to it: bits and flags of what is read, each with
  /// a factor.
  private static func paths(
    _ layer: LayerWeights<Int>, _ contents: [SlotContent]
  ) throws(PackedFormError) -> [Int: [(part: SlotContent.Part, factor: Int)]] {
    let value = layer.heads[0].value
    var paths: [Int: [(part: SlotContent.Part, factor: Int)]] = [:]
    for row in 0..<layer.output.rows {
      for (column, factor) in layer.output.row(row) where factor != 0 {
        for entry in value.row(column) where entry.value != 0 {
          switch contents[entry.column] {
          case .zero: continue
          case .unclear(let error): throw error
          case .piece(0, let part):
            let (product, overflow) = factor.multipliedReportingOverflow(by: entry.value)
            guard !overflow else { fallthrough }
            paths[row, default: []].append((part, product))
          default:
            throw PackedFormError(
              .layer(1, .value), row: column, column: entry.column,
              "\(entry.value), expected an entry at a bit or the flag of the token")
          }
        }
      }
    }
    return paths
  }

  /// What each bit and the flag of what was read add to the logit of a token.
  private static func gains(
    of token: Int, _ weights: TransformerWeights<Int>, _ contents: [SlotContent],
    _ paths: [Int: [(part: SlotContent.Part, factor: Int)]]
  ) throws(PackedFormError) -> Gains {
    var gains: Gains = [:]
    for (column, value) in weights.unembedding.row(token) where value != 0 {
      guard contents[column] == .zero else {
        throw PackedFormError(
          .unembedding, row: token, column: column,
          "\(value), expected an entry at what the second layer has read, and at nothing else")
      }
      for (part, factor) in paths[column] ?? [] {
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        let (sum, tooLarge) = (gains[part]?.gain ?? 0).addingReportingOverflow(product)
        guard !overflow, !tooLarge else {
          throw PackedFormError(.unembedding, row: token, column: column, "\(value): too large for a logit")
        }
        gains[part] = (column, sum)
      }
    }
    return gains
  }
}
