extension TransformerWeights where Element: FixedWidthInteger {
  /// One entry of a tensor, at its place in the tensor as `TensorName` describes it. `nil` stands for a place that
  /// only fills a head up: no weight is there, and none can be put there. Windows are no weights.
  ///
  /// - Complexity: O(entries of a row) to read, O(nonzeros of the matrix) to change.
  public subscript(tensor: TensorName, row row: Int, column column: Int) -> Element? {
    get {
      if case .layer(let index, .bias) = tensor { return layers[index].perceptron?.bias[column] }
      return place(tensor, row, column).map { self[keyPath: $0.matrix][$0.row, $0.column] }
    }
    set {
      guard let newValue else { return }
      if case .layer(let index, .bias) = tensor {
        layers[index].perceptron?.bias[column] = newValue
      } else if let place = place(tensor, row, column) {
        self[keyPath: place.matrix][place.row, place.column] = newValue
      }
    }
  }

  private typealias Matrix = WritableKeyPath<TransformerWeights<Element>, SparseMatrix<Element>>

  /// The matrix that has the entry, and the place there.
  private func place(_ tensor: TensorName, _ row: Int, _ column: Int) -> (matrix: Matrix, row: Int, column: Int)? {
    switch tensor {
    case .embedding: return (\.embedding, row, column)
    case .unembedding: return (\.unembedding, row, column)
    case .layer(let index, let part):
      let layer = layers[index]
      switch part {
      case .window, .bias: return nil
      case .query, .key, .value:
        let (head, local) = row.quotientAndRemainder(dividingBy: layer.headSize)
        let matrix: Matrix =
          switch part {
          case .query: \.layers[index].heads[head].query
          case .key: \.layers[index].heads[head].key
          default: \.layers[index].heads[head].value
          }
        return local < self[keyPath: matrix].rows ? (matrix, local, column) : nil
      case .attentionOutput:
        return layer.outputColumns.firstIndex(of: column).map { (\.layers[index].output, row, $0) }
      case .hidden, .hiddenOutput:
        guard layer.perceptron != nil else { return nil }
        return (part == .hidden ? \.layers[index].perceptron!.input : \.layers[index].perceptron!.output, row, column)
      }
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
