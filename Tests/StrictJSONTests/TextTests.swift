import CopyTask
import Foundation
import StrictJSON
import TestSupport
import Testing

/// What is written is what Foundation writes, and is read as what it was.
@Suite struct TextTests {
  /// Any value, of up to so many levels.
  private static func value(depth: Int, _ source: inout SplitMix64) -> JSONValue {
    let text = { (source: inout SplitMix64) -> String in
      let letters = Array("ab\"\\/\u{0}\u{1B}\u{1F}\u{7F}\n\t\r\u{8}\u{C}é😀\u{2028}")
      return String((0..<source.next(below: 5)).map { _ in letters[source.next(below: letters.count)] })
    }
    switch source.next(below: depth == 0 ? 5 : 7) {
    case 0: return .null
    case 1: return .boolean(source.next(below: 2) == 0)
    case 2: return (Int(truncatingIfNeeded: source.next()) >> source.next(below: 64)).json
    case 3: return (Double(source.next(below: 1 << 20)) * 1e-9).json
    case 4: return .string(text(&source))
    case 5: return .array((0..<source.next(below: 4)).map { _ in value(depth: depth - 1, &source) })
    default:
      var object = JSONObject()
      for _ in 0..<source.next(below: 4) { object[text(&source)] = value(depth: depth - 1, &source) }
      return .object(object)
    }
  }

  @Test func reportsAreThoseOfFoundation() {
    let encoder = JSONEncoder()
    forAll(Generator { source in TextTests.value(depth: 4, &source) }) { value in
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let inOneLine = String(decoding: try encoder.encode(Mirror(of: value)), as: UTF8.self)
      encoder.outputFormatting.insert(.prettyPrinted)
      let pretty = String(decoding: try encoder.encode(Mirror(of: value)), as: UTF8.self)
      // Foundation lets through what a terminal obeys or an eye is led by.
      let escaped = { (text: String) in
        text.replacingOccurrences(of: "\u{7F}", with: "\\u007f").replacingOccurrences(of: "\u{2028}", with: "\\u2028")
      }
      return value.text(.report) == escaped(pretty) && value.text(.reportInOneLine) == escaped(inOneLine)
    }
  }

  @Test func whatIsWrittenIsReadAsItWas() {
    forAll(Generator { source in TextTests.value(depth: 4, &source) }) { value in
      for style in [JSONStyle.compact, .lines] {
        guard try JSONValue(Array(value.text(style).utf8)[...]) == value else { return false }
      }
      return true
    }
  }

  @Test func listsOfNumbersStandInOneLine() {
    let value: JSONValue = ["b": [1, 2], "a": [[], [1]], "c": [:]]
    #expect(value.text(.lines) == "{\n  \"b\": [1,2],\n  \"a\": [\n    [],\n    [1]\n  ],\n  \"c\": {\n\n  }\n}")
    #expect(value.text(.compact) == #"{"b":[1,2],"a":[[],[1]],"c":{}}"#)
  }
}

/// A value, for Foundation's encoder.
private struct Mirror: Encodable {
  let value: JSONValue

  init(of value: JSONValue) { self.value = value }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    switch value {
    case .object(let object):
      var container = encoder.container(keyedBy: Key.self)
      for field in object.fields { try container.encode(Mirror(of: field.value), forKey: Key(stringValue: field.key)) }
    case .array(let values): try values.map(Mirror.init).encode(to: encoder)
    default:
      var container = encoder.singleValueContainer()
      switch value {
      case .boolean(let flag): try container.encode(flag)
      case .string(let text): try container.encode(text)
      case .number(let number):
        if let whole = number.whole { try container.encode(whole) } else { try container.encode(Double(number.text)) }
      default: try container.encodeNil()
      }
    }
  }
}
