/// A value of JSON (RFC 8259): numbers as they are written, the keys of an object in their order.
public enum JSONValue: Sendable, Hashable {
  /// Nothing, said outright.
  case null
  /// True or false.
  case boolean(Bool)
  /// A number.
  case number(JSONNumber)
  /// `Infinity`, `-Infinity` or `NaN` in this line of a text. JSON has no such numbers, but some programs write
  /// them; nothing is ever computed from one.
  case notFinite(String, line: Int)
  /// A string.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Values by key.
  case object(JSONObject)

  /// The value of a key; `nil` if this is no object that has it.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }
}

/// A key and its value.
public struct JSONField: Sendable, Hashable {
  /// The key.
  public var key: String

  /// The value.
  public var value: JSONValue

  /// A field of an object.
  public init(_ key: String, _ value: JSONValue) { (self.key, self.value) = (key, value) }
}

/// The fields of an object in the order in which they stand.
///
/// What was read has no key twice. Two objects are equal if their fields are, in the same order.
public struct JSONObject: Sendable, Hashable {
  /// The fields in order.
  public var fields: [JSONField]

  /// The object with these fields.
  public init(_ fields: [JSONField] = []) { self.fields = fields }

  /// The keys in order.
  public var keys: [String] { fields.map(\.key) }

  /// The value of a key; `nil` if there is none. A new key comes last, and `nil` takes a field out.
  ///
  /// - Complexity: O(number of fields).
  public subscript(key: String) -> JSONValue? {
    get { fields.first { $0.key == key }?.value }
    set {
      let index = fields.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): fields[index].value = value
      case (let index?, nil): fields.remove(at: index)
      case (nil, let value?): fields.append(JSONField(key, value))
      case (nil, nil): break
      }
    }
  }
}

// MARK: - For messages

extension JSONValue: CustomStringConvertible {
  /// The value on one line and in few characters, safe to print wherever it came from.
  public var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let number): number.description
    case .notFinite(let token, let line): "\(token) in line \(line)"
    case .string(let text): JSONValue.quoted(text)
    case .array(let values): "a list of \(values.count)"
    case .object(let object): "an object of \(object.fields.count) fields"
    }
  }

  /// A text in quotation marks, fit for a line of a message: short, and without anything that a terminal would
  /// obey or that would let it show another text.
  public static func quoted(_ text: String) -> String {
    // Longer than every name that means something.
    let most = 40
    let shown = text.unicodeScalars.prefix(most).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
      }
    }
    return "\"\(shown.joined())\"" + (text.unicodeScalars.count > most ? "..." : "")
  }
}

// MARK: - Literals

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  /// Null.
  public init(nilLiteral: ()) { self = .null }

  /// True or false.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }

  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }

  /// Values in order.
  public init(arrayLiteral values: JSONValue...) { self = .array(values) }

  /// Values by key, none of which stands twice.
  public init(dictionaryLiteral fields: (String, JSONValue)...) {
    self = .object(JSONObject(fields.map { JSONField($0.0, $0.1) }))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Values by key, none of which stands twice.
  public init(dictionaryLiteral fields: (String, JSONValue)...) {
    self.init(fields.map { JSONField($0.0, $0.1) })
  }
}
