/// A field of a configuration that cannot be used. It names the field, what stands there and what was
/// expected.
public struct ConfigurationError: Error, Hashable, CustomStringConvertible {
  public let description: String

  /// The field `name` holds `value`.
  init(_ name: String, is value: some CustomStringConvertible, expected: String) {
    description = "\(name) = \(value): expected \(expected)"
  }

  /// The field `name` is absent.
  init(missing name: String, expected: String) {
    description = "\(name) is missing: expected \(expected)"
  }

  /// Fields that contradict each other.
  init(contradiction: String) {
    description = contradiction
  }
}
