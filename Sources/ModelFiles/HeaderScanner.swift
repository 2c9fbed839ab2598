/// Reads the JSON of a safetensors header, and no other JSON.
///
/// A general parser is more than is needed and less than is wanted: the header is an object of objects, three
/// levels deep, so that nothing here calls itself and no depth of nesting can exhaust the stack; and what a
/// general parser forgives (a key that comes twice, a number too large for an integer) must be refused.
struct HeaderScanner {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  /// A scanner of the text in `bytes`.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next byte that is not white space, or `nil` at the end.
  private mutating func next() -> UInt8? {
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    return position < bytes.endIndex ? bytes[position] : nil
  }

  /// An error that says where it is and what is expected there.
  func expected(_ what: String) -> ModelFileError {
    let place = position - bytes.startIndex
    guard position < bytes.endIndex else {
      return ModelFileError("header: it ends at byte \(place), expected \(what)")
    }
    let found = quoted(String(decoding: [bytes[position]], as: UTF8.self))
    return ModelFileError("header: \(found) at byte \(place), expected \(what)")
  }

  /// Reads this character.
  mutating func read(_ character: Unicode.Scalar) throws(ModelFileError) {
    guard readIfNext(character) else { throw expected("'\(character)'") }
  }

  /// Reads this character if it comes next.
  mutating func readIfNext(_ character: Unicode.Scalar) -> Bool {
    guard next() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Reads to the end, where nothing but white space may stand.
  mutating func readEnd() throws(ModelFileError) {
    guard next() == nil else { throw expected("nothing after the object") }
  }

  /// Reads an object, whose keys must be different. `member` reads what follows a key and its colon.
  mutating func readObject(
    _ member: (inout HeaderScanner, _ key: String) throws(ModelFileError) -> Void
  ) throws(ModelFileError) {
    try read("{")
    if readIfNext("}") { return }
    var keys: Set<String> = []
    repeat {
      let key = try readString()
      guard keys.insert(key).inserted else { throw ModelFileError("header: the key \(quoted(key)) twice") }
      try read(":")
      try member(&self, key)
    } while readIfNext(",")
    try read("}")
  }

  /// Reads an array of at most `limit` whole numbers.
  mutating func readNumbers(atMost limit: Int) throws(ModelFileError) -> [Int] {
    try read("[")
    var numbers: [Int] = []
    if readIfNext("]") { return numbers }
    repeat {
      guard numbers.count < limit else { throw expected("']' after \(limit) numbers") }
      numbers.append(try readNumber())
    } while readIfNext(",")
    try read("]")
    return numbers
  }

  /// Reads a whole number without sign, fraction, exponent or leading zero.
  private mutating func readNumber() throws(ModelFileError) -> Int {
    guard let first = next(), HeaderScanner.isDigit(first) else { throw expected("a whole number") }
    var value = 0
    let start = position
    while position < bytes.endIndex, HeaderScanner.isDigit(bytes[position]) {
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(Int(bytes[position] - UInt8(ascii: "0")))
      guard !overflow, !carry else { throw expected("a number of at most \(Int.max)") }
      value = sum
      position += 1
      if value == 0, position < bytes.endIndex, HeaderScanner.isDigit(bytes[position]) {
        throw expected("no digit after a leading zero")
      }
    }
    guard position > start else { throw expected("a whole number") }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Reads a string.
  mutating func readString() throws(ModelFileError) -> String {
    guard next() == UInt8(ascii: "\"") else { throw expected("a string") }
    position += 1
    var text: [UInt8] = []
    while position < bytes.endIndex {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw ModelFileError("header: a string that ends at byte \(position - bytes.startIndex) is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        text += try readEscape()
      case 0..<0x20: throw expected("no control character in a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw expected("'\"'")
  }

  /// Reads what follows a backslash, and gives it in UTF-8.
  private mutating func readEscape() throws(ModelFileError) -> [UInt8] {
    guard position < bytes.endIndex else { throw expected("an escape") }
    let plain: [Unicode.Scalar: UInt8] = [
      "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 0x08, "f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09,
    ]
    let character = Unicode.Scalar(bytes[position])
    if let byte = plain[character] {
      position += 1
      return [byte]
    }
    guard character == "u" else { throw expected("an escape") }
    let high = try readCodeUnit()
    if let scalar = Unicode.Scalar(high) { return Array(String(scalar).utf8) }
    // Half of a pair: the other half must follow.
    guard high < 0xDC00, position < bytes.endIndex, bytes[position] == UInt8(ascii: "\\") else {
      throw expected("the second half of a surrogate pair")
    }
    position += 1
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: "u") else {
      throw expected("the second half of a surrogate pair")
    }
    let low = try readCodeUnit()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((UInt32(high) - 0xD800) << 10) + (UInt32(low) - 0xDC00))
    else { throw expected("the second half of a surrogate pair before it") }
    return Array(String(scalar).utf8)
  }

  /// Reads `u` and four hexadecimal digits.
  private mutating func readCodeUnit() throws(ModelFileError) -> UInt16 {
    position += 1
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.endIndex, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        throw expected("four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }
}
