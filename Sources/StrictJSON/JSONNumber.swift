/// A number of JSON as it is written: nothing is rounded, and no number is too large.
///
/// Two numbers are equal if their values are: 16, 16.0 and 1.6e1.
public struct JSONNumber: Sendable {
  /// The number as it is written.
  public let text: String

  /// The number that a reader found.
  init(read text: String) { self.text = text }

  /// A whole number.
  public init(_ value: some BinaryInteger) { text = "\(value)" }

  /// A whole number or fraction in the fewest digits that give it back; `nil` for infinity and NaN.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    let text = value.description
    self.text = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The number that a text is, however long; `nil` if it is something else.
  public init?(_ text: String) {
    let form = JSONForm(mostDigits: text.utf8.count)
    guard case .number(let number)? = try? JSONValue(Array(text.utf8)[...], form), number.text == text
    else { return nil }
    self = number
  }

  /// What is written: a sign, digits, and the power of ten that they are times. The digits begin and end with
  /// none that is zero; those of zero are empty, without a sign.
  public var decimal: (isNegative: Bool, digits: String, exponent: Int) {
    let parts = text.split(separator: "e", omittingEmptySubsequences: false).flatMap { $0.split(separator: "E") }
    let isNegative = text.hasPrefix("-")
    let point = parts[0].firstIndex(of: ".") ?? parts[0].endIndex
    var digits = parts[0].filter { $0 != "." && $0 != "-" }.drop { $0 == "0" }
    // The reader refuses exponents that do not fit.
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    exponent -= parts[0][point...].dropFirst().count
    while digits.last == "0" {
      digits.removeLast()
      exponent += 1
    }
    return digits.isEmpty ? (false, "", 0) : (isNegative, String(digits), exponent)
  }

  /// The value, if it is whole and fits.
  public var whole: Int? { whole(as: Int.self) }

  /// The value, if it is whole and fits the type.
  public func whole<Value: FixedWidthInteger>(as type: Value.Type) -> Value? {
    if let value = Value(text) { return value }
    let (isNegative, digits, exponent) = decimal
    if digits.isEmpty { return 0 }
    guard exponent >= 0, digits.count + exponent <= Value.bitWidth else { return nil }
    return Value((isNegative ? "-" : "") + digits + String(repeating: "0", count: exponent))
  }

  /// Whether the value has a digit this many places before or behind the point, as 1e400 has.
  public var isBeyondAllBounds: Bool {
    let (_, digits, exponent) = decimal
    return exponent < -JSONNumber.mostPlaces || digits.count + exponent > JSONNumber.mostPlaces
  }

  /// More than any count or factor has. Exact arithmetic on larger ones could take for ever.
  private static let mostPlaces = 128
}

extension JSONNumber: Hashable {
  /// Whether two numbers have one value.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.text == right.text || left.decimal == right.decimal
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) {
    let (isNegative, digits, exponent) = decimal
    hasher.combine(isNegative)
    hasher.combine(digits)
    hasher.combine(exponent)
  }
}

extension JSONNumber: CustomStringConvertible {
  /// The number as it is written, if that is short enough for a message.
  public var description: String {
    if isBeyondAllBounds { return "a number beyond all bounds" }
    let most = 40
    return text.utf8.count > most ? text.prefix(most) + "..." : text
  }
}
