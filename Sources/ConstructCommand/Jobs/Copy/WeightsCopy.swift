import Arithmetic
import Constructions
import CopyTask
import ModelFiles
import Transformers

extension Copy {
  /// Copies with the model of the file `path` instead of the construction.
  func reportOfWeights(_ path: String) throws -> WeightsCopyReport {
    if let kernel, [.packed, .indexed].contains(kernel) {
      throw Failure.usage(
        "--kernel \(kernel.rawValue) with --weights \(path): expected one that multiplies the matrices")
    }
    if let checkpoint {
      throw Failure.usage("--checkpoint \(checkpoint) with --weights \(path): expected one of the two")
    }
    if let certificate {
      throw Failure.usage("--certificate \(certificate) with --weights \(path): expected one of the two")
    }
    guard !path.isEmpty else { throw Failure.usage("--weights '': expected a path") }
    guard let bytes = try TextFile.bytesIfPresent(at: path, option: "--weights", requiring: { size throws(Failure) in
      // Each entry becomes a rational number and an index, then a number of the kernel.
      let needed = MachineMemory.ofProgram + Integer(size) * 40
      guard needed <= Integer(MachineMemory.available) else {
        throw Failure.limit(
          "--weights \(path): \(size) bytes, which may take \(needed) bytes as a model > "
            + "\(MachineMemory.available) bytes that this machine has")
      }
    }) else { throw Failure.usage("--weights \(path): no such file") }
    let model: LoadedModel
    do { model = try LoadedModel(safetensors: bytes) } catch {
      throw Failure.usage("--weights \(path): \(error)")
    }
    let command = try completed(by: model, path)
    let settings = try CopySettings(command)
    let input = try command.heldInput(settings)
    let report = try WeightsCopyRunner(
      path: path, model: model, input: input, settings: settings, keepsLogits: logits != nil
    ).report()
    if let logits { try report.writeLogits(to: logits) }
    return report
  }

  /// The command with what the model says: its alphabet, its n where the user gave none, and a kernel.
  private func completed(by model: LoadedModel, _ path: String) throws(Failure) -> Copy {
    let size = model.metadata.alphabetSize
    if let alphabet = string.alphabet, alphabet != size {
      throw .usage("--alphabet \(alphabet) with --weights \(path): expected \(size), which the model has")
    }
    if let text = string.text, size != Alphabet.bytes.size {
      throw .usage(
        "--text \(text) with --weights \(path): the model has \(size) content tokens, expected "
          + "\(Alphabet.bytes.size), one for each byte")
    }
    var command = self
    command.kernel = kernel ?? .float64
    command.string.ngram = string.ngram ?? model.metadata.ngram
    if string.text == nil { command.string.alphabet = size }
    guard command.string.ngram != nil || string.text != nil else {
      throw .usage("--weights \(path): its metadata has no n, expected --ngram for the string to copy")
    }
    return command
  }
}

/// Runs one copy with a model from a file.
struct WeightsCopyRunner {
  let path: String
  let model: LoadedModel
  let input: CopyInput
  let settings: CopySettings
  let keepsLogits: Bool

  func report() throws -> WeightsCopyReport {
    do {
      switch settings.chosenKernel ?? .float64 {
      case .rational: return try run(try model.exactTransformer())
      case .interval: return try run(Interval.self, settings.precision)
      case .bigfloat: return try run(BigFloat.self, settings.precision)
      case .float32: return try run(Float.self, ())
      case .float16: return try run(Float16.self, ())
      case .bfloat16: return try run(BFloat16.self, ())
      case .float8e4m3: return try run(Float8E4M3.self, ())
      case .float8e5m2: return try run(Float8E5M2.self, ())
      case .float64, .packed, .indexed: return try run(Double.self, ())
      }
    } catch let error as ModelFileError {
      throw Failure.usage("--weights \(path): \(error)")
    } catch let error as ScalarError {
      throw Failure.usage("--weights \(path) in exact arithmetic: \(error)")
    }
  }

  private func run<Element: ReportableScalar & EnclosureRounding>(
    _ type: Element.Type, _ format: Element.Format
  ) throws -> WeightsCopyReport {
    try run(try model.transformer(type, format: format))
  }

  /// Decodes greedily until EOS, until L + 1 tokens are written, or until an argmax is not certain.
  ///
  /// `CopyRun` watches the construction's one head of the second layer; here nothing is known of the heads.
  private func run<Element: ReportableScalar>(
    _ transformer: Transformer<Element>
  ) throws -> WeightsCopyReport {
    let prompt = input.prompt
    let clock = ContinuousClock()
    let start = clock.now
    var decoder = Decoder(transformer, capacity: prompt.count + prompt.length + 1, workers: settings.workers)
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
    let seconds = (clock.now - start).seconds
    let run = CopyRun<Element>(
      of: prompt, generated: generated, minAttention: nil, minMargin: nil, uncertainty: uncertainty)
    return WeightsCopyReport(
      path: path, model: model,
      copy: CopyReport(
        run, input: input, kernel: settings.chosenKernel ?? .float64, settings: settings, seconds: seconds,
        certification: nil),
      tokens: read, logits: logits)
  }
}
