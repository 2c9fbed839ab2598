/// Reads the part of JSON that certificates are written in. Nothing in the text is trusted: depth, digits and
/// keys are checked as they are read.
///
/// - Complexity: O(bytes), but for the keys of an object, each of which is compared with the others of that
///   object.
struct JSONReader {
  /// Objects and arrays inside one another: certificates have four.
  static let greatestDepth = 8

  /// Digits of a number: all of them are below 10^15, so that every reader of JSON holds them exactly.
  static let mostDigits = 15

  /// Keys of an object: no object of a certificate has as many.
  static let mostKeys = 32

  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the text consists of.
  ///
  /// - Throws: `CertificateProblem.malformed` with the byte at which the text is wrong.
  static func value(of bytes: [UInt8]) throws(CertificateProblem) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw reader.problem("expected the end of the file") }
    return value
  }

  private func problem(_ message: String) -> CertificateProblem { .malformed("byte \(place): \(message)") }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { place += 1 }
  }

  /// Goes on behind `symbol` if it comes next.
  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = next, UInt32(byte) == symbol.value else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(CertificateProblem) -> JSONValue {
    guard depth < JSONReader.greatestDepth else {
      throw problem("deeper than \(JSONReader.greatestDepth) objects and arrays")
    }
    if take("{") { return .object(try fields(depth: depth)) }
    if take("[") { return .array(try elements(depth: depth)) }
    if take("\"") { return .string(try text()) }
    if let byte = next, (0x30...0x39).contains(byte) { return .number(try number()) }
    if bytes[place...].starts(with: Array("null".utf8)) {
      place += 4
      return .null
    }
    throw problem("expected an object, an array, a string, a number without a sign, or null")
  }

  private mutating func fields(depth: Int) throws(CertificateProblem) -> [JSONField] {
    var fields: [JSONField] = []
    if take("}") { return fields }
    repeat {
      guard take("\"") else { throw problem("expected a key") }
      let key = try text()
      guard !fields.contains(where: { $0.key == key }) else { throw problem("the key \(key) stands here twice") }
      guard fields.count < JSONReader.mostKeys else { throw problem("more than \(JSONReader.mostKeys) keys") }
      guard take(":") else { throw problem("expected a colon") }
      fields.append(JSONField(key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw problem("expected a comma or the end of an object") }
    return fields
  }

  private mutating func elements(depth: Int) throws(CertificateProblem) -> [JSONValue] {
    var elements: [JSONValue] = []
    if take("]") { return elements }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw problem("expected a comma or the end of an array") }
    return elements
  }

  /// The rest of a string, of printable ASCII without quotes and backslashes.
  private mutating func text() throws(CertificateProblem) -> String {
    let start = place
    while let byte = next, byte != 0x22 {
      guard (0x20...0x7e).contains(byte), byte != 0x5c else {
        throw problem("expected printable ASCII without a backslash in a string")
      }
      place += 1
    }
    guard next != nil else { throw problem("expected the end of a string") }
    place += 1
    return String(decoding: bytes[start..<place - 1], as: UTF8.self)
  }

  private mutating func number() throws(CertificateProblem) -> Int {
    let start = place
    var value = 0
    while let byte = next, (0x30...0x39).contains(byte) {
      guard place - start < JSONReader.mostDigits else {
        throw problem("a number with more than \(JSONReader.mostDigits) digits")
      }
      value = 10 * value + Int(byte - 0x30)
      place += 1
    }
    guard bytes[start] != 0x30 || place == start + 1 else { throw problem("a number that begins with zero") }
    if let byte = next, [0x2e, 0x45, 0x65].contains(byte) { throw problem("a number that is not a whole one") }
    return value
  }
}
