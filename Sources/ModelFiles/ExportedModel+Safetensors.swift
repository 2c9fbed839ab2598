import Transformers

extension ExportedModel {
  /// The most bytes that are handed over at once but for a single longer row.
  private static let portion = 1 << 20

  /// Hands the bytes of a safetensors file over, first to last, in portions.
  ///
  /// The format (https://github.com/huggingface/safetensors): the header's length in 8 bytes, least
  /// significant first; the header, a JSON object; the tensors' bytes.
  public func writeSafetensors<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    let tensors = tensors
    let header = safetensorsHeader(tensors)
    var buffer = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header
    for tensor in tensors {
      for row in 0..<tensor.entries.rows {
        tensor.append(row: row, to: &buffer)
        guard buffer.count >= ExportedModel.portion else { continue }
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try sink(buffer)
  }

  /// The header. Nothing in it needs an escape: names and metadata are ours.
  private func safetensorsHeader(_ tensors: [DenseTensor]) -> [UInt8] {
    let metadata = metadata.entries.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
    var members = ["\"__metadata__\":{\(metadata)}"]
    var offset = 0
    for tensor in tensors {
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let end = offset + tensor.byteCount
      members.append(
        "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type.name)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    // The tensors start at a multiple of 8, so that they can be used where a file is mapped.
    while !header.count.isMultiple(of: 8) { header.append(UInt8(ascii: " ")) }
    return header
  }
}
