import Arithmetic
import StateSpaces
import StrictJSON

extension GssmCapacityReport {
  /// The report as one JSON object, schema `verbatim.gssm/1`.
  var json: JSONValue {
    let tensors = state?.tensors ?? []
    return [
      "schema": "verbatim.gssm/1", "command": "capacity",
      // The preset's origin or the path; null with --bits, as is the family.
      "model": name.json, "family": (state?.family).json,
      "cacheFormat": state == nil ? .null : format.rawValue.json,
      "components": .array(tensors.filter { $0.role != .growing }.map(component)),
      "growing": .array(tensors.filter { $0.role == .growing }.map(growth)),
      "bits": bits.json, "bitsTight": tightBits.json, "growthBitsPerToken": growthBits.json,
      "fixedState": isFixed.json,
      // Null where the state may depend on all tokens.
      "receptiveField": receptiveField.json, "alphabet": bound.alphabetSize.json,
      // p/q.
      "error": ReportedNumber.exact(bound.error).json,
      // Null where the state grows.
      "maxCopyLength": (capacity?.longestCopy).json, "maxCopyLengthTight": (tightCapacity?.longestCopy).json,
      // The longest string that takes at most a hundredth of the bits; null where the state grows.
      "bindsBelow": (capacity?.slackLength).json, "notes": notes.json,
    ]
  }

  /// A tensor of the state: names and lengths of its axes, that of the layers first; numbers in all layers, allocated
  /// and such that can matter; "16-bit" or "32-bit", and the bits of the numbers allocated.
  private func component(_ tensor: StateTensor) -> JSONValue {
    let width = format.bits(tensor.role)
    return [
      "name": tensor.name.json, "shape": tensor.shape.json, "elements": tensor.elements.json,
      "elementsTight": tensor.tightElements.json, "format": "\(width)-bit".json,
      "bits": (tensor.elements * Integer(width)).json,
    ]
  }

  /// A tensor that grows.
  private func growth(_ tensor: StateTensor) -> JSONValue {
    let width = format.bits(tensor.role)
    return [
      "name": tensor.name.json, "shape": tensor.shape.json, "elementsPerToken": tensor.growth.json,
      "format": "\(width)-bit".json, "bitsPerToken": (tensor.growth * Integer(width)).json,
    ]
  }
}
