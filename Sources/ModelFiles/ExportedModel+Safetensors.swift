import StrictJSON
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

  private func safetensorsHeader(_ tensors: [DenseTensor]) -> [UInt8] {
    var members: JSONObject = [
      "__metadata__": .object(JSONObject(metadata.entries.map { JSONField($0.key, $0.value.json) }))
    ]
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.byteCount
      members[tensor.name] = [
        "dtype": tensor.type.name.json, "shape": tensor.shape.json,
        "data_offsets": [offset, end].json,
      ]
      offset = end
    }
    var header = Array(JSONValue.object(members).text(.compact).utf8)
    // The tensors start at a multiple of 8, so that they can be used where a file is mapped.
    while !header.count.isMultiple(of: 8) { header.append(UInt8(ascii: " ")) }
    return header
  }
}
