import Arithmetic
import Certificates
import Constructions
import CopyTask
import ModelFiles
import StrictJSON
import Transformers

/// What there is to say of a copy by a model from a file. Nothing is proved about such a model, unless every weight is
/// the construction's: then X.rounding is about a copy in a number format, too.
struct WeightsCopyReport: CommandReport {
  let path: String
  let model: LoadedModel

  /// Why the kernel was taken, where the user chose none.
  let kernelReason: String?

  let copy: CopyReport

  /// What the model read, and, if they were asked for, the logits after each.
  let tokens: [Token]
  let logits: [[ReportedNumber]]

  var status: ExitStatus { copy.status }

  private var width: Int { model.weights.layout.width }

  /// Hidden units of each layer.
  private var hidden: [Int] { model.weights.layers.map { $0.perceptron?.bias.count ?? 0 } }

  private var heads: [Int] { model.weights.layers.map(\.heads.count) }

  private var base: SoftmaxBase { model.metadata.softmaxBase }

  /// For people.
  func text() -> String {
    let metadata = model.metadata
    let ngram = metadata.ngram.map { "n = \($0), " } ?? ""
    let sums = { (counts: [Int]) in counts.map(String.init).joined(separator: " + ") }
    var lines = [
      (
        "model",
        "\(path): \(ngram)D = \(metadata.alphabetSize), \(LoadedModel.layers) layers, \(sums(heads)) heads, "
          + "width \(width.grouped), hidden \(sums(hidden)), softmax in base \(base.rawValue)"
      ),
      (
        "",
        "\(model.parameterCount.grouped) parameters, \(model.nonzeros.grouped) of them not zero"
          + (model.scaleRule.map { ": every one is the construction's" + scaleText($0) } ?? "")
      ),
      ("string", copy.subject.string.sourceText),
      (
        "run",
        "\(copy.kernel.description(precision: copy.method.precision))\(kernelReason.map { ", since \($0)" } ?? ""), "
          + copy.speedText
      ),
      ("copied", "\(copy.copied.grouped) of \(copy.subject.length.grouped) tokens" + copy.ending),
    ]
    if let mismatch = copy.firstMismatch {
      lines.append(("mismatch", copy.mismatchText(mismatch, copy.subject.alphabet)))
    }
    lines += copy.roundingLines
    return lines.map { hangingParagraph($0.0, $0.1) }.joined(separator: "\n")
  }

  /// A rule other than that of T2.3.
  private func scaleText(_ rule: ScaleRule) -> String {
    rule == .lengthDependent ? "" : ", with the \(rule.name) scale"
  }

  // MARK: - JSON

  /// One JSON object, schema `verbatim.weights-copy/1`.
  var json: JSONValue {
    let rule = model.scaleRule
    let members: JSONObject = [
      "schema": "verbatim.weights-copy/1",
      "model": [
        "file": path.json, "ngram": model.metadata.ngram.json, "alphabet": model.metadata.alphabetSize.json,
        "width": width.json, "parameters": model.parameterCount.json, "nonzeros": model.nonzeros.json,
        "heads": heads.json, "hidden": hidden.json, "softmaxBase": base.rawValue.json,
        "isConstruction": (rule != nil).json, "scaleRule": (rule?.name).json,
        // The digest that certificates give, where the weights are whole numbers.
        "sha256": (copy.model.weights.map { CanonicalWeights(weights: $0).sha256 }).json,
      ],
      "input": .object(ReportSection.input(copy.subject)),
      "run": [
        "kernel": copy.kernel.rawValue.json, "generated": copy.generated.json, "copied": copy.copied.json,
        "terminated": copy.terminated.json, "firstMismatch": copy.firstMismatch.json, "seconds": copy.seconds.json,
        "tokensPerSecond": copy.tokensPerSecond.json, "peakBytes": copy.peakBytes.json,
      ],
    ]
    return .object(JSONObject(members.fields + copy.roundingJSON.fields))
  }

  /// Writes the logits of all positions: after each token of BOS x COPY, and of what was written but for the last
  /// token, one for each token of the vocabulary, as exact as the kernel is.
  func writeLogits(to path: String) throws(Failure) {
    let json: JSONValue = [
      "schema": "verbatim.logits/1", "kernel": copy.kernel.rawValue.json, "tokens": tokens.json,
      "logits": logits.json,
    ]
    try OutputFile.write(json.text(.report), to: path, option: "--logits")
  }
}
