import Arithmetic
import CopyTask
import RealModule
import Transformers
public import Workers

/// What the model makes of every context: the second layer's query and key, and what the position adds to the logits,
/// by itself and as a value that is attended to.
public struct ContextTable: Sendable {
  /// The contexts.
  public let graph: ContextGraph

  /// V.
  public let vocabularySize: Int

  let queries, keys: [[Bounds]]

  /// U x: logits of the residual stream itself.
  let direct: [[Bounds]]

  /// U W_O W_V x: logits of the value.
  let messages: [[Bounds]]

  /// Runs the first layer on every context.
  ///
  /// - Precondition: the first layer sees at most n + 1 tokens.
  /// - Complexity: O(contexts) forward passes of the first layer, in intervals of 128 bits.
  public init(_ model: AuditedModel, _ graph: ContextGraph, workers: WorkerPool) {
    precondition(model.window <= graph.ngram + 1 && model.alphabetSize == graph.alphabetSize)
    self.graph = graph
    let weights = model.transformer.weights
    vocabularySize = weights.vocabularySize
    var first = weights
    first.layers.removeLast()
    // The logits of the first layer alone are of no use.
    first.unembedding = SparseMatrix(columns: weights.unembedding.columns)
    let layer = Transformer(weights: first, format: model.transformer.format)
    let second = weights.layers[1]
    let zero = Interval(0, precision: model.transformer.format)
    let rows = workers.map(graph.contexts, leastShare: 16) { range in
      range.map { context in
        let residual = ContextTable.residual(layer, graph.tokens(of: context))
        let head = second.heads[0]
        var message = [Interval](repeating: zero, count: residual.count)
        second.output.multiply(head.value.times(residual, zero: zero), addingTo: &message)
        return [
          head.query.times(residual, zero: zero), head.key.times(residual, zero: zero),
          weights.unembedding.times(residual, zero: zero), weights.unembedding.times(message, zero: zero),
        ].map { $0.map { Bounds($0) } }
      }
    }
    (queries, keys) = (rows.map { $0[0] }, rows.map { $0[1] })
    (direct, messages) = (rows.map { $0[2] }, rows.map { $0[3] })
  }

  /// The residual stream after the first layer at the last of these tokens; of the others only keys and values count.
  private static func residual(_ layer: Transformer<Interval>, _ tokens: [Token]) -> [Interval] {
    var decoder = Decoder(layer, capacity: tokens.count)
    do {
      for token in tokens.dropLast() { try decoder.read(token) }
      return try decoder.step(tokens[tokens.count - 1]).layers[0].output
    } catch {
      preconditionFailure("intervals have powers of two: \(error)")
    }
  }

  /// 2^(score - the largest score) of every context as a key for the query of a context.
  ///
  /// - Complexity: O(contexts * key size).
  public func weights(ofQuery context: Int) -> KeyWeights {
    let query = queries[context]
    let scores = keys.map { Bounds.product(query, $0) }
    let largest = scores.reduce(-Double.infinity) { max($0, $1.upper) }
    return KeyWeights(
      bounds: scores.map { score in
        let shifted = score - Bounds(lower: largest, upper: largest)
        return Bounds(
          lower: ContextTable.powerOfTwo(shifted.lower, by: 1 - ContextTable.margin),
          upper: ContextTable.powerOfTwo(shifted.upper, by: 1 + ContextTable.margin).nextUp)
      })
  }

  /// A library's power of two errs by a few units in the last place; this leaves room for thousands.
  private static let margin = 0x1p-40

  private static func powerOfTwo(_ exponent: Double, by factor: Double) -> Double { Double.exp2(exponent) * factor }
}

/// The weights of all contexts as keys for one query, relative to the largest.
public struct KeyWeights: Sendable {
  let bounds: [Bounds]

  /// The weight of a context, from above.
  public func upper(_ context: Int) -> Double { bounds[context].upper }
}
