import Transformers

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
