extension JSONValue {
  /// The value that a text consists of.
  ///
  /// Nothing in the text is trusted: depth, size, keys and digits are checked as they are read. Keys that Unicode
  /// takes for the same text count as one key that stands twice.
  ///
  /// - Throws: `JSONError` if the text is no JSON of this form, with the place.
  /// - Complexity: O(bytes).
  public init(_ text: ArraySlice<UInt8>, _ form: JSONForm = JSONForm()) throws(JSONError) {
    var reader = JSONReader(text, form)
    self = try reader.document()
  }
}

/// Reads a text from its first byte to its last.
struct JSONReader {
  let text: ArraySlice<UInt8>
  let form: JSONForm
  var place: Int

  /// Values that were begun.
  private var count = 0

  /// A place, and the number of its line.
  private var lineMark: (place: Int, line: Int)

  init(_ text: ArraySlice<UInt8>, _ form: JSONForm) {
    (self.text, self.form) = (text, form)
    place = text.startIndex
    lineMark = (text.startIndex, 1)
  }

  mutating func document() throws(JSONError) -> JSONValue {
    guard text.count <= form.mostBytes else { throw problem("\(text.count) bytes; expected \(form.mostBytes) at most") }
    if let zero = text.firstIndex(of: 0) {
      place = zero
      throw problem("expected JSON in UTF-8")
    }
    let value = try value(depth: 0)
    skipSpace()
    guard place == text.endIndex else { throw problem("expected the end of the text") }
    return value
  }

  // MARK: - Bytes

  func problem(_ reason: String) -> JSONError { JSONError(text, at: place, reason) }

  var next: UInt8? { place < text.endIndex ? text[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  /// Goes on behind `symbol` if it comes next, after white space.
  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = next, byte == UInt8(ascii: symbol) else { return false }
    place += 1
    return true
  }

  /// Goes on behind `word` if it comes next.
  private mutating func take(word: String) -> Bool {
    guard text[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  // MARK: - Values

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    count += 1
    guard count <= form.mostValues else { throw problem("more than \(form.mostValues) values") }
    if take("\"") { return .string(try string()) }
    if let byte = next, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      guard depth < form.mostDepth else { throw problem("values nested more than \(form.mostDepth) deep") }
      place += 1
      return byte == UInt8(ascii: "{") ? .object(try object(depth: depth)) : .array(try array(depth: depth))
    }
    return try numberOrWord()
  }

  private mutating func numberOrWord() throws(JSONError) -> JSONValue {
    if form.allowsNotFinite, let token = ["Infinity", "-Infinity", "NaN"].first(where: { take(word: $0) }) {
      return .notFinite(token, line: line())
    }
    if let byte = next, JSONReader.isDigit(byte) || byte == UInt8(ascii: "-") && !form.hasPlainNumbers {
      return .number(try number())
    }
    if take(word: "null") { return .null }
    if !form.hasPlainNumbers, take(word: "true") { return .boolean(true) }
    if !form.hasPlainNumbers, take(word: "false") { return .boolean(false) }
    throw problem(
      "expected an object, an array, a string, a number"
        + (form.hasPlainNumbers ? " without a sign, or null" : ", true, false or null"))
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    var object = JSONObject()
    if take("}") { return object }
    var keys: Set<String> = []
    repeat {
      guard take("\"") else { throw problem("expected a key") }
      let start = place - 1
      let key = try string()
      guard keys.insert(key).inserted else {
        place = start
        throw problem("\(JSONValue.quoted(key)) stands twice in one object: expected each name once")
      }
      guard keys.count <= form.mostKeys else { throw problem("more than \(form.mostKeys) keys") }
      guard take(":") else { throw problem("expected a colon") }
      object.fields.append(JSONField(key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw problem("expected a comma or the end of an object") }
    return object
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    var values: [JSONValue] = []
    if take("]") { return values }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw problem("expected a comma or the end of an array") }
    return values
  }

  /// The line of the place. Each byte is looked at once, however often this is asked.
  private mutating func line() -> Int {
    lineMark.line += text[lineMark.place..<place].count { $0 == UInt8(ascii: "\n") }
    lineMark.place = place
    return lineMark.line
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
