public import Arithmetic
public import Workers

/// What a layer did at one position.
public struct LayerActivations<Element: Scalar>: Sendable {
  /// The heads that were evaluated by scores, by head index; heads that average are left out.
  public internal(set) var heads: [Int: HeadActivations<Element>] = [:]

  /// The residual stream after attention, and a recurrence if there is one.
  public internal(set) var afterAttention: [Element] = []

  /// The residual stream after the ReLU layer: the layer's output.
  public internal(set) var output: [Element] = []
}

/// What the model did at one position.
public struct Activations<Element: Scalar>: Sendable {
  /// What each layer did, first to last.
  public internal(set) var layers: [LayerActivations<Element>] = []

  /// One logit for each token of the vocabulary.
  public internal(set) var logits: [Element] = []
}

/// Reads tokens one by one and gives the logits of the next: the reference evaluation, with a key-value
/// cache.
///
/// It is written for reading. Engines that are faster are compared with it.
public struct Decoder<Element: Scalar>: Sendable {
  /// The model that is evaluated.
  public let model: Transformer<Element>
  /// The threads that share the keys of a head. What is computed does not depend on their number.
  public let workers: WorkerPool
  private(set) var caches: [LayerCache<Element>]

  /// The number of tokens read.
  public private(set) var position = 0

  /// A decoder that has read nothing. `capacity` is the number of tokens it is expected to read; more are
  /// no error.
  public init(_ model: Transformer<Element>, capacity: Int, workers: WorkerPool = WorkerPool(threads: 1)) {
    self.model = model
    self.workers = workers
    caches = zip(model.weights.layers, model.attention).map { layer, plan in
      LayerCache(layer, plan: plan, capacity: capacity, zero: model.zero)
    }
  }

  /// Reads a token whose logits nobody asks for: as `step`, but the last layer only remembers its keys and
  /// values.
  ///
  /// - Precondition: `token` is in the vocabulary.
  public mutating func read(_ token: Int) throws(ScalarError) {
    _ = try forward(token, upToLogits: false)
  }

  /// Reads a token and evaluates the whole model at its position.
  ///
  /// - Precondition: `token` is in the vocabulary.
  /// - Throws: `ScalarError` where an attention score has no power of two in the number type.
  /// - Complexity: O(position * key size) for heads that see everything, O(nonzeros) for the rest.
  public mutating func step(_ token: Int) throws(ScalarError) -> Activations<Element> {
    try forward(token, upToLogits: true)
  }

  // Called from another module with a type parameter, the code below would look every operation up in a
  // table; with these it is compiled for each number type, and for models of other types still works.
  @specialized(where Element == Rational)
  @specialized(where Element == Interval)
  @specialized(where Element == BigFloat)
  @specialized(where Element == Double)
  @specialized(where Element == Float)
  @specialized(where Element == Float16)
  @specialized(where Element == BFloat16)
  @specialized(where Element == Float8E4M3)
  @specialized(where Element == Float8E5M2)
  private mutating func forward(
    _ token: Int, upToLogits: Bool
  ) throws(ScalarError) -> Activations<Element> {
    let weights = model.weights
    var residual = [Element](repeating: model.zero, count: weights.layout.width)
    for (column, value) in weights.embedding.row(token) { residual[column] = value }
    position += 1
    var activations = Activations<Element>()
    for (index, layer) in weights.layers.enumerated() {
      let plan = model.attention[index]
      caches[index].append(residual, layer: layer, plan: plan, zero: model.zero)
      // Heads and recurrence both read the stream as it reaches the layer.
      var mixed = residual
      layer.recurrence?.step(residual, state: &caches[index].state, addingTo: &mixed, zero: model.zero)
      if index == weights.layers.count - 1, !upToLogits { break }
      var record = LayerActivations<Element>()
      var output = [Element](repeating: model.zero, count: plan.outputSize)
      for (slot, group) in plan.averages.enumerated() {
        group.attend(
          recent: caches[index].averages[slot], zero: model.zero, format: model.format, into: &output,
          starts: plan.outputStarts)
      }
      for (slot, head) in plan.scoring.enumerated() {
        let cache = caches[index].scoring[slot]
        let (seen, mean) = try layer.heads[head].attend(
          from: residual, keys: cache.keys, values: cache.values, zero: model.zero, workers: workers)
        record.heads[head] = seen
        output.replaceSubrange(plan.outputStarts[head]..<(plan.outputStarts[head] + mean.count), with: mean)
      }
      residual = mixed
      layer.output.multiply(output, addingTo: &residual)
      record.afterAttention = residual
      layer.perceptron?.add(to: &residual)
      record.output = residual
      activations.layers.append(record)
    }
    if upToLogits { activations.logits = weights.unembedding.times(residual, zero: model.zero) }
    return activations
  }
}

extension Perceptron where Element: Scalar {
  /// Adds W_2 relu(W_1 x + b_1) to x.
  func add(to residual: inout [Element]) {
    var hidden = bias
    input.multiply(residual, addingTo: &hidden)
    for unit in hidden.indices { hidden[unit] = .maximum(hidden[unit], .zero) }
    output.multiply(hidden, addingTo: &residual)
  }
}
