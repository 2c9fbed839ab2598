extension TransformerWeights where Element: FixedWidthInteger {
  /// One entry of a tensor, at its place in the tensor as `TensorName` describes it. `nil` stands for a place that
  /// only fills a head up: no weight is there, and none can be put there. Windows are no weights.
  ///
  /// - Complexity: O(entries of a row) to read, O(nonzeros of the matrix) to change.
  public subscript(tensor: TensorName, row row: Int, column column: Int) -> Element? {
    get {
      switch tensor {
      case .embedding: embedding[row, column]
      case .unembedding: unembedding[row, column]
      case .layer(let index, let part): layers[index].entry(part, row, column)
      }
    }
    set {
      guard let newValue else { return }
      switch tensor {
      case .embedding: embedding[row, column] = newValue
      case .unembedding: unembedding[row, column] = newValue
      case .layer(let index, let part): layers[index].set(part, row, column, to: newValue)
      }
    }
  }
}

extension LayerWeights where Element: FixedWidthInteger {
  fileprivate func entry(_ tensor: LayerTensor, _ row: Int, _ column: Int) -> Element? {
    switch tensor {
    case .window: return nil
    case .query, .key, .value:
      let (head, local) = row.quotientAndRemainder(dividingBy: headSize)
      let matrix = heads[head].matrix(tensor)
      return local < matrix.rows ? matrix[local, column] : nil
    case .attentionOutput: return outputColumns.firstIndex(of: column).map { output[row, $0] }
    case .hidden: return perceptron?.input[row, column]
    case .bias: return perceptron?.bias[column]
    case .hiddenOutput: return perceptron?.output[row, column]
    }
  }

  fileprivate mutating func set(_ tensor: LayerTensor, _ row: Int, _ column: Int, to value: Element) {
    guard entry(tensor, row, column) != nil else { return }
    let (head, local) = row.quotientAndRemainder(dividingBy: max(1, headSize))
    switch tensor {
    case .window: return
    case .query: heads[head].query[local, column] = value
    case .key: heads[head].key[local, column] = value
    case .value: heads[head].value[local, column] = value
    case .attentionOutput: if let place = outputColumns.firstIndex(of: column) { output[row, place] = value }
    case .hidden: perceptron?.input[row, column] = value
    case .bias: perceptron?.bias[column] = value
    case .hiddenOutput: perceptron?.output[row, column] = value
    }
  }
}

extension AttentionHead {
  fileprivate func matrix(_ tensor: LayerTensor) -> SparseMatrix<Element> {
    switch tensor {
    case .query: query
    case .key: key
    default: value
    }
  }
}

/// One entry of a tensor, zero or not, with its place.
public struct TensorEntry<Element: Sendable>: Sendable, CustomStringConvertible {
  /// The tensor.
  public let tensor: TensorName
  /// Its row: 0 in a vector.
  public let row: Int
  /// Its column.
  public let column: Int
  /// The weight.
  public let value: Element

  /// The place, as in `layers.0.attn.wq[2,5]`.
  public var description: String {
    if case .layer(_, .bias) = tensor { "\(tensor)[\(column)]" } else { "\(tensor)[\(row),\(column)]" }
  }
}

extension TransformerWeights where Element: FixedWidthInteger {
  /// Every weight, zeros included, tensor by tensor and row by row.
  ///
  /// - Complexity: O(entries of all tensors), as if they were dense.
  public var entries: [TensorEntry<Element>] {
    tensors.flatMap { tensor in
      (0..<tensor.entries.rows).flatMap { row in
        (0..<tensor.entries.columns).compactMap { column in
          self[tensor.name, row: row, column: column].map {
            TensorEntry(tensor: tensor.name, row: row, column: column, value: $0)
          }
        }
      }
    }
  }
}
