import Arithmetic
import StateSpaces
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file in which a model is configured, such as `config.json`. It may come from anywhere.
enum ConfigurationFile {
  /// The largest that was met has some ten kilobytes; this is a hundred times as much.
  static let mostBytes = 1 << 20

  /// The fields in the file at `path`.
  ///
  /// - Throws: `Failure` that names the file, and what in it is not as expected.
  static func fields(at path: String) throws(Failure) -> [String: ConfigurationValue] {
    guard !path.isEmpty else { throw .usage("--config '': expected a path") }
    return try fields(in: try bytes(at: path), name: "--config \(path)")
  }

  private static func bytes(at path: String) throws(Failure) -> [UInt8] {
    let bytes = try TextFile.bytesIfPresent(at: path, option: "--config", most: mostBytes)
    guard let bytes else { throw .usage("--config \(path): no such file") }
    return bytes
  }

  /// The fields of the object that `bytes` are as JSON; `expected` says what the file should hold.
  static func fields(
    in bytes: [UInt8], name: String, expected: String = "a configuration of a model"
  ) throws(Failure) -> [String: ConfigurationValue] {
    // A zero byte, as in UTF-16, would let the decoder see other text than the checks before it.
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw .usage("\(name): expected JSON in UTF-8")
    }
    var structure = JSONStructure(bytes, expected: expected)
    if let defect = structure.defect() { throw .usage("\(name): \(defect)") }
    let decoded: DecodedValue
    do {
      decoded = try JSONDecoder().decode(DecodedValue.self, from: Data(bytes))
    } catch DecodingError.dataCorrupted(let context) {
      throw .usage("\(name): expected JSON: \(reason(context))")
    } catch {
      throw .usage("\(name): expected JSON")
    }
    guard case .object(let fields) = decoded.value else {
      throw .usage("\(name): expected one JSON object, not \(decoded.value)")
    }
    return fields
  }

  /// The decoder's words, on one line and without what a terminal would obey.
  private static func reason(_ context: DecodingError.Context) -> String {
    let text = context.underlyingError.map { "\($0)" } ?? context.debugDescription
    let description = text.firstMatch(of: /NSDebugDescription[=:]\s*"?([^,"}]*)/).map { String($0.1) } ?? text
    return String(description.debugDescription.dropFirst().dropLast().prefix(200))
  }
}

/// Any value, whatever its kind.
private struct DecodedValue: Decodable {
  let value: ConfigurationValue

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    value =
      if container.decodeNil() {
        .null
      } else if let flag = try? container.decode(Bool.self) {
        .boolean(flag)
      } else if let text = try? container.decode(String.self) {
        .text(text)
      } else if let number = try? container.decode(Decimal.self) {
        DecodedValue.value(of: number)
      } else if let values = try? container.decode([DecodedValue].self) {
        .list(values.map(\.value))
      } else if let fields = try? container.decode([String: DecodedValue].self) {
        .object(fields.mapValues(\.value))
      } else {
        // All that is left is a number that no decimal of the decoder's holds.
        .hugeNumber
      }
  }

  /// The exact value: `Decimal` is a whole number times a power of ten.
  private static func value(of number: Decimal) -> ConfigurationValue {
    guard number.isFinite, let significand = Integer("\(number.significand.magnitude)") else {
      return .hugeNumber
    }
    let scale = Rational(Integer(10).raised(to: Int(number.exponent.magnitude)))
    let magnitude = number.exponent < 0 ? Rational(significand) / scale : Rational(significand) * scale
    return .number(number.isSignMinus ? -magnitude : magnitude)
  }
}
