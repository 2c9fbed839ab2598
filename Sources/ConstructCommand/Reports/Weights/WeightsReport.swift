import Arithmetic
import Constructions
import ModelFiles

/// What `construct weights` says of the file it wrote.
struct WeightsReport: CommandReport {
  let file: String
  let format: WeightsFormat
  let type: TensorType
  let softmaxBase: SoftmaxBase
  let size: ConstructionSize
  let bytes: Int

  /// For people.
  func text() -> String {
    let parameters = size.parameters
    return [
      hangingParagraph(
        "model",
        "n = \(parameters.ngram), D = \(parameters.alphabetSize): \(size.parameterCount.grouped) parameters, "
          + "\(size.nonzeros.grouped) of them not zero"
          + (parameters.scaleRule == .lengthDependent
            ? ""
            : ", scale \(parameters.scale) (\(parameters.scaleRule.name), boundary bonus "
              + "\(parameters.boundaryBonus))")),
      hangingParagraph(
        "file", "\(file): \(format.rawValue), \(type.rawValue), softmax in base \(softmaxBase.rawValue), "
          + "\(bytes.grouped) bytes"),
    ].joined(separator: "\n")
  }

  private struct Document: Encodable {
    let schema = "verbatim.weights-file/1"
    let file, format, dtype, softmaxBase: String
    let ngram, alphabet, scale, boundaryBonus: Int
    let scaleRule: String
    /// Decimal, as they may be larger than any number of JSON's readers.
    let parameters, nonzeros: String
    let bytes: Int
  }

  /// One JSON object.
  func json() throws -> String {
    let document = Document(
      file: file, format: format.rawValue, dtype: type.rawValue, softmaxBase: softmaxBase.rawValue,
      ngram: size.parameters.ngram, alphabet: size.parameters.alphabetSize, scale: size.parameters.scale,
      boundaryBonus: size.parameters.boundaryBonus, scaleRule: size.parameters.scaleRule.name,
      parameters: "\(size.parameterCount)", nonzeros: "\(size.nonzeros)", bytes: bytes)
    return try reportJSON(document)
  }
}
