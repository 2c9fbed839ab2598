import CopyTask
import Transformers

/// Weights of the form that the engines compute, with everything drawn that the form leaves open: the order of slots,
/// heads, rows and hidden units, codes and how long they are, slopes and strengths of the gate, factors of scores and
/// of the readout. Written from the description of the form alone; `NgramCopier` takes no part.
struct RandomForm {
  let ngram, alphabetSize, codeBits, scale, bonus, contentGain, endGain: Int
  private(set) var weights: TransformerWeights<Int>

  private typealias Rows = [[(column: Int, value: Int)]]

  init(_ source: inout SplitMix64) {
    let ngram = 1 + source.next(below: 3)
    let alphabetSize = 2 + source.next(below: 5)
    let least = Int.bitWidth - (alphabetSize - 1).leadingZeroBitCount
    let codeBits = least + source.next(below: 3)
    let scale = [1, 2, 3, 4, 6, 8][source.next(below: 6)]
    let bonus = source.next(below: 5)
    let contentGain = [2, 4, 6, 12][source.next(below: 4)]
    let endGain = 1 + source.next(below: 4 * contentGain)
    (self.ngram, self.alphabetSize, self.codeBits) = (ngram, alphabetSize, codeBits)
    (self.scale, self.bonus, self.contentGain, self.endGain) = (scale, bonus, contentGain, endGain)

    // Coordinates, in any order, some of which nothing uses.
    let piece = codeBits + 1
    var layout = ResidualLayout()
    let width = piece + 1 + (3 * ngram + 2) * piece + source.next(below: 4)
    _ = layout.append("residual", size: width)
    var free = Array(0..<width)
    source.shuffle(&free)
    func slot(_ size: Int) -> [Int] {
      defer { free.removeFirst(size) }
      return Array(free[..<size])
    }
    let own = slot(piece)
    let start = slot(1)[0]
    let gathered = (0...ngram).map { _ in slot(piece) }
    let queries = (0..<ngram).map { _ in slot(piece) }
    let keys = (0..<ngram).map { _ in slot(piece) }
    let read = slot(piece)

    // Codes.
    var codes = Array(0..<(1 << codeBits))
    source.shuffle(&codes)
    let signs = codes[..<alphabetSize].map { code in (0..<codeBits).map { (code >> $0) & 1 == 1 ? 1 : -1 } }
    var embedding: Rows = signs.map { sign in (0..<codeBits).map { (own[$0], sign[$0]) } }
    embedding += [[(own[codeBits], 1), (start, 1)], [(own[codeBits], 1)], []]

    // Windows.
    var windows = Array(1...(ngram + 1))
    source.shuffle(&windows)
    var first: [AttentionHead<Int>] = []
    var output = Rows(repeating: [], count: width)
    for size in windows {
      var parts = Array(0..<piece)
      source.shuffle(&parts)
      for (row, part) in parts.enumerated() {
        let column = first.count * piece + row
        output[gathered[size - 1][part]].append((column, size))
        if size <= ngram { output[gathered[size][part]].append((column, -size)) }
      }
      let silent = SparseMatrix<Int>(columns: width, rows: [])
      first.append(
        AttentionHead(
          window: .last(size), query: silent, key: silent,
          value: SparseMatrix(columns: width, rows: parts.map { [(own[$0], 1)] })))
    }

    // The gate.
    var units: [(row: [(column: Int, value: Int)], bias: Int, outputs: [(row: Int, value: Int)])] = []
    func gate(_ from: [Int], _ silencers: [Int], _ to: [Int]) {
      func silence(_ least: Int) -> [(column: Int, value: Int)] {
        silencers.map { ($0, -(least + source.next(below: 3))) }
      }
      let shared = (0..<codeBits).map { to[$0] }
      for bit in 0..<codeBits {
        let slope = 1 + source.next(below: 3)
        units.append((silence(slope + 1) + [(from[bit], slope)], 1, [(to[bit], 1)]))
        units.append((silence(max(1, slope - 1)) + [(from[bit], slope)], -1, [(to[bit], -1)]))
      }
      units.append((silence(1), 1, shared.map { ($0, -1) }))
      units.append((silence(1) + [(from[codeBits], 1)], 0, [(to[codeBits], 1)]))
    }
    for offset in 0..<ngram {
      // The flag of the token itself stands twice on the stream.
      let nearer = (0..<offset).map { $0 == 0 && source.next(below: 2) == 0 ? own[codeBits] : gathered[$0][codeBits] }
      gate(gathered[offset], nearer, queries[offset])
    }
    for offset in 1...ngram {
      gate(gathered[offset], [start] + (1..<offset).map { gathered[$0][codeBits] }, keys[offset - 1])
    }
    source.shuffle(&units)
    var gateOutput = Rows(repeating: [], count: width)
    for (unit, content) in units.enumerated() {
      for (row, value) in content.outputs { gateOutput[row].append((unit, value)) }
    }

    // The match: a factor of a score is the product of an entry of W_Q and one of W_K.
    func split(_ product: Int) -> (Int, Int) {
      let factors = (1...max(1, abs(product))).filter { product.isMultiple(of: $0) }
      let factor = factors[source.next(below: factors.count)]
      let sign = source.next(below: 2) == 0 ? 1 : -1
      return (sign * factor, sign * (product / factor))
    }
    var rows: [(query: (column: Int, value: Int), key: (column: Int, value: Int))] = []
    for offset in 0..<ngram {
      for part in 0..<piece where part < codeBits || bonus > 0 {
        let (ask, offer) = split(part < codeBits ? scale : scale * bonus)
        rows.append(((queries[offset][part], ask), (keys[offset][part], offer)))
      }
    }
    source.shuffle(&rows)

    // The readout: a gain is the product of an entry of W_V, one of W_O and one of W_U.
    var parts = Array(0..<piece)
    source.shuffle(&parts)
    var values: Rows = []
    var reading = Rows(repeating: [], count: width)
    var unembedding = Rows(repeating: [], count: alphabetSize + 3)
    for part in parts {
      let (value, rest) = split(part < codeBits ? contentGain : endGain)
      let (factor, gain) = split(rest)
      reading[read[part]] = [(values.count, factor)]
      values.append([(part < codeBits ? own[part] : gathered[0][part], value)])
      if part == codeBits {
        unembedding[alphabetSize + 2].append((read[part], gain))
      } else {
        for token in 0..<alphabetSize { unembedding[token].append((read[part], gain * signs[token][part])) }
      }
    }

    weights = TransformerWeights(
      layout: layout, embedding: SparseMatrix(columns: width, rows: embedding),
      layers: [
        LayerWeights(
          heads: first, output: SparseMatrix(columns: (ngram + 1) * piece, rows: output),
          perceptron: Perceptron(
            input: SparseMatrix(columns: width, rows: units.map(\.row)), bias: units.map(\.bias),
            output: SparseMatrix(columns: units.count, rows: gateOutput))),
        LayerWeights(
          heads: [
            AttentionHead(
              window: .all, query: SparseMatrix(columns: width, rows: rows.map { [$0.query] }),
              key: SparseMatrix(columns: width, rows: rows.map { [$0.key] }),
              value: SparseMatrix(columns: width, rows: values))
          ],
          output: SparseMatrix(columns: piece, rows: reading), perceptron: nil),
      ],
      unembedding: SparseMatrix(columns: width, rows: unembedding))
  }
}

extension SplitMix64 {
  fileprivate mutating func shuffle<Element>(_ elements: inout [Element]) {
    for index in elements.indices.dropFirst().reversed() { elements.swapAt(index, next(below: index + 1)) }
  }
}
