import Transformers

/// The names of a layer's tensors.
enum LayerTensor: String, CaseIterable {
  case window = "attn.window"
  case query = "attn.wq"
  case key = "attn.wk"
  case value = "attn.wv"
  case attentionOutput = "attn.wo"
  case hidden = "mlp.w1"
  case bias = "mlp.b1"
  case hiddenOutput = "mlp.w2"

  /// The full name.
  func name(inLayer index: Int) -> String { "layers.\(index).\(rawValue)" }

  /// The ReLU layer's.
  static let perceptron: [LayerTensor] = [.hidden, .bias, .hiddenOutput]
}

/// The names of the tables.
enum TableTensor {
  static let embedding = "embed"
  static let unembedding = "unembed"
}

extension ExportedModel {
  /// All tensors, windows first: then every tensor starts at a multiple of its entries' size.
  var tensors: [DenseTensor] {
    var tensors: [DenseTensor] = []
    for (index, layer) in weights.layers.enumerated() {
      tensors.append(
        DenseTensor(LayerTensor.window.name(inLayer: index), .i64, vector: layer.heads.map(\.window.code)))
    }
    tensors.append(DenseTensor(TableTensor.embedding, type, weights.embedding))
    for (index, layer) in weights.layers.enumerated() {
      let matrices: [(LayerTensor, SparseMatrix<UInt64>)] = [
        (.query, layer.stacked(\.query)), (.key, layer.stacked(\.key)), (.value, layer.stacked(\.value)),
        (.attentionOutput, layer.spacedOutput),
      ]
      tensors += matrices.map { DenseTensor($0.name(inLayer: index), type, $1) }
      guard let perceptron = layer.perceptron else { continue }
      tensors += [
        DenseTensor(LayerTensor.hidden.name(inLayer: index), type, perceptron.input),
        DenseTensor(LayerTensor.bias.name(inLayer: index), type, vector: perceptron.bias),
        DenseTensor(LayerTensor.hiddenOutput.name(inLayer: index), type, perceptron.output),
      ]
    }
    tensors.append(DenseTensor(TableTensor.unembedding, type, weights.unembedding))
    return tensors
  }
}

extension AttentionWindow {
  /// The window in a file: its size, or 0 where it is unlimited.
  fileprivate var code: UInt64 {
    switch self {
    case .last(let size): UInt64(size)
    case .all: 0
    }
  }
}

extension LayerWeights<UInt64> {
  /// e: the largest size of a query, key or value.
  var headSize: Int {
    heads.map { Swift.max($0.query.rows, $0.key.rows, $0.value.rows) }.max() ?? 0
  }

  /// One matrix of all heads, head after head, each filled up with rows of zeros to the size e.
  fileprivate func stacked(
    _ matrix: KeyPath<AttentionHead<UInt64>, SparseMatrix<UInt64>>
  ) -> SparseMatrix<UInt64> {
    var result = SparseMatrix<UInt64>(columns: output.rows)
    for head in heads {
      let part = head[keyPath: matrix]
      for row in 0..<headSize { result.append(row: row < part.rows ? part.row(row) : []) }
    }
    return result
  }

  /// W_O, whose columns are moved to where the filled-up heads start.
  fileprivate var spacedOutput: SparseMatrix<UInt64> {
    var columns: [Int] = []
    for (index, head) in heads.enumerated() {
      columns += (0..<head.value.rows).map { index * headSize + $0 }
    }
    var result = SparseMatrix<UInt64>(columns: heads.count * headSize)
    for row in 0..<output.rows {
      result.append(row: output.row(row).map { (column: columns[$0.column], value: $0.value) })
    }
    return result
  }
}
