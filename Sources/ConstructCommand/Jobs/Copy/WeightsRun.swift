import Arithmetic
import Constructions
import CopyTask
import Engines
import ModelFiles
import Transformers

extension WeightsCopy {
  /// Copies a string with the model.
  func run(_ input: CopyInput) throws -> WeightsCopyReport {
    do {
      switch evaluator {
      case .engine(let engine): return try run(engine, input)
      case .reference(let type): return try run(type, input)
      }
    } catch let error as ModelFileError {
      throw Failure.usage("--weights \(path): \(error)")
    } catch let error as ScalarError {
      throw Failure.usage("--weights \(path) in exact arithmetic: \(error)")
    }
  }

  /// The model as a report on the string takes it.
  private var copyModel: CopyModel { CopyModel(integers, plan.string.parameters) }

  private func run(_ engine: some KernelRun, _ input: CopyInput) throws -> WeightsCopyReport {
    let watch = Stopwatch()
    // Engines go by the model's n. That of the string says which of its n-grams are compared.
    let (copy, certification) = try engine.copy(
      input, with: copyModel, workers: plan.method.workers, progress: { _ in })
    return report(copy, input, seconds: watch.seconds, certification: certification)
  }

  /// Decodes greedily until EOS, until L + 1 tokens are written, or until an argmax is not certain.
  ///
  /// `CopyRun` watches the construction's one head of the second layer; here nothing is known of the heads.
  private func run<Element: KernelScalar>(_ type: Element.Type, _ input: CopyInput) throws -> WeightsCopyReport {
    let transformer = try Element.transformer(model, Element.format(plan.method.precision))
    let prompt = input.prompt
    let watch = Stopwatch()
    let keepsLogits = logits != nil
    var logits: [[ReportedNumber]] = []
    var read: [Token] = []
    let decoding = try GreedyDecoding(
      after: prompt.tokens, end: prompt.alphabet.eos, limit: prompt.length + 1, by: transformer,
      workers: plan.method.workers, evaluatesPrompt: keepsLogits,
      observer: { reading in
        read.append(reading.token)
        if keepsLogits, let values = reading.activations?.logits { logits.append(values.map(\.reported)) }
      })
    let run = CopyRun<Element>(
      of: prompt, generated: decoding.generated, minAttention: nil, minMargin: nil, uncertainty: decoding.uncertainty)
    return report(run, input, seconds: watch.seconds, tokens: read, logits: logits)
  }

  private func report<Element: ReportableScalar>(
    _ run: CopyRun<Element>, _ input: CopyInput, seconds: Double, certification: CopyReport.Certification? = nil,
    tokens: [Token] = [], logits: [[ReportedNumber]] = []
  ) -> WeightsCopyReport {
    var copy = CopyReport(
      run, of: input.subject, with: copyModel, by: plan.method, seconds: seconds, certification: certification)
    copy.rounding = verdict(input)
    return WeightsCopyReport(
      path: path, model: model, kernelReason: kernelReason, copy: copy, tokens: tokens, logits: logits)
  }

  /// What X.rounding says of a kernel that rounds: nothing, unless every weight is the construction's.
  private func verdict(_ input: CopyInput) -> RoundingVerdict? {
    let kernel = plan.method.kernel
    guard !kernel.isCertain else { return nil }
    guard let rule = model.scaleRule, let ngram = model.metadata.ngram,
      let parameters = try? NgramParameters(
        ngram: ngram, alphabetSize: model.metadata.alphabetSize, scaleRule: rule)
    else { return RoundingVerdict(unknown: "the theorem is about the construction's weights, which these are not") }
    // The string may have been described by another n than the model's.
    let statistics = input.subject.statistics
    let areDistinct =
      statistics.order == ngram
      ? statistics.areDistinct : NgramStatistics(of: input.prompt.content, order: ngram).areDistinct
    return RoundingVerdict(kernel, parameters, length: input.prompt.length, areDistinct: areDistinct)
  }
}
