import Arithmetic
import Constructions
import CopyTask
import ModelFiles
import Transformers

extension WeightsCopy {
  /// Copies a string with the model.
  func run(_ input: CopyInput) throws -> WeightsCopyReport {
    do { return try run(numberType, input) } catch let error as ModelFileError {
      throw Failure.usage("--weights \(path): \(error)")
    } catch let error as ScalarError {
      throw Failure.usage("--weights \(path) in exact arithmetic: \(error)")
    }
  }

  /// Decodes greedily until EOS, until L + 1 tokens are written, or until an argmax is not certain.
  ///
  /// `CopyRun` watches the construction's one head of the second layer; here nothing is known of the heads.
  private func run<Element: KernelScalar>(_ type: Element.Type, _ input: CopyInput) throws -> WeightsCopyReport {
    let transformer = try Element.transformer(model, Element.format(plan.method.precision))
    let prompt = input.prompt
    let watch = Stopwatch()
    var decoder = Decoder(
      transformer, capacity: prompt.count + prompt.length + 1, workers: plan.method.workers)
    let keepsLogits = logits != nil
    var logits: [[ReportedNumber]] = []
    var read: [Token] = []
    var generated: [Token] = []
    var uncertainty: ArgmaxError?
    for token in prompt.tokens.dropLast() {
      read.append(token)
      if keepsLogits {
        logits.append(try decoder.step(token).logits.map(\.reported))
      } else {
        try decoder.read(token)
      }
    }
    var token = prompt.alphabet.copy
    while generated.count <= prompt.length, generated.last != prompt.alphabet.eos, uncertainty == nil {
      read.append(token)
      let values = try decoder.step(token).logits
      if keepsLogits { logits.append(values.map(\.reported)) }
      do {
        token = try certainArgmax(values)
        generated.append(token)
      } catch {
        uncertainty = error
      }
    }
    let seconds = watch.seconds
    let run = CopyRun<Element>(
      of: prompt, generated: generated, minAttention: nil, minMargin: nil, uncertainty: uncertainty)
    return WeightsCopyReport(
      path: path, model: model, copy: CopyReport(run, of: input.subject, by: plan.method, seconds: seconds),
      tokens: read, logits: logits)
  }
}
