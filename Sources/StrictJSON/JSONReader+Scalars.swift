/// Strings and numbers.
extension JSONReader {
  /// The rest of a string, behind its first quotation mark.
  mutating func string() throws(JSONError) -> String {
    let start = place
    var bytes: [UInt8] = []
    var copied = place
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard !form.hasPlainStrings || (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\\") else {
        throw problem("expected printable ASCII without a backslash in a string")
      }
      guard byte >= 0x20 else { throw problem("a control character in a string") }
      if byte == UInt8(ascii: "\\") {
        bytes += text[copied..<place]
        bytes += try escape()
        copied = place
      } else {
        place += 1
      }
    }
    guard next != nil else { throw problem("expected the end of a string") }
    bytes += text[copied..<place]
    guard let string = String(validating: bytes, as: UTF8.self) else {
      place = start
      throw problem("expected JSON in UTF-8")
    }
    place += 1
    return string
  }

  /// What a backslash and what follows it mean, in UTF-8.
  private mutating func escape() throws(JSONError) -> [UInt8] {
    place += 1
    let plain: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
    ]
    if let byte = next.flatMap({ plain[$0] }) {
      place += 1
      return [byte]
    }
    let high = try codeUnit()
    if let scalar = Unicode.Scalar(high) { return Array(String(scalar).utf8) }
    // Half of a pair: the other half must follow.
    let halves = "expected both halves of a surrogate pair"
    guard high < 0xDC00, next == UInt8(ascii: "\\") else { throw problem(halves) }
    place += 1
    let low = try codeUnit()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((UInt32(high) - 0xD800) << 10) + (UInt32(low) - 0xDC00))
    else { throw problem(halves) }
    return Array(String(scalar).utf8)
  }

  /// `u` and four hexadecimal digits.
  private mutating func codeUnit() throws(JSONError) -> UInt16 {
    guard next == UInt8(ascii: "u") else { throw problem("expected an escape") }
    place += 1
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw problem("expected four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      place += 1
    }
    return value
  }

  /// A number, which begins at the place.
  mutating func number() throws(JSONError) -> JSONNumber {
    let start = place
    if next == UInt8(ascii: "-") { place += 1 }
    let first = next
    guard try digits(since: start) == 1 || first != UInt8(ascii: "0") else {
      throw problem("a number that begins with zero")
    }
    if form.hasPlainNumbers, let byte = next, [0x2E, 0x45, 0x65].contains(byte) {
      throw problem("a number that is not a whole one")
    }
    if next == UInt8(ascii: ".") {
      place += 1
      _ = try digits(since: start)
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      place += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
      guard try digits(since: start) <= 9 else { throw problem("an exponent of more than 9 digits") }
    }
    return JSONNumber(read: String(decoding: text[start..<place], as: UTF8.self))
  }

  /// Goes on behind a digit or more, and returns how many they were.
  private mutating func digits(since start: Int) throws(JSONError) -> Int {
    let first = place
    while let byte = next, JSONReader.isDigit(byte) {
      guard place - start < form.mostDigits else {
        throw problem("a number with more than \(form.mostDigits) digits")
      }
      place += 1
    }
    guard place > first else { throw problem("expected a digit") }
    return place - first
  }
}
