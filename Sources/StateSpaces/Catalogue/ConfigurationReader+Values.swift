import Arithmetic
import StrictJSON

extension ConfigurationReader {
  // MARK: - Other values

  /// true or false; `nil` if the field is absent.
  func optionalFlag(_ name: String) throws(ConfigurationError) -> Bool? {
    guard let value = self[name] else { return nil }
    guard case .boolean(let flag) = value else {
      throw ConfigurationError(path + name, is: value, expected: "true or false")
    }
    return flag
  }

  /// true or false with a value for where the field is absent, which is noted.
  func flag(
    _ name: String, default value: Bool, of origin: String
  ) throws(ConfigurationError) -> Bool {
    if let found = try optionalFlag(name) { return found }
    noteDefault(name, "\(value)", of: origin)
    return value
  }

  /// A text; `nil` if the field is absent.
  func optionalText(_ name: String) throws(ConfigurationError) -> String? {
    guard let value = self[name] else { return nil }
    guard case .string(let text) = value else {
      throw ConfigurationError(path + name, is: value, expected: "a string")
    }
    return text
  }

  /// The object in a field, with a reader of its own; `nil` if the field is absent.
  func optionalObject(_ name: String) throws(ConfigurationError) -> ConfigurationReader? {
    guard let value = self[name] else { return nil }
    guard case .object(let fields) = value else {
      throw ConfigurationError(path + name, is: value, expected: "an object")
    }
    return object(fields, at: name)
  }

  /// A reader of an object within: its fields are watched from here on, as those around it are.
  func object(_ fields: JSONObject, at name: String) -> ConfigurationReader {
    ledger.entered.insert(path + name)
    return ConfigurationReader(fields, path: path + name + ".", ledger: ledger)
  }

  /// A list of names, each one of `choices`; `nil` if the field is absent.
  func optionalNames(_ name: String, of choices: [String]) throws(ConfigurationError) -> [String]? {
    guard let value = self[name] else { return nil }
    guard case .array(let values) = value, !values.isEmpty else {
      throw ConfigurationError(
        path + name, is: value, expected: "a list of \(choices.joined(separator: ", "))")
    }
    var names: [String] = []
    for (index, value) in values.enumerated() {
      guard case .string(let text) = value, choices.contains(text) else {
        throw ConfigurationError(
          "\(path)\(name)[\(index)]", is: value, expected: "one of \(choices.joined(separator: ", "))")
      }
      names.append(text)
    }
    return names
  }

  /// The kind of each of `count` layers.
  func optionalLayerKinds(
    _ name: String, of choices: [String], count: Int
  ) throws(ConfigurationError) -> [String]? {
    guard let names = try optionalNames(name, of: choices) else { return nil }
    guard names.count == count else {
      throw ConfigurationError(
        contradiction: "\(path)\(name) has \(names.count) entries: expected one for each of \(count) layers")
    }
    return names
  }

  /// A list of different layers of `count`, numbered from 0 or from `first`; `nil` if the field is absent.
  func optionalLayerIndices(
    _ name: String, count: Int, from first: Int = 0
  ) throws(ConfigurationError) -> Set<Int>? {
    guard let value = self[name] else { return nil }
    guard case .array(let values) = value else {
      throw ConfigurationError(path + name, is: value, expected: "a list of layers")
    }
    var indices: Set<Int> = []
    for (position, value) in values.enumerated() {
      guard case .number(let number) = value, let index = number.whole,
        (first..<first + count).contains(index), indices.insert(index - first).inserted
      else {
        throw ConfigurationError(
          "\(path)\(name)[\(position)]", is: value,
          expected: "a layer from \(first) to \(first + count - 1) that did not stand before")
      }
    }
    return indices
  }

  /// Refuses a field that is true.
  func refuse(_ name: String, because reason: String) throws(ConfigurationError) {
    if try optionalFlag(name) == true {
      throw ConfigurationError(path + name, is: "true", expected: "false, since \(reason)")
    }
  }
}
