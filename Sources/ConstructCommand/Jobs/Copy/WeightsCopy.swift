import Arithmetic
import CopyTask
import ModelFiles

/// A copy with the model of a file instead of the construction.
struct WeightsCopy {
  let path: String
  let model: LoadedModel
  let plan: CopyPlan

  /// The type of the numbers in which the matrices are multiplied.
  let numberType: any KernelScalar.Type

  /// Where the logits of all positions go, if anywhere.
  let logits: String?

  /// Reads the model and decides the rest: D, and n where the user gave none, are the model's.
  ///
  /// - Throws: `Failure` for a file that is no model, for a string that is not one of its, and for a kernel that
  ///   computes nothing but the construction.
  init(_ path: String, _ request: CopyRequest, logits: String?) throws {
    model = try WeightsCopy.model(at: path)
    var request = request
    request.string = try WeightsCopy.completed(request.string, by: model, path)
    plan = try CopyPlan(request)
    let kernel = plan.method.kernel
    guard case .reference(let numberType) = kernel.evaluator else {
      throw Failure.usage(
        "--kernel \(kernel.rawValue) with --weights \(path): expected one that multiplies the matrices")
    }
    (self.path, self.logits, self.numberType) = (path, logits, numberType)
  }

  private static func model(at path: String) throws(Failure) -> LoadedModel {
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
