/// The part of JSON that certificates are written in: no fractions, no escapes, no booleans.
///
/// `Proofs/Certificates/FORMAT.md` says what is left out. Whatever has two spellings in JSON has one here, so that a
/// reader of another make cannot understand a certificate differently.
indirect enum JSONValue: Hashable, Sendable {
  case object([JSONField])
  case array([JSONValue])
  case string(String)
  case number(Int)
  case null

  /// The value of a key, if this is an object that has it.
  subscript(key: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.key == key }?.value
  }

  /// What kind of value this is, for a message.
  var kind: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .null: "null"
    }
  }
}

/// A key and its value.
struct JSONField: Hashable, Sendable {
  var key: String
  var value: JSONValue

  init(_ key: String, _ value: JSONValue) { (self.key, self.value) = (key, value) }
}

// MARK: - Writing

extension JSONValue {
  /// The value as text: keys in the order given, indented by two spaces, arrays of numbers in one line.
  func text(indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .null: return "null"
    case .number(let value): return "\(value)"
    case .string(let value): return "\"\(value)\""
    case .array(let values):
      let isFlat = values.allSatisfy {
        if case .number = $0 { true } else { false }
      }
      if isFlat { return "[" + values.map { $0.text() }.joined(separator: ",") + "]" }
      let lines = values.map { inner + $0.text(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let fields):
      let lines = fields.map { inner + "\"\($0.key)\": " + $0.value.text(indent: indent + 2) }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    }
  }
}
