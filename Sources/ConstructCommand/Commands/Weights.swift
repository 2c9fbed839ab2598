import ArgumentParser
import Arithmetic
import Constructions
import ModelFiles

/// `construct weights`: writes the constructed model to a file that other programs read.
struct Weights: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "Write the constructed transformer to a file for other programs.",
    usage: """
      construct weights --ngram <n> --alphabet <D> --output <file>
                        [--scale <scale>] [--format <format>] [--softmax <base>]
                        [--dtype <dtype>] [--limit <bytes>] [--json] [--quiet]
      """,
    discussion: """
      Writes dense tensors, most of whose entries are zero. Examples/pytorch and Examples/numpy run the \
      safetensors file; ONNX files run as they are. 'construct --weights <file>' reads a safetensors file back.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many tokens a lookup compares, n >= 1.", valueName: "n"), transform: wholeNumber)
  var ngram: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many tokens the alphabet has, D >= 2.", valueName: "D"), transform: wholeNumber)
  var alphabet: Int

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write. An old one is replaced once the new one is whole.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      """
      How sharp attention is: 'length-dependent', for any string, or 'length-free', for strings with \
      distinct n-grams, as for a copy. (default: length-dependent)
      """,
      valueName: "scale"),
    transform: namedChoice)
  var scale: ScaleChoice = .lengthDependent

  @Option(
    help: ArgumentHelp(
      """
      'safetensors'; 'onnx', a graph from token numbers to the logits of all positions; or 'onnx-cached', one \
      that also takes and gives the keys and values of earlier positions. (default: safetensors)
      """,
      valueName: "format"),
    transform: namedChoice)
  var format: WeightsFormat = .safetensors

  @Option(
    help: ArgumentHelp(
      """
      The base of the softmax: '2', for which the weights are integers, or 'e', for which W_Q carries the factor \
      ln 2, rounded once. An ONNX file computes its softmax itself, in either case. (default: 2)
      """,
      valueName: "base"),
    transform: namedChoice)
  var softmax: SoftmaxBase = .two

  @Option(
    help: ArgumentHelp(
      """
      The type of the entries: 'f64', 'f32', 'f16', 'bf16' or 'i64'. One that does not hold every weight exactly \
      is refused. (default: f32)
      """,
      valueName: "dtype"),
    transform: namedChoice)
  var dtype: TensorType = .f32

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most bytes that the tensors may take. (default: as much as this machine has memory)", valueName: "bytes"),
    transform: wholeNumber)
  var limit: Int?

  @Flag(help: "Print one JSON object (schema verbatim.weights-file/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing on success.")
  var quiet = false

  func run() throws {
    let parameters: NgramParameters
    do {
      parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabet, scaleRule: scale.rule)
    } catch {
      throw Failure.usage("\(error)")
    }
    let needed = try requireRoom(parameters)
    do {
      let model = try ExportedModel(NgramCopier(parameters), type: dtype, softmaxBase: softmax)
      let bytes = try OutputFile.write(to: output, option: "--output", room: needed) { sink throws(OutputFailure) in
        try write(model, to: sink)
      }
      let report = WeightsReport(
        file: output, format: format, type: dtype, softmaxBase: softmax, size: ConstructionSize(parameters),
        bytes: bytes)
      if !quiet { Console.print(json ? try report.json() : report.text()) }
    } catch let error as ModelFileError {
      throw Failure.usage("\(error)")
    } catch let failure as OutputFailure {
      throw failure.failure
    }
  }

  private func write(
    _ model: ExportedModel, to sink: ([UInt8]) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    do {
      switch format {
      case .safetensors: try model.writeSafetensors(to: sink)
      case .onnx: try sink(try model.onnx(.whole))
      case .onnxCached: try sink(try model.onnx(.cached))
      }
    } catch let error as ModelFileError {
      throw OutputFailure(failure: .usage("\(error)"))
    } catch let failure as OutputFailure {
      throw failure
    } catch {
      throw OutputFailure(failure: .limit("\(error)"))
    }
  }

  /// Refuses a model that is larger than allowed, before it is built; returns the bytes of its tensors.
  private func requireRoom(_ parameters: NgramParameters) throws(Failure) -> Integer {
    let bytes = ExportedModel.byteCount(parameters, type: dtype)
    let subject = "n = \(parameters.ngram), D = \(parameters.alphabetSize): tensors of \(bytes) bytes"
    if let limit, bytes > Integer(limit) { throw .limit("\(subject) > \(limit), the --limit") }
    let available = MachineMemory.available
    if limit == nil, bytes > Integer(available) {
      throw .limit("\(subject) > \(available) bytes that this machine has; --limit allows more")
    }
    if format != .safetensors, bytes >= Integer(ExportedModel.longestONNX) {
      throw .limit("\(subject) >= \(ExportedModel.longestONNX), the most of an ONNX file")
    }
    // The weights as integers and as codes. ONNX messages are made as a whole: the tensors, the message and
    // its bytes.
    let needed =
      MachineMemory.ofProgram + MachineMemory.ofWeights(parameters) * 3
      + (format == .safetensors ? 0 : bytes * 4)
    guard needed <= Integer(available) else {
      throw .limit("\(subject): about \(needed) bytes of memory > \(available) bytes that this machine has")
    }
    return bytes
  }
}

/// The formats of a file of weights.
enum WeightsFormat: String, CaseIterable {
  case safetensors
  case onnx
  case onnxCached = "onnx-cached"
}
