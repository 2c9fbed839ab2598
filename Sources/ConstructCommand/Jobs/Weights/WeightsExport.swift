import Arithmetic
import Constructions
import ModelFiles

/// The formats of a file of weights.
enum WeightsFormat: String, CaseIterable {
  case safetensors
  case onnx
  case onnxCached = "onnx-cached"

  /// How the names of its files end.
  private var suffix: String { self == .safetensors ? ".safetensors" : ".onnx" }

  /// Endings of files that are not written here.
  private static let others = [".gguf", ".pt", ".pth", ".pkl", ".bin", ".npz", ".npy", ".h5", ".json", ".zip", ".gz"]

  /// The format of a file that is to have this name: the one chosen, or what the name says.
  ///
  /// - Throws: `Failure` where the name says something else.
  init(chosen: WeightsFormat?, path: String) throws(Failure) {
    let name = path.lowercased()
    let named = [WeightsFormat.safetensors, .onnx].first { name.hasSuffix($0.suffix) }
    let format = chosen ?? named ?? .safetensors
    if let other = WeightsFormat.others.first(where: name.hasSuffix) {
      throw .usage("--output \(path): a name that ends in \(other); expected .safetensors or .onnx")
    }
    if let named, named.suffix != format.suffix {
      throw .usage("--output \(path) with --format \(format.rawValue): expected a name that ends in \(format.suffix)")
    }
    self = format
  }
}

/// The constructed model, to be written to a file that other programs read.
struct WeightsExport {
  let parameters: NgramParameters
  let path: String
  let format: WeightsFormat
  let type: TensorType
  let softmaxBase: SoftmaxBase

  /// The most bytes that the tensors may take; `usualLimit` if it is `nil`.
  let limit: Int?

  /// What nobody asks for by accident: 4 GiB.
  static let usualLimit = 1 << 32

  /// Writes the file.
  func report() throws -> WeightsReport {
    let bytes = ExportedModel.byteCount(parameters, type: type)
    try requireRoom(bytes)
    let model = try ExportedModel(NgramCopier(parameters), type: type, softmaxBase: softmaxBase)
    let written = try OutputFile.write(to: path, option: "--output", room: bytes) { sink throws(Failure) in
      switch format {
      case .safetensors: try model.writeSafetensors(to: sink)
      case .onnx: try sink(try onnx(model, .whole))
      case .onnxCached: try sink(try onnx(model, .cached))
      }
    }
    return WeightsReport(
      file: path, format: format, type: type, softmaxBase: softmaxBase, size: ConstructionSize(parameters),
      bytes: written)
  }

  /// Refuses a model that is larger than allowed, before it is built.
  private func requireRoom(_ bytes: Integer) throws(Failure) {
    let subject = "n = \(parameters.ngram), D = \(parameters.alphabetSize): tensors of \(bytes) bytes"
    if let limit, bytes > Integer(limit) { throw .limit("\(subject) > \(limit), the --limit") }
    let available = Machine.memory
    if limit == nil {
      if bytes > Integer(available) {
        throw .limit("\(subject) > \(available) bytes that this machine has; --limit allows more")
      }
      if bytes > Integer(WeightsExport.usualLimit) {
        throw .limit("\(subject) > \(WeightsExport.usualLimit), 4 GiB; --limit allows more")
      }
    }
    if format != .safetensors, bytes >= Integer(ExportedModel.longestONNX) {
      throw .limit("\(subject) >= \(ExportedModel.longestONNX), the most of an ONNX file")
    }
    // The weights as integers and as codes. ONNX messages are made as a whole: the tensors, the message and
    // its bytes.
    let needed =
      CopyMemory.ofProgram + CopyMemory.ofWeights(parameters) * 3 + (format == .safetensors ? 0 : bytes * 4)
    guard needed <= Integer(available) else {
      throw .limit("\(subject): about \(needed) bytes of memory > \(available) bytes that this machine has")
    }
  }

  private func onnx(_ model: ExportedModel, _ form: ExportedModel.ONNXForm) throws(Failure) -> [UInt8] {
    do { return try model.onnx(form) } catch { throw .usage("\(error)") }
  }
}
