public import Arithmetic
public import Constructions
public import Transformers

/// A model as other programs get it: dense tensors of one number type, and metadata.
///
/// Names and shapes are those of `TensorName`; windows are 64-bit integers.
public struct ExportedModel: Sendable {
  /// What the file says of the model besides the tensors.
  public let metadata: ModelMetadata

  /// The type of all tensors but the windows.
  public let type: TensorType

  /// The weights as codes of `type`.
  let weights: TransformerWeights<UInt64>

  /// The constructed model.
  ///
  /// - Throws: `ModelFileError` for a weight that `type` does not hold exactly, or, in base e, for a type
  ///   without fractions.
  /// - Complexity: O(nonzeros).
  public init(
    _ copier: NgramCopier, type: TensorType, softmaxBase: SoftmaxBase
  ) throws(ModelFileError) {
    let parameters = copier.parameters
    try self.init(
      copier.weights,
      metadata: ModelMetadata(
        ngram: parameters.ngram, alphabetSize: parameters.alphabetSize, scale: parameters.scale,
        // What a file that does not name it is taken to have goes with these rules.
        boundaryBonus: [.lengthDependent, .powerOfTwo].contains(parameters.scaleRule)
          ? nil : parameters.boundaryBonus,
        softmaxBase: softmaxBase),
      type: type)
  }

  /// The model with these weights, whose scores are meant for base 2; in base e each entry of W_Q is
  /// multiplied by ln 2 and rounded once.
  public init(
    _ weights: TransformerWeights<Int>, metadata: ModelMetadata, type: TensorType
  ) throws(ModelFileError) {
    self.metadata = metadata
    self.type = type
    let base = metadata.softmaxBase
    guard base == .two || type != .i64 else {
      throw ModelFileError("softmax base e in i64: W_Q carries ln 2, expected f64, f32, f16 or bf16, or base 2")
    }
    var unfit: Int?
    let coded = weights.map { value -> UInt64 in
      if let code = type.code(exactly: Rational(value)) { return code }
      unfit = unfit ?? value
      return 0
    }
    if let unfit {
      throw ModelFileError(
        "\(unfit), which is one of the weights, is no number of the type \(type.rawValue): expected another of "
          + TensorType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.weights = base == .two ? coded : try ExportedModel.withQueriesInBaseE(coded, from: weights, type)
  }

  /// The coded weights with every entry of W_Q multiplied by ln 2.
  private static func withQueriesInBaseE(
    _ coded: TransformerWeights<UInt64>, from weights: TransformerWeights<Int>, _ type: TensorType
  ) throws(ModelFileError) -> TransformerWeights<UInt64> {
    var result = coded
    // The construction has two different entries, and a number takes some microseconds.
    var known: [Int: UInt64] = [:]
    var failed: Int?
    for (index, layer) in weights.layers.enumerated() {
      for (head, weights) in layer.heads.enumerated() {
        result.layers[index].heads[head].query = weights.query.map { value in
          if let code = known[value] { return code }
          let code = NaturalLogarithmOfTwo.product(Rational(value), timesReciprocal: false) {
            type.code(from: $0, through: $1)
          }
          if code.flatMap(type.value(ofCode:)) == nil { failed = value }
          known[value] = code ?? 0
          return code ?? 0
        }
      }
    }
    if let failed { throw ModelFileError("\(failed) ln 2 cannot be rounded to \(type.rawValue)") }
    return result
  }

  /// How many bytes the tensors of the construction take, before anything is built.
  public static func byteCount(_ parameters: NgramParameters, type: TensorType) -> Integer {
    let size = ConstructionSize(parameters)
    let windows = size.heads.first + size.heads.second
    return size.parameterCount * Integer(type.size) + windows * Integer(TensorType.i64.size)
  }
}
