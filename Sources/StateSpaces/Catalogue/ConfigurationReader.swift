import Arithmetic
import StrictJSON

/// Takes the fields of a configuration out one by one, and notes what had to be decided on the way.
struct ConfigurationReader {
  let fields: JSONObject

  /// What stands before the names in messages: empty, or "ssm_cfg." in an object within.
  let path: String

  /// What was read and noted, by this reader and those of all objects within.
  let ledger: FieldLedger

  /// What the family's library takes for fields that are absent. A field that is null has no default.
  var defaults: JSONObject = [:]

  /// The `model_type` of the object around this one, which counts where this one has none.
  var outerType: String?

  /// No dimension of a model comes near; beyond it a configuration is a mistake or an attack.
  static let largestNumber = Integer(Int32.max)

  /// As many layers as a model is believed to have at most. Some decisions take a step for each layer.
  static let mostLayers = 100_000

  init(_ fields: JSONObject, path: String = "", ledger: FieldLedger = FieldLedger()) {
    (self.fields, self.path, self.ledger) = (fields, path, ledger)
  }

  func note(_ text: String) { ledger.note(text) }

  /// Takes fields for read that stand in the files of a family without effect on its state.
  func ignore(_ names: String...) { ledger.read.formUnion(names.map { path + $0 }) }

  /// Notes what follows from other fields, as in most files of a family: nothing to say of a preset.
  func noteDerived(_ text: String) {
    if !ledger.isKnown { ledger.note(text) }
  }

  /// Notes that a field is absent or null, and what that means; nothing of a preset.
  func noteIfAbsent(_ name: String, _ meaning: String) {
    if !has(name) { noteDerived("\(path)\(name) is \(isNull(name) ? "null" : "absent"): \(meaning)") }
  }

  /// Takes fields for read that repeat a number: another number in them stays unread, and is named.
  func ignore(_ names: String..., ifEqualTo value: Integer) {
    for name in names {
      guard case .number(let number)? = fields[name], number.whole.map({ Integer($0) }) == value else { continue }
      ignore(name)
    }
  }

  /// The value of a field, which counts as read from here on, or the family's default, which is noted; `nil` if it is
  /// absent or null.
  subscript(name: String) -> JSONValue? {
    if let value = fields[name] {
      ledger.read.insert(path + name)
      // A plain nil would be the null of JSON.
      return value == .null ? Optional.none : value
    }
    guard let value = defaults[name] else { return nil }
    noteDefault(name, "\(value)", of: "transformers")
    return value
  }

  func noteDefault(_ name: String, _ value: String, of origin: String) {
    note("\(path)\(name) is absent: \(value), the default of \(origin), was used")
  }

  /// Whether a field is there, and not null, or has a default. It does not count as read.
  func has(_ name: String) -> Bool { (fields[name] ?? defaults[name]).map { $0 != .null } ?? false }

  /// Whether a field is null outright. In a few fields that says something else than a default.
  func isNull(_ name: String) -> Bool { fields[name] == .null }

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
  func whole(
    _ name: String, default value: Integer, of origin: String
  ) throws(ConfigurationError) -> Integer {
    if let found = try optionalWhole(name) { return found }
    noteDefault(name, "\(value)", of: origin)
    return value
  }

  /// A number of layers.
  func layers(_ names: String...) throws(ConfigurationError) -> Int {
    for name in names where has(name) {
      // All the names that are there have to agree.
      let value = try whole(name, to: Integer(ConfigurationReader.mostLayers))
      for other in names where has(other) { _ = try self.whole(name, other) }
      let count = Int(exactly: value) ?? 0
      ledger.layers = count
      return count
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
  func factor(
    _ name: String, default value: Rational, of origin: String
  ) throws(ConfigurationError) -> Rational {
    if let found = try optionalFactor(name) { return found }
    noteDefault(name, value.decimal(digits: 6), of: origin)
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
