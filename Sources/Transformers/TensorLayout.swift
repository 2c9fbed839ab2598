/// The tensors of a model as files, digests and checks know them: dense, one of each kind for a layer. This is the
/// one place that says how they are called, in which order they come and how the heads of a layer share them.
///
/// With r the width, V the vocabulary, h hidden units and heads of size e: `embed [V, r]`, then for each layer
/// `layers.0.attn.window [heads]` (0 for unlimited), `.wq`, `.wk` and `.wv [heads e, r]`, `.wo [r, heads e]`,
/// `layers.0.mlp.w1 [h, r]`, `.b1 [h]`, `.w2 [r, h]`, and last `unembed [V, r]`. Matrices act on columns, y = W x.
/// A layer has one size e, the largest of any query, key or value in it: heads stand one after the other, and
/// rows of zeros fill each up. A layer without a ReLU layer has no `mlp` tensors.
public enum TensorName: Hashable, Sendable, CustomStringConvertible {
  /// The embedding.
  case embedding
  /// A tensor of a layer, counted from 0.
  case layer(Int, LayerTensor)
  /// The unembedding.
  case unembedding

  /// The name in a file.
  public var description: String {
    switch self {
    case .embedding: "embed"
    case .layer(let index, let tensor): "layers.\(index).\(tensor.rawValue)"
    case .unembedding: "unembed"
    }
  }
}

/// The tensors of a layer, in order.
public enum LayerTensor: String, CaseIterable, Sendable {
  /// How many positions each head sees.
  case window = "attn.window"
  /// W_Q.
  case query = "attn.wq"
  /// W_K.
  case key = "attn.wk"
  /// W_V.
  case value = "attn.wv"
  /// W_O.
  case attentionOutput = "attn.wo"
  /// W_1.
  case hidden = "mlp.w1"
  /// b_1.
  case bias = "mlp.b1"
  /// W_2.
  case hiddenOutput = "mlp.w2"

  /// The ReLU layer's.
  public static let perceptron: [LayerTensor] = [.hidden, .bias, .hiddenOutput]
}

/// A tensor, held by its entries that are not zero.
public struct NamedTensor<Element: Sendable>: Sendable {
  /// Which one it is.
  public let name: TensorName

  /// One or two sizes.
  public let shape: [Int]

  /// The entries. A tensor with one size is a single row.
  public let entries: SparseMatrix<Element>

  init(_ name: TensorName, _ matrix: SparseMatrix<Element>) {
    self.name = name
    shape = [matrix.rows, matrix.columns]
    entries = matrix
  }

  init(_ name: TensorName, vector: [Element]) where Element: AdditiveArithmetic {
    self.name = name
    shape = [vector.count]
    entries = SparseMatrix(
      columns: vector.count, rows: [vector.indices.filter { vector[$0] != .zero }.map { ($0, vector[$0]) }])
  }
}

extension TransformerWeights where Element: FixedWidthInteger {
  /// All tensors, in order. Elements are weights, or codes of weights; a window is a number.
  ///
  /// - Complexity: O(nonzeros + rows).
  public var tensors: [NamedTensor<Element>] {
    var tensors = [NamedTensor(.embedding, embedding)]
    for (index, layer) in layers.enumerated() {
      let windows = layer.heads.map { Element($0.window.size ?? 0) }
      tensors += [
        NamedTensor(.layer(index, .window), vector: windows),
        NamedTensor(.layer(index, .query), layer.stacked { $0.query }),
        NamedTensor(.layer(index, .key), layer.stacked { $0.key }),
        NamedTensor(.layer(index, .value), layer.stacked { $0.value }),
        NamedTensor(.layer(index, .attentionOutput), layer.spacedOutput),
      ]
      guard let perceptron = layer.perceptron else { continue }
      tensors += [
        NamedTensor(.layer(index, .hidden), perceptron.input),
        NamedTensor(.layer(index, .bias), vector: perceptron.bias),
        NamedTensor(.layer(index, .hiddenOutput), perceptron.output),
      ]
    }
    return tensors + [NamedTensor(.unembedding, unembedding)]
  }
}

extension LayerWeights {
  /// e: the largest size of a query, key or value.
  public var headSize: Int {
    heads.map { Swift.max($0.query.rows, $0.key.rows, $0.value.rows) }.max() ?? 0
  }

  /// The column of `attn.wo` that holds each column of W_O, which has no rows of zeros to skip.
  public var outputColumns: [Int] {
    heads.enumerated().flatMap { head, content in (0..<content.value.rows).map { head * headSize + $0 } }
  }

  /// One matrix of all heads, head after head, each filled up with rows of zeros to the size e.
  fileprivate func stacked(
    _ matrix: (AttentionHead<Element>) -> SparseMatrix<Element>
  ) -> SparseMatrix<Element> {
    let size = headSize
    var result = SparseMatrix<Element>(columns: output.rows)
    for head in heads {
      let part = matrix(head)
      for row in 0..<size { result.append(row: row < part.rows ? part.row(row) : []) }
    }
    return result
  }

  /// W_O, whose columns are moved to where the filled-up heads start.
  fileprivate var spacedOutput: SparseMatrix<Element> {
    let columns = outputColumns
    var result = SparseMatrix<Element>(columns: heads.count * headSize)
    for row in 0..<output.rows {
      result.append(row: output.row(row).map { (column: columns[$0.column], value: $0.value) })
    }
    return result
  }
}
