public import Arithmetic

/// A value in the configuration of a model: what JSON can say, with exact numbers.
///
/// This target does not read files: whoever does hands over values of this type.
public indirect enum ConfigurationValue: Sendable, Hashable {
  /// Nothing, said outright.
  case null
  /// True or false.
  case boolean(Bool)
  /// A number, exactly as it is written.
  case number(Rational)
  /// A number that the reader could not hold, such as 1e400.
  case hugeNumber
  /// A string.
  case text(String)
  /// Values in order.
  case list([ConfigurationValue])
  /// Values by name.
  case object([String: ConfigurationValue])
}

extension ConfigurationValue: CustomStringConvertible {
  /// The value on one line and in few characters, safe to print wherever it came from.
  public var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let value): ConfigurationValue.text(of: value)
    case .hugeNumber: "a number beyond all bounds"
    // The debugging form escapes control characters; a terminal never sees one.
    case .text(let value): String(value.prefix(40)).debugDescription + (value.count > 40 ? "..." : "")
    case .list(let values): "a list of \(values.count)"
    case .object(let fields): "an object of \(fields.count) fields"
    }
  }

  private static func text(of value: Rational) -> String {
    // Integers with more digits are easier to read rounded.
    value.isInteger && value.numerator.bitLength <= 64
      ? "\(value.numerator)" : value.decimal(digits: 6)
  }
}

// MARK: - Literals, in which the catalogue writes its presets

extension ConfigurationValue: ExpressibleByNilLiteral {
  public init(nilLiteral: ()) { self = .null }
}

extension ConfigurationValue: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension ConfigurationValue: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .number(Rational(value)) }
}

extension ConfigurationValue: ExpressibleByFloatLiteral {
  /// The exact value of the literal as a binary fraction: meant for 0.5 and 1.5, not for 0.1.
  public init(floatLiteral value: Double) {
    self = Rational(exactly: value).map { .number($0) } ?? .hugeNumber
  }
}

extension ConfigurationValue: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
}

extension ConfigurationValue: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: ConfigurationValue...) { self = .list(elements) }
}

extension ConfigurationValue: ExpressibleByDictionaryLiteral {
  /// - Precondition: no name stands twice.
  public init(dictionaryLiteral elements: (String, ConfigurationValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}
