import Arithmetic
import StrictJSON

/// Takes the fields of a configuration out one by one, and notes what had to be decided on the way.
struct ConfigurationReader {
  let fields: JSONObject

  /// What stands before the names in messages: empty, or "ssm_cfg." in an object within.
  let path: String

  /// What was decided where fields are absent or contradict each other, for people to read.
  var notes: [String] = []

  /// No dimension of a model comes near; beyond it a configuration is a mistake or an attack.
  static let largestNumber = Integer(Int32.max)

  /// As many layers as a model is believed to have at most. Some decisions take a step for each layer.
  static let mostLayers = 100_000

  init(_ fields: JSONObject, path: String = "") {
    self.fields = fields
    self.path = path
  }

  mutating func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }

  /// The value of a field; `nil` if it is absent or null, which mean the same.
  subscript(name: String) -> JSONValue? {
    guard let value = fields[name], value != .null else { return nil }
    return value
  }

  /// Whether a field is there, and not null.
  func has(_ name: String) -> Bool { self[name] != nil }

  // MARK: - Numbers

  /// A whole number from `least` to `most`; `nil` if the field is absent.
  func optionalWhole(
    _ name: String, from least: Integer = 1, to most: Integer = largestNumber
  ) throws(ConfigurationError) -> Integer? {
    guard let value = self[name] else { return nil }
    guard case .number(let number) = value, let whole = number.whole.map({ Integer($0) }),
      (least...most).contains(whole)
    else {
      throw ConfigurationError(path + name, is: value, expected: "a whole number from \(least) to \(most)")
    }
    return whole
  }

  /// A whole number that has to be there, under the first of these names or another of them. Under two names
  /// it has to be the same.
  func whole(_ names: String..., to most: Integer = largestNumber) throws(ConfigurationError) -> Integer {
    var found: (name: String, value: Integer)?
    for name in names {
      guard let value = try optionalWhole(name, to: most) else { continue }
      if let found, found.value != value {
        throw ConfigurationError(
          contradiction:
            "\(path)\(found.name) = \(found.value) and \(path)\(name) = \(value): expected the same")
      }
      found = found ?? (name, value)
    }
    guard let found else {
      throw ConfigurationError(
        missing: path + names.joined(separator: " or "), expected: "a whole number from 1 to \(most)")
    }
    return found.value
  }

  /// A whole number with a value for where it is absent, which is noted.
  mutating func whole(
    _ name: String, default value: Integer, of origin: String
  ) throws(ConfigurationError) -> Integer {
    if let found = try optionalWhole(name) { return found }
    note("\(path)\(name) is absent: \(value), the default of \(origin), was used")
    return value
  }

  /// A number of layers.
  func layers(_ names: String...) throws(ConfigurationError) -> Int {
    for name in names where has(name) {
      // All the names that are there have to agree.
      let value = try whole(name, to: Integer(ConfigurationReader.mostLayers))
      for other in names where has(other) { _ = try self.whole(name, other) }
      return Int(exactly: value) ?? 0
    }
    throw ConfigurationError(
      missing: path + names.joined(separator: " or "),
      expected: "a whole number from 1 to \(ConfigurationReader.mostLayers)")
  }

  /// A number of layers of some kind among `all`, which may be none; `nil` if the field is absent.
  func optionalCount(_ name: String, among all: Int) throws(ConfigurationError) -> Int? {
    try optionalWhole(name, from: 0, to: Integer(all)).flatMap { Int(exactly: $0) }
  }

  /// A number larger than 0, not necessarily whole; `nil` if the field is absent.
  func optionalFactor(_ name: String) throws(ConfigurationError) -> Rational? {
    guard let value = self[name] else { return nil }
    guard case .number(let written) = value, let number = Rational(written), number > 0,
      number <= Rational(ConfigurationReader.largestNumber)
    else {
      throw ConfigurationError(
        path + name, is: value, expected: "a number above 0, at most \(ConfigurationReader.largestNumber)")
    }
    return number
  }

  /// A number larger than 0 with a value for where it is absent, which is noted.
  mutating func factor(
    _ name: String, default value: Rational, of origin: String
  ) throws(ConfigurationError) -> Rational {
    if let found = try optionalFactor(name) { return found }
    note("\(path)\(name) is absent: \(value.decimal(digits: 6)), the default of \(origin), was used")
    return value
  }

  /// The product of a width and a factor, which has to be whole.
  func product(
    _ width: Integer, _ factor: Rational, _ name: String
  ) throws(ConfigurationError) -> Integer {
    let product = Rational(width) * factor
    guard product.isInteger, product > 0 else {
      throw ConfigurationError(
        path + name, is: factor.decimal(digits: 6), expected: "a factor that makes \(width) a whole number")
    }
    return product.numerator
  }

  /// The quotient of a width and a number of heads or groups, which has to be whole.
  func quotient(
    _ width: Integer, _ whole: String, by parts: Integer, _ name: String
  ) throws(ConfigurationError) -> Integer {
    let (quotient, remainder) = width.quotientAndRemainder(dividingBy: parts)
    guard remainder.isZero else {
      throw ConfigurationError(path + name, is: parts, expected: "a divisor of \(whole) = \(width)")
    }
    return quotient
  }
}
