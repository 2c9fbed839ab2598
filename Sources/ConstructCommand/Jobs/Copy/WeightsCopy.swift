import Arithmetic
import CopyTask
import Engines
import ModelFiles
import Transformers

/// A copy with the model of a file instead of the construction.
struct WeightsCopy {
  let path: String
  let model: LoadedModel
  let plan: CopyPlan

  /// What evaluates the model.
  let evaluator: Kernel.Evaluator

  /// The weights, where they are whole numbers and scores are powers of two.
  let integers: TransformerWeights<Int>?

  /// Why this kernel was taken, where the user chose none.
  let kernelReason: String?

  /// Where the logits of all positions go, if anywhere.
  let logits: String?

  /// Reads the model and decides the rest: D, and n where the user gave none, are the model's.
  ///
  /// - Throws: `Failure` for a file that is no model, for a string that is not one of its, and for an engine that
  ///   was chosen although the weights are not of the form that it computes.
  init(_ path: String, _ request: CopyRequest, logits: String?) throws {
    model = try WeightsCopy.model(at: path)
    let form = WeightsCopy.form(of: model)
    integers = form.weights
    let kernel: Kernel?
    let reason: String?
    switch (request.kernel, form.problem) {
    case (let chosen?, let problem):
      kernel = chosen
      reason = nil
      if case .engine = chosen.evaluator {
        if let problem { throw Failure.usage("--kernel \(chosen.rawValue) with --weights \(path): \(problem)") }
        if let logits {
          throw Failure.usage(
            "--logits \(logits) with --kernel \(chosen.rawValue): expected one that multiplies the matrices")
        }
      }
    case (nil, let problem?): (kernel, reason) = (.float64, "not of the form of the engines: \(problem)")
    case (nil, nil):
      // Which engine is for the plan to say.
      (kernel, reason) =
        logits == nil
        ? (nil, "every weight fits the form that the engines compute") : (.float64, "logits are asked for")
    }
    var request = request
    request.kernel = kernel
    request.string = try WeightsCopy.completed(request.string, by: model, path)
    plan = try CopyPlan(request)
    evaluator = plan.method.kernel.evaluator
    let reasons = [reason, plan.method.kernelReason].compactMap { $0 }
    kernelReason = reasons.isEmpty ? nil : reasons.joined(separator: ", and ")
    (self.path, self.logits) = (path, logits)
  }

  /// The weights as integers, and why no engine computes them, if there is a reason.
  private static func form(of model: LoadedModel) -> (weights: TransformerWeights<Int>?, problem: String?) {
    do throws(ModelFileError) {
      let weights = try model.integerWeights()
      do throws(PackedFormError) {
        _ = try PackedForm(of: weights)
        return (weights, nil)
      } catch {
        return (weights, "\(error)")
      }
    } catch {
      return (nil, "\(error)")
    }
  }

  /// The model of a file.
  static func model(at path: String) throws(Failure) -> LoadedModel {
    let bytes = try TextFile.bytesIfPresent(at: path, option: "--weights") { size throws(Failure) in
      // Each entry becomes a rational number and an index, then a number of the kernel.
      let needed = CopyMemory.ofProgram + Integer(size) * 40
      guard needed <= Integer(Machine.memory) else {
        throw .limit(
          "--weights \(path): \(size) bytes, which may take \(needed) bytes as a model > "
            + "\(Machine.memory) bytes that this machine has")
      }
    }
    guard let bytes else { throw .usage("--weights \(path): no such file") }
    if let found = FileSignature(bytes), found != .safetensors {
      throw .usage("--weights \(path): \(found.rawValue); expected \(FileSignature.safetensors.rawValue)")
    }
    do { return try LoadedModel(safetensors: bytes) } catch { throw .usage("--weights \(path): \(error)") }
  }

  /// The string with what the model says of it.
  private static func completed(
    _ string: StringRequest, by model: LoadedModel, _ path: String
  ) throws(Failure) -> StringRequest {
    let size = model.metadata.alphabetSize
    if let alphabet = string.alphabet, alphabet != size {
      throw .usage("--alphabet \(alphabet) with --weights \(path): expected \(size), which the model has")
    }
    if let text = string.text, size != Alphabet.bytes.size {
      throw .usage(
        "--text \(text) with --weights \(path): the model has \(size) content tokens, expected "
          + "\(Alphabet.bytes.size), one for each byte")
    }
    var string = string
    string.ngram = string.ngram ?? model.metadata.ngram
    if string.text == nil { string.alphabet = size }
    guard string.ngram != nil || string.text != nil else {
      throw .usage("--weights \(path): its metadata has no n, expected --ngram for the string to copy")
    }
    return string
  }

  /// Runs the copy, and writes the logits.
  func report() throws -> WeightsCopyReport {
    let report = try run(CopyInput(plan.string))
    if let logits { try report.writeLogits(to: logits) }
    return report
  }
}
