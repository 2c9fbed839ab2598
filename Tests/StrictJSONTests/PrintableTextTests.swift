import Testing

@testable import StrictJSON

@Suite("Text that is printed")
struct PrintableTextTests {
  @Test("escapes what a terminal obeys, and nothing else")
  func escapes() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isControl = scalar.properties.generalCategory == .control
      // Unicode's own list of what changes directions, and the two separators.
      let isBidi = scalar.properties.isBidiControl
      let isSeparator = [.lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
      let text = "a\(scalar)b".printable
      if isControl || isBidi || isSeparator {
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
        #expect(text.hasPrefix("a\\u") && text.hasSuffix("b") && text.unicodeScalars.count == 8)
      } else {
        #expect(text == "a\(scalar)b")
      }
    }
  }

  @Test("spells them as JSON does, in four digits")
  func spelling() {
    #expect("\u{1B}[2J\n\u{7F}\u{9B}\u{202E}é\\".printable == "\\u001b[2J\\u000a\\u007f\\u009b\\u202eé\\")
    #expect("".printable == "" && "plain".printable == "plain")
  }

  @Test("JSON that is written holds none of them")
  func json() throws {
    let value = JSONValue.string("\u{1B}\u{7F}\u{9B}\u{202E}\u{2028}\n")
    #expect(value.text(.compact) == #""\u001b\u007f\u009b\u202e\u2028\n""#)
    #expect(try JSONValue(Array(value.text(.compact).utf8)[...]) == value)
  }
}
