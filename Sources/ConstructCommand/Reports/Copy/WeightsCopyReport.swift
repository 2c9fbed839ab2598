import Arithmetic
import Certificates
import Constructions
import CopyTask
import ModelFiles
import Transformers

/// What there is to say of a copy by a model from a file. Nothing is proved about such a model.
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
    return hangingParagraphs(lines)
  }

  /// A rule other than that of T2.3.
  private func scaleText(_ rule: ScaleRule) -> String {
    rule == .lengthDependent ? "" : ", with the \(rule.name) scale"
  }

  // MARK: - JSON

  private struct Document: Encodable {
    struct Model: Encodable {
      let file: String
      @OrNull var ngram: Int?
      let alphabet, width, parameters, nonzeros: Int
      let heads, hidden: [Int]
      let softmaxBase: String
      let isConstruction: Bool
      @OrNull var scaleRule: String?
      /// The digest that certificates give, where the weights are whole numbers.
      @OrNull var sha256: String?
    }

    struct Run: Encodable {
      let kernel: String
      let generated, copied: Int
      let terminated: Bool
      @OrNull var firstMismatch: ReportSection.Mismatch?
      let seconds, tokensPerSecond: Double
      let peakBytes: Int
    }

    let schema = "verbatim.weights-copy/1"
    let model: Model
    let input: ReportSection.Input
    let run: Run
  }

  /// One JSON object.
  func json() throws -> String {
    let rule = model.scaleRule
    return try reportJSON(
      Document(
        model: .init(
          file: path, ngram: model.metadata.ngram, alphabet: model.metadata.alphabetSize, width: width,
          parameters: model.parameterCount, nonzeros: model.nonzeros, heads: heads, hidden: hidden,
          softmaxBase: base.rawValue, isConstruction: rule != nil, scaleRule: rule?.name,
          sha256: copy.model.weights.map { CanonicalWeights(weights: $0).sha256 }),
        input: .init(copy.subject),
        run: .init(
          kernel: copy.kernel.rawValue, generated: copy.generated, copied: copy.copied,
          terminated: copy.terminated,
          firstMismatch: copy.firstMismatch.map(ReportSection.Mismatch.init),
          seconds: copy.seconds, tokensPerSecond: copy.tokensPerSecond, peakBytes: copy.peakBytes)))
  }

  private struct LogitsDocument: Encodable {
    let schema = "verbatim.logits/1"
    let kernel: String
    /// BOS x COPY and what was written, but for the last token: everything that was read.
    let tokens: [Int]
    /// After each of these tokens one logit for each token of the vocabulary, as exact as the kernel is.
    let logits: [[ReportedNumber]]
  }

  /// Writes the logits of all positions.
  func writeLogits(to path: String) throws {
    let document = LogitsDocument(kernel: copy.kernel.rawValue, tokens: tokens, logits: logits)
    try OutputFile.write(try reportJSON(document), to: path, option: "--logits")
  }
}
