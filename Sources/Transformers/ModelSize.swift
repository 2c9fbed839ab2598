public import Arithmetic

/// How large a model is.
public struct ModelSize: Hashable, Sendable {
  /// Heads of each layer.
  public let heads: [Integer]

  /// r: coordinates of the residual stream.
  public let width: Integer

  /// Hidden units of all layers.
  public let hidden: Integer

  /// Entries of all tensors, as `TensorName` lays them out: dense, every head of a layer with one size for queries,
  /// keys and values. Windows are no weights.
  public let parameters: Integer

  /// Entries that are not zero.
  public let nonzeros: Integer

  /// A size that is known.
  public init(heads: [Integer], width: Integer, hidden: Integer, parameters: Integer, nonzeros: Integer) {
    (self.heads, self.width, self.hidden) = (heads, width, hidden)
    (self.parameters, self.nonzeros) = (parameters, nonzeros)
  }
}

extension TransformerWeights where Element: AdditiveArithmetic {
  /// The size of this model, counted.
  ///
  /// - Complexity: O(heads + hidden units).
  public var size: ModelSize {
    var (hidden, parameters) = (Integer(0), 2 * Integer(vocabularySize) * Integer(layout.width))
    var nonzeros = embedding.nonzeros + unembedding.nonzeros
    for layer in layers {
      parameters += 4 * Integer(layer.heads.count) * Integer(layer.headSize) * Integer(layout.width)
      nonzeros += layer.output.nonzeros
      for head in layer.heads { nonzeros += head.query.nonzeros + head.key.nonzeros + head.value.nonzeros }
      guard let perceptron = layer.perceptron else { continue }
      let units = Integer(perceptron.bias.count)
      hidden += units
      parameters += 2 * units * Integer(layout.width) + units
      nonzeros += perceptron.input.nonzeros + perceptron.output.nonzeros + perceptron.bias.count { $0 != .zero }
    }
    return ModelSize(
      heads: layers.map { Integer($0.heads.count) }, width: Integer(layout.width), hidden: hidden,
      parameters: parameters, nonzeros: Integer(nonzeros))
  }
}
