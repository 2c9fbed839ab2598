import CopyTask
import Transformers

/// The weights of a model of two layers as lines of ASCII, the same for everybody who has the same weights.
///
/// Each tensor of the exported model, in order: a line with its name and its shape, then a line for each
/// entry that is not zero, by rows, then columns, with its place and its value. Shapes are those of the dense
/// export: all heads of a layer have one size e for queries, keys and values, and the rows that a head lacks
/// are zero. `Proofs/Certificates/FORMAT.md` specifies it byte by byte.
struct CanonicalWeights {
  let weights: TransformerWeights<Int>

  /// SHA-256 of the lines.
  var sha256: String {
    var digest = SHA256()
    forEachLine { line in
      digest.update(line + "\n")
    }
    return digest.text
  }

  /// Calls `body` with every line, without its line feed.
  func forEachLine(_ body: (String) -> Void) {
    matrix("embed", weights.embedding, body)
    for (index, layer) in weights.layers.enumerated() {
      let prefix = "layers.\(index)."
      let size = layer.heads.map { max($0.query.rows, $0.value.rows) }.max() ?? 0
      vector(prefix + "attn.window", layer.heads.map { $0.window.number }, body)
      heads(prefix + "attn.wq", layer.heads.map(\.query), size: size, body)
      heads(prefix + "attn.wk", layer.heads.map(\.key), size: size, body)
      heads(prefix + "attn.wv", layer.heads.map(\.value), size: size, body)
      // Column c of the concatenated values belongs to one head, whose values begin at a multiple of `size`.
      let columns = layer.heads.enumerated().flatMap { head, content in
        (0..<content.value.rows).map { head * size + $0 }
      }
      body("\(prefix)attn.wo \(layer.output.rows) \(layer.heads.count * size)")
      for row in 0..<layer.output.rows {
        for (column, value) in layer.output.row(row) where value != 0 { body("\(row) \(columns[column]) \(value)") }
      }
      if let perceptron = layer.perceptron {
        matrix(prefix + "mlp.w1", perceptron.input, body)
        vector(prefix + "mlp.b1", perceptron.bias, body)
        matrix(prefix + "mlp.w2", perceptron.output, body)
      }
    }
    matrix("unembed", weights.unembedding, body)
  }

  private func matrix(_ name: String, _ matrix: SparseMatrix<Int>, _ body: (String) -> Void) {
    body("\(name) \(matrix.rows) \(matrix.columns)")
    rows(of: matrix, from: 0, body)
  }

  private func heads(_ name: String, _ parts: [SparseMatrix<Int>], size: Int, _ body: (String) -> Void) {
    body("\(name) \(parts.count * size) \(weights.layout.width)")
    for (head, part) in parts.enumerated() { rows(of: part, from: head * size, body) }
  }

  private func rows(of matrix: SparseMatrix<Int>, from first: Int, _ body: (String) -> Void) {
    for row in 0..<matrix.rows {
      for (column, value) in matrix.row(row) where value != 0 { body("\(first + row) \(column) \(value)") }
    }
  }

  private func vector(_ name: String, _ values: [Int], _ body: (String) -> Void) {
    body("\(name) \(values.count)")
    for (place, value) in values.enumerated() where value != 0 { body("\(place) \(value)") }
  }
}

extension AttentionWindow {
  /// How many positions are seen; 0 if all are.
  fileprivate var number: Int {
    switch self {
    case .last(let size): size
    case .all: 0
    }
  }
}
