/// Why a text is not read as JSON, and where: one line, safe to print.
public struct JSONError: Error, Hashable, CustomStringConvertible {
  /// The place, counted in bytes from 0.
  public let byte: Int

  /// The place, counted from 1: its line, and the character within.
  public let line, column: Int

  /// What stands there: a printable character in quotation marks, the number of the byte, or the end.
  public let found: String

  /// What is wrong, or was expected there.
  public let reason: String

  /// The place in a text, and what is wrong there.
  init(_ text: ArraySlice<UInt8>, at place: Int, _ reason: String) {
    byte = place - text.startIndex
    let before = text[..<place]
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.startIndex
    // Bytes within a character of UTF-8 begin with 10.
    column = 1 + text[start..<place].count { $0 & 0xC0 != 0x80 }
    if place == text.endIndex {
      found = "the end"
    } else {
      let isPrintable = (0x20..<0x7F).contains(text[place])
      found = isPrintable ? "'\(Unicode.Scalar(text[place]))'" : "byte \(text[place])"
    }
    self.reason = reason
  }

  /// The place for people, what stands there, and what is wrong.
  public var description: String { "line \(line), column \(column), \(found): \(reason)" }
}
