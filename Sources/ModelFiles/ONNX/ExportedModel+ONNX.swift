import Arithmetic
import SwiftProtobuf
import Transformers

extension ExportedModel {
  /// The two graphs that a model is exported as.
  public enum ONNXForm: Sendable {
    /// `tokens [batch, sequence]` to `logits [batch, sequence, V]`.
    case whole

    /// Also takes `past_key_values.0.key [batch, heads, past, e]`, `.value`, and those of layer 1, and gives
    /// `present.0.key` and so on, with the keys and values of `tokens` appended. The first call passes a past
    /// of length 0.
    case cached
  }

  /// The version of the standard operators: all that are used are in it, and every runtime since 2022 has it.
  static let operatorSet = 17

  /// The version of the file format that goes with it.
  private static let fileVersion = 8

  /// The most bytes of a file: protocol buffers end at 2 GiB.
  public static let longestONNX = Int(Int32.max)

  /// The bytes of an ONNX file.
  ///
  /// Token numbers are 64-bit integers. Where the model has base 2 the graph multiplies scores by ln 2.
  ///
  /// - Throws: `ModelFileError` for a type that runtimes do not compute in, or a file that would be too long.
  public func onnx(_ form: ONNXForm) throws(ModelFileError) -> [UInt8] {
    let elementType: Onnx_TensorProto.DataType
    switch type {
    case .f64: elementType = .double
    case .f32: elementType = .float
    case .f16: elementType = .float16
    case .bf16, .i64:
      throw ModelFileError("ONNX in \(type.rawValue): expected f64, f32 or f16, which runtimes compute in")
    }
    let size = tensors.reduce(0) { $0 + $1.byteCount }
    guard size < ExportedModel.longestONNX else {
      throw ModelFileError("ONNX: \(size) bytes of tensors >= \(ExportedModel.longestONNX), the most of a file")
    }
    var writer = ONNXModelWriter(self, form: form, graph: ONNXGraph(name: "verbatim", type: elementType))
    try writer.write()
    let model = Onnx_ModelProto.with {
      $0.irVersion = Int64(ExportedModel.fileVersion)
      $0.producerName = "verbatim"
      $0.graph = writer.graph.graph
      $0.opsetImport = [
        .with {
          $0.domain = ""
          $0.version = Int64(ExportedModel.operatorSet)
        }
      ]
      $0.metadataProps = metadata.entries.map { entry in
        .with {
          $0.key = entry.key
          $0.value = entry.value
        }
      }
    }
    do { return try model.serializedBytes() } catch { throw ModelFileError("ONNX: \(error)") }
  }
}

/// Writes the operators of a model, in the order of the forward pass.
private struct ONNXModelWriter {
  private let model: ExportedModel
  private let form: ExportedModel.ONNXForm
  private(set) var graph: ONNXGraph

  init(_ model: ExportedModel, form: ExportedModel.ONNXForm, graph: ONNXGraph) {
    self.model = model
    self.form = form
    self.graph = graph
  }

  /// Tensors by name.
  private var tensors: [String: DenseTensor] {
    Dictionary(model.tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func write() throws(ModelFileError) {
    let tensors = tensors
    let tokens = graph.input("tokens", .int64, [.named("batch"), .named("sequence")])
    // Scores of positions that are not seen are minus infinity.
    let zero = scalar("zero", 0)
    let hidden = constant("minus_infinity", infinityCode, shape: [])
    var scale: String?
    if model.metadata.softmaxBase == .two { scale = constant("ln_2", try logarithmOfTwo(), shape: []) }
    let past = model.weights.layers.indices.map { index in pastInputs(index) }
    let offsets = offsets(tokens: tokens, pastKeys: past.first??.key)
    let embedding = matrix(tensors[TensorName.embedding.description], transposed: false)
    var residual = graph.apply("Gather", [embedding, tokens])
    for (index, layer) in model.weights.layers.enumerated() {
      let bias = bias(index, layer, offsets: offsets, zero: zero, hidden: hidden)
      residual = attention(
        index, layer, residual, tensors, bias: bias, scale: scale, past: past[index])
      if layer.perceptron != nil { residual = perceptron(index, residual, tensors) }
    }
    let logits = graph.apply(
      "MatMul", [residual, matrix(tensors[TensorName.unembedding.description], transposed: true)], as: "logits")
    graph.output(
      logits, graph.type,
      [.named("batch"), .named("sequence"), .fixed(model.weights.vocabularySize)])
  }

  // MARK: - Constants

  /// A matrix of the model. Activations are rows here, so that W x becomes x W^T.
  private mutating func matrix(_ tensor: DenseTensor?, transposed: Bool) -> String {
    guard let tensor else { preconditionFailure("a tensor that the model does not have") }
    guard transposed else {
      return graph.constant(tensor.name, graph.type, shape: tensor.shape, bytes: tensor.bytes)
    }
    let turned = DenseTensor(
      tensor.name + ".T", tensor.type, shape: tensor.shape.reversed(), tensor.entries.transposed)
    return graph.constant(turned.name, graph.type, shape: turned.shape, bytes: turned.bytes)
  }

  private mutating func constant(_ name: String, _ code: UInt64, shape: [Int]) -> String {
    let bytes = (0..<model.type.size).map { UInt8(truncatingIfNeeded: code >> UInt64(8 * $0)) }
    return graph.constant(name, graph.type, shape: shape, bytes: bytes)
  }

  private mutating func scalar(_ name: String, _ value: Int) -> String {
    constant(name, model.type.code(exactly: Rational(value)) ?? 0, shape: [])
  }

  private var infinityCode: UInt64 {
    switch model.type {
    case .f64: (-Double.infinity).bitPattern
    case .f32: UInt64((-Float.infinity).bitPattern)
    default: UInt64((-Float16.infinity).bitPattern)
    }
  }

  private func logarithmOfTwo() throws(ModelFileError) -> UInt64 {
    let type = model.type
    let code = NaturalLogarithmOfTwo.product(1, timesReciprocal: false) { type.code(from: $0, through: $1) }
    guard let code else { throw ModelFileError("ln 2 cannot be rounded to \(type.rawValue)") }
    return code
  }

  // MARK: - Parts of the model

  /// Declares the inputs that hold what earlier calls read.
  private mutating func pastInputs(_ index: Int) -> (key: String, value: String)? {
    guard form == .cached else { return nil }
    let shape = cacheShape(index, positions: "past")
    return (
      graph.input("past_key_values.\(index).key", graph.type, shape),
      graph.input("past_key_values.\(index).value", graph.type, shape)
    )
  }

  private func cacheShape(_ index: Int, positions: String) -> [ONNXGraph.Size] {
    let layer = model.weights.layers[index]
    return [.named("batch"), .fixed(layer.heads.count), .named(positions), .fixed(layer.headSize)]
  }

  /// i - j for every query position i and key position j: a matrix.
  private mutating func offsets(tokens: String, pastKeys: String?) -> String {
    let one = graph.integers("one", [1], shape: [])
    let first = graph.integers("first", [0], shape: [])
    let axisOfSequence = graph.integers("axis_of_sequence", [1], shape: [])
    var length = graph.apply("Gather", [graph.apply("Shape", [tokens]), axisOfSequence])
    var start = first
    if let pastKeys {
      let axisOfPast = graph.integers("axis_of_past", [2], shape: [])
      start = graph.apply("Gather", [graph.apply("Shape", [pastKeys]), axisOfPast])
      length = graph.apply("Add", [start, length])
    }
    let queries = graph.apply("Range", [start, length, one])
    let keys = graph.apply("Range", [first, length, one])
    let columns = graph.integers("columns", [1], shape: [1])
    let rows = graph.integers("rows", [0], shape: [1])
    return graph.apply(
      "Sub",
      [graph.apply("Unsqueeze", [queries, columns]), graph.apply("Unsqueeze", [keys, rows])], as: "offsets")
  }

  /// Hard-ALiBi: 0 where 0 <= i - j < window, minus infinity elsewhere, for each head.
  private mutating func bias(
    _ index: Int, _ layer: LayerWeights<UInt64>, offsets: String, zero: String, hidden: String
  ) -> String {
    let sizes = layer.heads.map { head in
      switch head.window {
      case .last(let size): size
      case .all: Int.max
      }
    }
    let windows = graph.integers(
      LayerTensor.window.name(inLayer: index), sizes, shape: [layer.heads.count, 1, 1])
    let inWindow = graph.apply("Less", [offsets, windows])
    let isPast = graph.apply("Not", [graph.apply("Less", [offsets, "first"])])
    return graph.apply("Where", [graph.apply("And", [inWindow, isPast]), zero, hidden])
  }

  /// Attention of all heads of a layer, added to the residual stream.
  private mutating func attention(
    _ index: Int, _ layer: LayerWeights<UInt64>, _ residual: String, _ tensors: [String: DenseTensor],
    bias: String, scale: String?, past: (key: String, value: String)?
  ) -> String {
    // 0 keeps a size: [batch, sequence, heads, e], and [batch, sequence, heads e].
    let apart = graph.integers(
      "layers.\(index).heads_apart", [0, 0, layer.heads.count, layer.headSize], shape: [4])
    let joined = graph.integers(
      "layers.\(index).heads_joined", [0, 0, layer.heads.count * layer.headSize], shape: [3])
    let projected = [LayerTensor.query, .key, .value].map { tensor in
      let weight = matrix(tensors[tensor.name(inLayer: index)], transposed: true)
      let flat = graph.apply("MatMul", [residual, weight])
      return graph.apply(
        "Transpose", [graph.apply("Reshape", [flat, apart])], [.integers("perm", [0, 2, 1, 3])])
    }
    var (keys, values) = (projected[1], projected[2])
    if let past {
      keys = graph.apply("Concat", [past.key, keys], [.integer("axis", 2)], as: "present.\(index).key")
      values = graph.apply(
        "Concat", [past.value, values], [.integer("axis", 2)], as: "present.\(index).value")
      graph.output(keys, graph.type, cacheShape(index, positions: "positions"))
      graph.output(values, graph.type, cacheShape(index, positions: "positions"))
    }
    let turned = graph.apply("Transpose", [keys], [.integers("perm", [0, 1, 3, 2])])
    var scores = graph.apply("MatMul", [projected[0], turned])
    if let scale { scores = graph.apply("Mul", [scores, scale]) }
    let weights = graph.apply(
      "Softmax", [graph.apply("Add", [scores, bias])], [.integer("axis", -1)])
    let seen = graph.apply(
      "Transpose", [graph.apply("MatMul", [weights, values])], [.integers("perm", [0, 2, 1, 3])])
    let output = matrix(tensors[LayerTensor.attentionOutput.name(inLayer: index)], transposed: true)
    return graph.apply(
      "Add", [residual, graph.apply("MatMul", [graph.apply("Reshape", [seen, joined]), output])])
  }

  /// The ReLU layer, added to the residual stream.
  private mutating func perceptron(
    _ index: Int, _ residual: String, _ tensors: [String: DenseTensor]
  ) -> String {
    let input = matrix(tensors[LayerTensor.hidden.name(inLayer: index)], transposed: true)
    let output = matrix(tensors[LayerTensor.hiddenOutput.name(inLayer: index)], transposed: true)
    guard let tensor = tensors[LayerTensor.bias.name(inLayer: index)] else {
      preconditionFailure("a ReLU layer without biases")
    }
    let bias = graph.constant(tensor.name, graph.type, shape: tensor.shape, bytes: tensor.bytes)
    let hidden = graph.apply(
      "Relu", [graph.apply("Add", [graph.apply("MatMul", [residual, input]), bias])])
    return graph.apply("Add", [residual, graph.apply("MatMul", [hidden, output])])
  }
}
