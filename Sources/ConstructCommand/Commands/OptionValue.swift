import ArgumentParser
import Constructions
import CopyTask
import Figures
import ModelFiles
import Rounding
import StateSpaces
import Theorems

/// What an option takes.
protocol OptionValue: SendableMetatype {
  /// The value that a text means.
  ///
  /// - Throws: `ValidationError` that says what was expected, in one line.
  static func value(_ text: String) throws -> Self

  /// Whether what follows the option is its value, whatever it looks like.
  static var parsing: SingleValueParsingStrategy { get }
}

extension OptionValue {
  static var parsing: SingleValueParsingStrategy { .next }
}

extension Option {
  /// An option that may be left out.
  init<Wrapped: OptionValue>(
    name: NameSpecification = .long, _ valueName: String, _ help: String
  ) where Value == Wrapped? {
    self.init(
      name: name, parsing: Wrapped.parsing, help: ArgumentHelp(help, valueName: valueName),
      transform: { try Wrapped.value($0) })
  }

  /// An option that has to be given.
  init(name: NameSpecification = .long, _ valueName: String, _ help: String) where Value: OptionValue {
    self.init(
      name: name, parsing: Value.parsing, help: ArgumentHelp(help, valueName: valueName),
      transform: { try Value.value($0) })
  }

  /// An option with a usual value.
  init(
    wrappedValue: Value, name: NameSpecification = .long, _ valueName: String, _ help: String
  ) where Value: OptionValue {
    self.init(
      wrappedValue: wrappedValue, name: name, parsing: Value.parsing,
      help: ArgumentHelp(help, valueName: valueName), transform: { try Value.value($0) })
  }
}

/// A path.
extension String: OptionValue {
  static func value(_ text: String) -> String { text }
}

/// A number of tokens, bits or threads.
///
/// Zero is let through although no option takes it: what it is too small for is said with better reasons
/// where the number is used.
extension Int: OptionValue {
  static func value(_ text: String) throws -> Int {
    guard let value = Int(text), value >= 0 else {
      throw ValidationError("expected a whole number from 1 to \(Int.max)")
    }
    return value
  }

  /// "--ngram -1" is then a number too small, not a value missing.
  static var parsing: SingleValueParsingStrategy { .unconditional }
}

/// The seed of a random source.
extension UInt64: OptionValue {
  static func value(_ text: String) throws -> UInt64 {
    guard let value = UInt64(text) else {
      throw ValidationError("expected a whole number from 0 to \(UInt64.max)")
    }
    return value
  }

  static var parsing: SingleValueParsingStrategy { .unconditional }
}

/// A rule for the scale: one about which something is proved.
extension ScaleRule: OptionValue {
  /// The help of `--scale`, wherever a command has it.
  static let optionHelp = """
    How sharp attention is: 'length-dependent', a factor of scores that grows with the longest string \
    promised, for any string; 'length-free', a smaller one that does not, for strings with distinct n-grams \
    (\(ClaimID.xScale)); 'power-of-two', the least power of two that is no less than the first, for any \
    string, whose scores floats of p bits add up exactly while n d <= 2^p. (default: length-dependent)
    """

  static func value(_ text: String) throws -> ScaleRule {
    guard let rule = proved.first(where: { $0.name == text }) else {
      throw ValidationError("expected one of \(provedNames)")
    }
    return rule
  }
}

/// A number format by its name.
extension FloatFormat: OptionValue {
  static func value(_ text: String) throws -> FloatFormat {
    guard let format = named.first(where: { $0.name == text }) else {
      throw ValidationError("expected one of \(named.map(\.name).joined(separator: ", "))")
    }
    return format
  }
}

/// One of several names. The parser's own way spreads the names over as many lines; callers are promised one.
extension OptionValue where Self: CaseIterable & RawRepresentable, RawValue == String {
  static func value(_ text: String) throws -> Self {
    guard let choice = Self(rawValue: text) else {
      throw ValidationError("expected one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }
}

extension CacheFormat: OptionValue {}
extension CopySource: OptionValue {}
extension Effort: OptionValue {}
extension FigureName: OptionValue {}
extension GssmTask: OptionValue {}
extension GssmWitnessSearch: OptionValue {}
extension Kernel: OptionValue {}
extension OrderClass: OptionValue {}
extension RecurrenceFamily: OptionValue {}
extension SoftmaxBase: OptionValue {}
extension StateFormat: OptionValue {}
extension TensorType: OptionValue {}
extension WeightsFormat: OptionValue {}
