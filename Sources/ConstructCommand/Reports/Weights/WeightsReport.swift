import Arithmetic
import Constructions
import ModelFiles
import StrictJSON

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
        "file",
        "\(file): \(format.rawValue), \(type.rawValue), softmax in base \(softmaxBase.rawValue), "
          + "\(bytes.grouped) bytes"),
    ].joined(separator: "\n")
  }

  /// One JSON object, schema `verbatim.weights-file/1`.
  var json: JSONValue {
    let parameters = size.parameters
    return [
      "schema": "verbatim.weights-file/1", "file": file.json, "format": format.rawValue.json,
      "dtype": type.rawValue.json, "softmaxBase": softmaxBase.rawValue.json, "ngram": parameters.ngram.json,
      "alphabet": parameters.alphabetSize.json, "scale": parameters.scale.json,
      "boundaryBonus": parameters.boundaryBonus.json, "scaleRule": parameters.scaleRule.name.json,
      // Decimal, as they may be larger than any number of JSON's readers.
      "parameters": "\(size.parameterCount)".json, "nonzeros": "\(size.nonzeros)".json, "bytes": bytes.json,
    ]
  }
}
