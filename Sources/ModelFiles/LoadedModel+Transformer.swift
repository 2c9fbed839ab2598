public import Arithmetic
public import Transformers

extension LoadedModel {
  /// Entries that are not zero: what the model takes in memory.
  public var nonzeros: Int {
    var count = weights.embedding.nonzeros + weights.unembedding.nonzeros
    for layer in weights.layers {
      count += layer.output.nonzeros
      for head in layer.heads { count += head.query.nonzeros + head.key.nonzeros + head.value.nonzeros }
      if let perceptron = layer.perceptron {
        count += perceptron.input.nonzeros + perceptron.bias.count { $0 != 0 } + perceptron.output.nonzeros
      }
    }
    return count
  }

  /// The model ready to run in a number type, each weight rounded once.
  ///
  /// The reference's softmax has base 2. A model in base e runs with each entry of W_Q divided by ln 2,
  /// rounded once from an enclosure of the exact quotient.
  ///
  /// - Throws: `ModelFileError` for a weight that is not finite in the number type, or, for a model in base
  /// e,
  ///   where the number type has only rational numbers.
  public func transformer<Element: EnclosureRounding>(
    _ type: Element.Type, format: Element.Format
  ) throws(ModelFileError) -> Transformer<Element> {
    var rounded = weights.map { Element($0, format: format) }
    if metadata.softmaxBase == .e {
      var failed: Rational?
      for (index, layer) in weights.layers.enumerated() {
        for (head, weights) in layer.heads.enumerated() {
          rounded.layers[index].heads[head].query = weights.query.map { value in
            let quotient = NaturalLogarithmOfTwo.product(value, timesReciprocal: true) {
              Element.rounding(from: $0, through: $1, to: format)
            }
            if quotient == nil { failed = value }
            return quotient ?? .zero
          }
        }
      }
      if let failed { throw ModelFileError("an entry of W_Q, \(failed) / ln 2, cannot be rounded") }
    }
    return Transformer(weights: rounded, format: format)
  }

  /// The model in exact arithmetic.
  ///
  /// - Throws: `ModelFileError` if the softmax has base e: powers of e are irrational.
  public func exactTransformer() throws(ModelFileError) -> Transformer<Rational> {
    guard metadata.softmaxBase == .two else {
      throw .metadata(
        "softmax_base", "'e': powers of e are irrational, expected '2' for exact arithmetic (interval encloses)")
    }
    return Transformer(weights: weights, format: ())
  }
}
