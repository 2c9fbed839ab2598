import Arithmetic
import Transformers

/// The textbook forward pass with dense matrices, no cache and no shortcut: every head of every layer at
/// every position by scores and softmax. What `Decoder` computes in fewer operations is compared with this.
struct DenseTransformer {
  let weights: TransformerWeights<Rational>

  /// The logits after the last of `tokens`.
  func logits(_ tokens: [Int]) -> [Rational] {
    var streams = tokens.map { dense(weights.embedding)[$0] }
    for layer in weights.layers {
      var next: [[Rational]] = []
      for position in streams.indices {
        var outputs: [Rational] = []
        for head in layer.heads { outputs += attention(head, streams, at: position) }
        var stream = sum(streams[position], product(dense(layer.output), outputs))
        if let perceptron = layer.perceptron {
          let hidden = sum(product(dense(perceptron.input), stream), perceptron.bias).map { max($0, 0) }
          stream = sum(stream, product(dense(perceptron.output), hidden))
        }
        next.append(stream)
      }
      streams = next
    }
    return product(dense(weights.unembedding), streams[streams.count - 1])
  }

  private func attention(
    _ head: AttentionHead<Rational>, _ streams: [[Rational]], at position: Int
  ) -> [Rational] {
    let query = product(dense(head.query), streams[position])
    var total: Rational = 0
    var output = [Rational](repeating: 0, count: head.value.rows)
    for other in 0...position {
      if case .last(let size) = head.window, other <= position - size { continue }
      let key = product(dense(head.key), streams[other])
      let score = zip(query, key).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
      guard let exponent = Int(exactly: score.numerator), score.isInteger else { return [] }
      let weight = Rational.powerOfTwo(exponent)
      total += weight
      output = sum(output, product(dense(head.value), streams[other]).map { weight * $0 })
    }
    return output.map { $0 / total }
  }

  private func dense(_ matrix: SparseMatrix<Rational>) -> [[Rational]] {
    (0..<matrix.rows).map { row in
      var entries = [Rational](repeating: 0, count: matrix.columns)
      for (column, value) in matrix.row(row) { entries[column] = value }
      return entries
    }
  }

  private func product(_ matrix: [[Rational]], _ vector: [Rational]) -> [Rational] {
    matrix.map { row in zip(row, vector).reduce(Rational(0)) { $0 + $1.0 * $1.1 } }
  }

  private func sum(_ left: [Rational], _ right: [Rational]) -> [Rational] {
    zip(left, right).map { $0 + $1 }
  }
}
