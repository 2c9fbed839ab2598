import Constructions
import Transformers

/// A matrix of the construction.
struct WeightMatrix: Sendable {
  /// Its name, as in the exported tensors.
  let name: String

  /// What its columns are multiplied with.
  let columns: Axis

  /// What its rows give.
  let rows: Axis

  private let path: @Sendable (inout TransformerWeights<Int>, (SparseMatrix<Int>) -> SparseMatrix<Int>) -> Void

  /// What an index of a row or column counts.
  enum Axis: Sendable, Hashable {
    /// Tokens of the vocabulary.
    case token
    /// Coordinates of the residual stream, as they are when the matrix reads or writes them.
    case residual
    /// Anything inside a layer: a head's coordinates, hidden units.
    case inner
  }

  private init(
    _ name: String, rows: Axis, columns: Axis,
    _ path: @escaping @Sendable (inout TransformerWeights<Int>, (SparseMatrix<Int>) -> SparseMatrix<Int>) -> Void
  ) {
    (self.name, self.rows, self.columns, self.path) = (name, rows, columns, path)
  }

  /// All matrices of a model of this depth and these heads.
  static func all(of weights: TransformerWeights<Int>) -> [WeightMatrix] {
    var all = [
      WeightMatrix("embed", rows: .token, columns: .residual) { $0.embedding = $1($0.embedding) }
    ]
    for (layer, content) in weights.layers.enumerated() {
      for head in content.heads.indices {
        let prefix = "layers.\(layer).heads.\(head)."
        all += [
          WeightMatrix(prefix + "wq", rows: .inner, columns: .residual) {
            $0.layers[layer].heads[head].query = $1($0.layers[layer].heads[head].query)
          },
          WeightMatrix(prefix + "wk", rows: .inner, columns: .residual) {
            $0.layers[layer].heads[head].key = $1($0.layers[layer].heads[head].key)
          },
          WeightMatrix(prefix + "wv", rows: .inner, columns: .residual) {
            $0.layers[layer].heads[head].value = $1($0.layers[layer].heads[head].value)
          },
        ]
      }
      all.append(
        WeightMatrix("layers.\(layer).attn.wo", rows: .residual, columns: .inner) {
          $0.layers[layer].output = $1($0.layers[layer].output)
        })
      if content.perceptron != nil {
        all += [
          WeightMatrix("layers.\(layer).mlp.w1", rows: .inner, columns: .residual) { weights, change in
            guard let gate = weights.layers[layer].perceptron else { return }
            weights.layers[layer].perceptron?.input = change(gate.input)
          },
          WeightMatrix("layers.\(layer).mlp.w2", rows: .residual, columns: .inner) { weights, change in
            guard let gate = weights.layers[layer].perceptron else { return }
            weights.layers[layer].perceptron?.output = change(gate.output)
          },
        ]
      }
    }
    all.append(WeightMatrix("unembed", rows: .token, columns: .residual) { $0.unembedding = $1($0.unembedding) })
    return all
  }

  /// The matrix itself.
  func matrix(in weights: TransformerWeights<Int>) -> SparseMatrix<Int> {
    var weights = weights
    var found = SparseMatrix<Int>(columns: 0)
    path(&weights) {
      found = $0
      return $0
    }
    return found
  }

  /// The weights with one entry changed by `change`.
  func changing(
    _ weights: TransformerWeights<Int>, row: Int, column: Int, _ change: (Int) -> Int
  ) -> TransformerWeights<Int> {
    weights.changed { path(&$0) { $0.changing(row: row, column: column, change) } }
  }
}

extension SparseMatrix<Int> {
  /// The entry at a place, zero if none is stored.
  func entry(row: Int, column: Int) -> Int { self.row(row).first { $0.column == column }?.value ?? 0 }

  /// The matrix with one entry changed, every other one as it was.
  func changing(row changed: Int, column: Int, _ change: (Int) -> Int) -> SparseMatrix<Int> {
    var result = SparseMatrix<Int>(columns: columns)
    for index in 0..<rows {
      guard index == changed else {
        result.append(row: row(index))
        continue
      }
      let value = change(entry(row: index, column: column))
      var entries = row(index).filter { $0.column != column }
      if value != 0 { entries.append((column, value)) }
      result.append(row: entries.sorted { $0.column < $1.column })
    }
    return result
  }
}
