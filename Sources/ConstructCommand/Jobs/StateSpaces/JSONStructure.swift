#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the decoder of JSON lets through, or does not survive: names that stand twice in an object, of which
/// it silently takes one; nesting as deep as the stack; millions of values.
///
/// Whether the bytes are JSON at all is left to the decoder.
struct JSONStructure {
  /// Configurations have objects in objects, not much more.
  static let deepest = 16

  /// A layer list of a hundred layers has a hundred.
  static let mostValues = 20_000

  private let bytes: [UInt8]

  /// What the file should hold, for messages.
  private let expected: String
  private var position = 0

  /// The names in each object around the position; `nil` for a list.
  private var open: [Set<String>?] = []

  init(_ bytes: [UInt8], expected: String) {
    (self.bytes, self.expected) = (bytes, expected)
  }

  /// What is wrong, and what was expected; `nil` if nothing is.
  mutating func defect() -> String? {
    var values = 1
    var expectsName = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        expectsName = byte == UInt8(ascii: "{")
        open.append(expectsName ? [] : nil)
        if open.count > JSONStructure.deepest {
          return "values nested more than \(JSONStructure.deepest) deep: expected \(expected)"
        }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        expectsName = false
        // The decoder refuses what closes nothing.
        if open.isEmpty { return nil }
        open.removeLast()
      case UInt8(ascii: ","):
        if let innermost = open.last { expectsName = innermost != nil }
        values += 1
        if values > JSONStructure.mostValues {
          return "more than \(JSONStructure.mostValues) values: expected \(expected)"
        }
      case UInt8(ascii: ":"):
        expectsName = false
      case UInt8(ascii: "\""):
        let text = quoted()
        guard expectsName, let name = text else { break }
        guard open[open.count - 1]?.insert(name).inserted == true else {
          return
            "\(String(name.prefix(40)).debugDescription) stands twice in one object: expected each name once"
        }
      default: break
      }
    }
    return nil
  }

  /// The string that begins after a quotation mark; `nil` if it is none. Moves behind it.
  private mutating func quoted() -> String? {
    let start = position
    var isEscaped = false
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") {
        isEscaped = true
        position += 1
      }
      position += 1
    }
    guard position < bytes.count else {
      position = bytes.count
      return nil
    }
    position += 1
    guard isEscaped else { return String(decoding: bytes[start..<(position - 1)], as: UTF8.self) }
    // "\u0061" and "a" are the same name.
    return try? JSONDecoder().decode(String.self, from: Data(bytes[(start - 1)..<position]))
  }
}
