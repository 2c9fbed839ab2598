/// What stands in JSON in one way.
public protocol JSONConvertible {
  /// The value in JSON.
  var json: JSONValue { get }
}

extension JSONValue: JSONConvertible {
  /// The value itself.
  public var json: JSONValue { self }
}

extension Bool: JSONConvertible {
  /// True or false.
  public var json: JSONValue { .boolean(self) }
}

extension String: JSONConvertible {
  /// A string.
  public var json: JSONValue { .string(self) }
}

extension Int: JSONConvertible {
  /// A whole number.
  public var json: JSONValue { .number(JSONNumber(self)) }
}

extension UInt64: JSONConvertible {
  /// A whole number.
  public var json: JSONValue { .number(JSONNumber(self)) }
}

extension Double: JSONConvertible {
  /// The number in the fewest digits that give it back; null for infinity and NaN.
  public var json: JSONValue { JSONNumber(self).map { .number($0) } ?? .null }
}

extension Optional: JSONConvertible where Wrapped: JSONConvertible {
  /// The value, or null.
  public var json: JSONValue { self?.json ?? .null }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  /// A list.
  public var json: JSONValue { .array(map(\.json)) }
}
