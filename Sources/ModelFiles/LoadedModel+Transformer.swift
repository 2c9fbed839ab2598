public import Arithmetic
public import Transformers

extension LoadedModel {
  /// Entries that are not zero: what the model takes in memory.
  public var nonzeros: Int { Int(exactly: weights.size.nonzeros) ?? .max }

  /// The weights, where all of them are whole numbers and the softmax has base 2, as an engine takes them.
  ///
  /// - Throws: `ModelFileError` that names an entry that is no whole number.
  public func integerWeights() throws(ModelFileError) -> TransformerWeights<Int> {
    guard metadata.softmaxBase == .two else {
      throw .metadata("softmax_base", "'\(metadata.softmaxBase.rawValue)', expected '2'")
    }
    let integers = weights.map { $0.denominator == 1 ? Int(exactly: $0.numerator) : nil }
    // The place of one that is none, by its tensor.
    for tensor in integers.map({ $0 == nil ? 1 : 0 }).tensors {
      if case .layer(_, .window) = tensor.name { continue }
      for row in 0..<tensor.entries.rows {
        guard let wrong = tensor.entries.row(row).first(where: { $0.value == 1 }) else { continue }
        throw .tensor("\(tensor.name)[\(row),\(wrong.column)]", "expected a whole number of up to 64 bits")
      }
    }
    return integers.map { $0 ?? 0 }
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
