import Constructions
import CopyTask
import ModelFiles
import TestSupport
import Testing

/// ONNX files, read with nothing but the wire format of protocol buffers and field numbers from the public
/// schema. That runtimes run them is checked by `Tools/models/check`.
@Suite struct ONNXTests {
  /// Operators of the standard set, no later than its version 17.
  private static let standard: Set<String> = [
    "Add", "And", "Concat", "Gather", "Less", "MatMul", "Mul", "Not", "Range", "Relu", "Reshape", "Shape",
    "Softmax", "Sub", "Transpose", "Unsqueeze", "Where",
  ]

  @Test(arguments: [TensorType.f64, .f32, .f16], [SoftmaxBase.two, .e])
  func everyValueIsMadeBeforeItIsUsed(type: TensorType, base: SoftmaxBase) throws {
    forAll(.int(in: 0...1_000_000), seeds: 0..<2, trials: 2) { seed in
      var source = SplitMix64(seed: UInt64(seed))
      let small = SmallModel(using: &source, softmaxBase: base)
      let model = try ExportedModel(small.weights, metadata: small.metadata, type: type)
      for form in [ExportedModel.ONNXForm.whole, .cached] {
        let message = try Message(model.onnx(form))
        guard message.numbers(1) == [8] else { return false }
        let sets = try message.messages(8)
        // One set of operators: the standard one, whose domain is the empty string.
        guard sets.count == 1, sets[0].texts(1) == [""], sets[0].numbers(2) == [17] else { return false }
        let entries = try message.messages(14).map { $0.texts(1) + $0.texts(2) }
        guard entries == small.metadata.entries.map({ [$0.key, $0.value] }) else { return false }
        guard try isWellFormed(try #require(message.messages(7).first), type, form) else { return false }
      }
      return true
    }
  }

  private func isWellFormed(
    _ graph: Message, _ type: TensorType, _ form: ExportedModel.ONNXForm
  ) throws -> Bool {
    var known = Set(try graph.messages(11).flatMap { $0.texts(1) })
    let caches = ["0.key", "0.value", "1.key", "1.value"]
    let pasts = form == .cached ? caches.map { "past_key_values." + $0 } : []
    guard known == Set(["tokens"] + pasts) else { return false }
    for tensor in try graph.messages(5) {
      // INT64, or the numbers of FLOAT, FLOAT16 and DOUBLE.
      let size = tensor.numbers(2) == [7] ? 8 : type.size
      let due: UInt64 = type == .f64 ? 11 : type == .f32 ? 1 : 10
      guard [[7], [due]].contains(tensor.numbers(2)),
        tensor.fields(9)[0].count == tensor.numbers(1).reduce(size, { $0 * Int($1) })
      else { return false }
      guard known.insert(tensor.texts(8)[0]).inserted else { return false }
    }
    for node in try graph.messages(1) {
      guard ONNXTests.standard.contains(node.texts(4)[0]), node.texts(7).isEmpty else { return false }
      guard node.texts(1).allSatisfy(known.contains) else { return false }
      // Every name is given once.
      for output in node.texts(2) where !known.insert(output).inserted { return false }
    }
    let outputs = try graph.messages(12).flatMap { $0.texts(1) }
    let presents = form == .cached ? caches.map { "present." + $0 } : []
    return Set(outputs) == Set(["logits"] + presents) && outputs.allSatisfy(known.contains)
  }

  @Test func typesThatRuntimesDoNotComputeInAreRefused() throws {
    let copier = NgramCopier(try NgramParameters(ngram: 1, alphabetSize: 2))
    for type in [TensorType.bf16, .i64] {
      let model = try ExportedModel(copier, type: type, softmaxBase: .two)
      #expect(throws: ModelFileError.self) { try model.onnx(.whole) }
    }
  }
}

/// A protocol buffer taken apart: numbers and byte strings by field number.
private struct Message {
  struct Malformed: Error {}

  private var varints: [Int: [UInt64]] = [:]
  private var strings: [Int: [[UInt8]]] = [:]

  init(_ bytes: [UInt8]) throws {
    var position = 0
    func varint() throws -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        guard position < bytes.count, shift < 64 else { throw Malformed() }
        let byte = bytes[position]
        position += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
    }
    while position < bytes.count {
      let key = try varint()
      let field = Int(key >> 3)
      switch key & 7 {
      case 0: varints[field, default: []].append(try varint())
      case 2:
        let count = Int(try varint())
        guard count <= bytes.count - position else { throw Malformed() }
        strings[field, default: []].append(Array(bytes[position..<(position + count)]))
        position += count
      default: throw Malformed()
      }
    }
  }

  func numbers(_ field: Int) -> [UInt64] { varints[field] ?? [] }
  func fields(_ field: Int) -> [[UInt8]] { strings[field] ?? [] }
  func texts(_ field: Int) -> [String] { fields(field).map { String(decoding: $0, as: UTF8.self) } }
  func messages(_ field: Int) throws -> [Message] { try fields(field).map { try Message($0) } }
}
