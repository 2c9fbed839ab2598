import Transformers

/// What a coordinate of the residual stream holds, as far as the engines' form has a word for it.
indirect enum SlotContent: Hashable {
  /// One bit of a piece, or its flag. Bits are named by the coordinate of the embedding that they come from.
  enum Part: Hashable {
    case bit(Int)
    case flag
  }

  /// Nothing: zero at every position.
  case zero
  /// 1 at BOS.
  case start
  /// The piece so many places back; beyond BOS a mean of all pieces. (T2.3.windows.)
  case piece(Int, Part)
  /// That piece, or zero if a boundary is nearer: as a query has it. (T2.3.gate.)
  case query(Int, Part)
  /// The same as a key has it.
  case key(Int, Part)
  /// Something else. This is no error unless it is read by what the logits depend on.
  case unclear(PackedFormError)
}

/// Reads the first layer of a model: what stands where on the residual stream when the second layer reads it.
///
/// Coordinates are classified one after the other by what is added to them, in the order of evaluation: embedding,
/// attention, ReLU layer. A coordinate that two of these write is unclear.
///
/// - Complexity: O(nonzeros) all in all, with dictionaries.
struct FirstLayerReader {
  private(set) var contents: [SlotContent]
  private let weights: TransformerWeights<Int>
  private let alphabetSize: Int

  init(_ weights: TransformerWeights<Int>, alphabetSize: Int) throws(PackedFormError) {
    self.weights = weights
    self.alphabetSize = alphabetSize
    contents = Array(repeating: .zero, count: weights.layout.width)
    readEmbedding()
    let layer = weights.layers[0]
    readAttention(layer)
    guard let perceptron = layer.perceptron else {
      throw PackedFormError(.layer(0, .hidden), "the first layer has none, expected the gate")
    }
    readGate(perceptron)
  }

  // MARK: - Embedding

  /// A code has a sign for every content token, the flag is 1 for BOS and COPY, `start` for BOS. What EOS has is never
  /// read: decoding ends with it.
  private mutating func readEmbedding() {
    let (bos, copy) = (alphabetSize, alphabetSize + 1)
    var signs = [Int](repeating: 0, count: contents.count)
    var boundaries = [[Int]](repeating: [0, 0], count: contents.count)
    var others = [(row: Int, column: Int, value: Int)?](repeating: nil, count: contents.count)
    for token in 0...copy {
      for (column, value) in weights.embedding.row(token) where value != 0 {
        if token < alphabetSize, abs(value) == 1 {
          signs[column] += 1
        } else if token >= bos, value == 1 {
          boundaries[column][token - bos] = 1
        } else {
          others[column] = (token, column, value)
        }
      }
    }
    for column in contents.indices {
      switch (signs[column], boundaries[column]) {
      case _ where others[column] != nil: contents[column] = unclear(embedding: others[column])
      case (0, [0, 0]): contents[column] = .zero
      case (alphabetSize, [0, 0]): contents[column] = .piece(0, .bit(column))
      case (0, [1, 1]): contents[column] = .piece(0, .flag)
      case (0, [1, 0]): contents[column] = .start
      default:
        contents[column] = .unclear(
          PackedFormError(
            .embedding, column: column,
            "expected a sign for each content token, or 1 for BOS and COPY, or 1 for BOS alone"))
      }
    }
  }

  private func unclear(embedding entry: (row: Int, column: Int, value: Int)?) -> SlotContent {
    guard let entry else { return .zero }
    let due = entry.row < alphabetSize ? "1 or -1, a sign of a code" : "1, a flag"
    return .unclear(
      PackedFormError(.embedding, row: entry.row, column: entry.column, "\(entry.value), expected \(due), or 0"))
  }

  // MARK: - Attention

  /// Means of the token's own bits and flag over windows, of which W_O makes single pieces.
  private mutating func readAttention(_ layer: LayerWeights<Int>) {
    let size = layer.headSize
    var values: [(window: Int, content: SlotContent)] = []
    for (index, head) in layer.heads.enumerated() {
      let scores = scoredEntry(head)
      for row in 0..<head.value.rows {
        var content = single(head.value.row(row), in: .layer(0, .value), row: index * size + row)
        if let (tensor, row, column) = scores, content != .zero {
          content = .unclear(
            PackedFormError(
              .layer(0, tensor), row: index * size + row, column: column,
              "a head of the first layer that scores positions, expected one that weighs all alike"))
        }
        guard let window = head.window.size else {
          let problem = PackedFormError(
            .layer(0, .window), column: index, "0, no limit, expected a limited window in the first layer")
          values.append((1, content == .zero ? .zero : .unclear(problem)))
          continue
        }
        values.append((window, content))
      }
    }
    let columns = layer.outputColumns
    for row in 0..<layer.output.rows {
      let entries = layer.output.row(row).filter { $0.value != 0 && values[$0.column].content != .zero }
      guard let first = entries.first else { continue }
      let found = piece(entries.map { (values[$0.column].window, values[$0.column].content, $0.value) })
      let problem = PackedFormError(
        .layer(0, .attentionOutput), row: row, column: columns[first.column],
        "\(first.value), expected rows k + 1 and -k for windows of k + 1 and k, whose difference is one piece, "
          + "in a coordinate of its own")
      contents[row] = contents[row] == .zero ? found ?? .unclear(problem) : .unclear(problem)
    }
  }

  /// The first entry of W_K or W_Q by which a head's scores are not all zero.
  private func scoredEntry(_ head: AttentionHead<Int>) -> (LayerTensor, row: Int, column: Int)? {
    func first(_ matrix: SparseMatrix<Int>) -> (row: Int, column: Int)? {
      for row in 0..<matrix.rows {
        if let entry = matrix.row(row).first(where: { $0.value != 0 }) { return (row, entry.column) }
      }
      return nil
    }
    guard first(head.query) != nil, let key = first(head.key) else { return nil }
    return (.key, key.row, key.column)
  }

  /// (k + 1) h_{k+1} - k h_k is the piece at offset k, where h_t is the mean over the last t positions.
  private func piece(_ terms: [(window: Int, content: SlotContent, coefficient: Int)]) -> SlotContent? {
    var coefficients: [Int: Int] = [:]
    var part: SlotContent.Part?
    for term in terms {
      switch term.content {
      case .piece(0, let found) where part == nil || part == found: part = found
      case .unclear: return term.content
      default: return nil
      }
      let (sum, overflow) = coefficients[term.window, default: 0].addingReportingOverflow(term.coefficient)
      if overflow { return nil }
      coefficients[term.window] = sum
    }
    let windows = coefficients.filter { $0.value != 0 }
    guard let part, let largest = windows.keys.max(), windows[largest] == largest else { return nil }
    let due = largest == 1 ? [1: 1] : [largest: largest, largest - 1: 1 - largest]
    return windows == due ? .piece(largest - 1, part) : nil
  }

  /// What a row reads that has one entry of 1; zero if everything it reads is zero.
  private func single(_ row: [(column: Int, value: Int)], in tensor: TensorName, row index: Int) -> SlotContent {
    let entries = row.filter { $0.value != 0 && contents[$0.column] != .zero }
    guard let first = entries.first else { return .zero }
    if entries.count == 1, first.value == 1 {
      if case .piece(0, _) = contents[first.column] { return contents[first.column] }
      if case .unclear = contents[first.column] { return contents[first.column] }
    }
    let wrong = entries.count > 1 && first.value == 1 ? entries[1] : first
    return .unclear(
      PackedFormError(
        tensor, row: index, column: wrong.column,
        "\(wrong.value), expected one entry in the row, 1, at a bit or the flag of the token"))
  }

  // MARK: - Gate

  private mutating func readGate(_ perceptron: Perceptron<Int>) {
    let gate = GateReader(perceptron, contents: contents)
    for row in 0..<perceptron.output.rows {
      let entries = perceptron.output.row(row).filter { $0.value != 0 }
      guard let first = entries.first else { continue }
      let problem = PackedFormError(
        .layer(0, .hiddenOutput), row: row, column: first.column,
        "\(first.value), expected 1, -1 and -1 for the units of a gated bit, or 1 for that of a flag, in a coordinate "
          + "of its own")
      contents[row] = contents[row] == .zero ? gate.content(entries) ?? .unclear(problem) : .unclear(problem)
    }
  }
}
