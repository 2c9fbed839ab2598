import Foundation

/// Whether a text is JSON, decided by a stack of brackets and a table of what may follow what. It shares nothing
/// with the reader, which calls itself for each value.
struct Validator {
  /// Of a text that is JSON: the tokens that are numbers, strings (with their quotation marks) and words.
  private(set) var scalars: [String] = []
  /// Objects and arrays inside one another, and values of every kind.
  private(set) var depth = 0, values = 0

  private enum Next { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }

  /// `nil` if the text is not JSON, `Infinity` and `NaN` being such or not.
  init?(_ bytes: [UInt8], notFinite: Bool) {
    guard !bytes.contains(0), let text = String(bytes: bytes, encoding: .utf8) else { return nil }
    let number = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,9})?/
    let string = /"([^"\\\x00-\x1f]|\\["\\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/.matchingSemantics(.unicodeScalar)
    let words = ["null", "true", "false"] + (notFinite ? ["Infinity", "-Infinity", "NaN"] : [])
    var rest = text.unicodeScalars[...]
    var next = Next.value
    var stack: [(close: Unicode.Scalar, keys: Set<String>)] = []
    while let first = rest.first {
      if " \n\r\t".unicodeScalars.contains(first) {
        rest.removeFirst()
        continue
      }
      let isValue = next == .value || next == .valueOrEnd
      if first == "{" || first == "[", isValue {
        stack.append((first == "{" ? "}" : "]", []))
        next = first == "{" ? .keyOrEnd : .valueOrEnd
        (depth, values) = (max(depth, stack.count), values + 1)
        rest.removeFirst()
      } else if first == stack.last?.close, next == .commaOrEnd || next == (first == "}" ? .keyOrEnd : .valueOrEnd) {
        stack.removeLast()
        next = .commaOrEnd
        rest.removeFirst()
      } else if first == ",", next == .commaOrEnd, let close = stack.last?.close {
        next = close == "}" ? .key : .value
        rest.removeFirst()
      } else if first == ":", next == .colon {
        next = .value
        rest.removeFirst()
      } else {
        let isKey = next == .key || next == .keyOrEnd
        guard isKey || isValue else { return nil }
        let tail = Substring(rest)
        let word = words.first { tail.unicodeScalars.starts(with: $0.unicodeScalars) }
        let plain = isKey ? nil : word.map { $0[...] } ?? tail.prefixMatch(of: number)?.0
        guard let token = tail.prefixMatch(of: string)?.0 ?? plain else { return nil }
        if token.hasPrefix("\"") {
          // Both halves of a surrogate pair, and which escaped keys are one: left to Foundation.
          guard let decoded = Validator.decoded(token) else { return nil }
          if isKey, !stack[stack.count - 1].keys.insert(decoded).inserted { return nil }
        }
        rest = rest.dropFirst(token.unicodeScalars.count)
        scalars.append(String(token))
        if !isKey { values += 1 }
        next = isKey ? .colon : .commaOrEnd
      }
    }
    guard stack.isEmpty, next == .commaOrEnd else { return nil }
  }

  private static func decoded(_ token: Substring) -> String? {
    try? JSONSerialization.jsonObject(with: Data(token.utf8), options: .fragmentsAllowed) as? String
  }

  /// Whether no number is longer than so many characters, and all strings, or all other scalars, have one spelling.
  func isPlain(strings: Bool, numbers: Bool, digits: Int) -> Bool {
    scalars.allSatisfy { token in
      let bytes = token.utf8
      switch token.first {
      case "\"": return !strings || bytes.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
      case "t", "f": return !numbers
      case "n", "N", "I": return true
      default:
        if token == "-Infinity" { return true }
        return bytes.count <= digits && (!numbers || bytes.allSatisfy { (0x30...0x39).contains($0) })
      }
    }
  }
}
