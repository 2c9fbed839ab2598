import Arithmetic
import CopyTask
import Lessons
import StateSpaces

/// Takes the values of a puzzle's file, each of a kind and within limits, and notes the holes that are left
/// open.
struct PuzzleReader {
  /// The path of the file, for messages.
  let file: String

  /// The places of the holes, in the order in which they are read.
  private(set) var open: [String] = []

  init(file: String) { self.file = file }

  /// What stands somewhere, and where.
  struct Value {
    let value: ConfigurationValue
    /// Such as `answer.code[0].slope`.
    let place: String
  }

  func wrong(_ found: Value, _ expected: String) -> Failure {
    .usage("\(file): \(found.place): \(found.value); expected \(expected)")
  }

  /// The fields of an object that has these keys and no others, in this order. An open hole stands for an
  /// object of open holes.
  func fields(_ found: Value, _ keys: [String], optional: [String] = []) throws(Failure) -> [Value] {
    func place(_ key: String) -> String { found.place.isEmpty ? key : "\(found.place).\(key)" }
    if found.value == .null { return keys.map { Value(value: .null, place: place($0)) } }
    guard case .object(let fields) = found.value else { throw wrong(found, "an object") }
    let known = (keys + optional).joined(separator: ", ")
    let extra = fields.keys.sorted().first { !(keys + optional).contains($0) }
    if let extra {
      throw .usage(
        "\(file): \(place(ConfigurationValue.text(extra).description)) is not expected; expected \(known)")
    }
    var values: [Value] = []
    for key in keys {
      guard let value = fields[key] else {
        throw .usage("\(file): \(place(key)) is missing; expected \(known)")
      }
      values.append(Value(value: value, place: place(key)))
    }
    return values
  }

  /// The values of a list of `count` values. An open hole stands for a list of open holes.
  func list(_ found: Value, count: Int) throws(Failure) -> [Value] {
    func place(_ index: Int) -> String { "\(found.place)[\(index)]" }
    if found.value == .null { return (0..<count).map { Value(value: .null, place: place($0)) } }
    guard case .list(let values) = found.value, values.count == count else {
      throw wrong(found, "a list of \(count)")
    }
    return values.enumerated().map { Value(value: $1, place: place($0)) }
  }

  /// The values of a list of as many as there are, within the limits.
  func list(_ found: Value, _ counts: ClosedRange<Int>) throws(Failure) -> [Value] {
    guard case .list(let values) = found.value, counts.contains(values.count) else {
      throw wrong(found, "a list of \(counts.lowerBound) to \(counts.upperBound)")
    }
    return try list(found, count: values.count)
  }

  /// A whole number that is given: no hole.
  func given(_ found: Value, _ range: ClosedRange<Int>) throws(Failure) -> Int {
    guard let number = whole(found.value, range) else {
      throw wrong(found, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A whole number; an open hole is taken as 0.
  mutating func number(_ found: Value, _ range: ClosedRange<Int>) throws(Failure) -> Int {
    if found.value == .null {
      open.append(found.place)
      return 0
    }
    guard let number = whole(found.value, range) else {
      throw wrong(found, "a whole number from \(range.lowerBound) to \(range.upperBound), or null")
    }
    return number
  }

  /// A weight; an open hole is taken as 0.
  mutating func weight(_ found: Value) throws(Failure) -> Int {
    try number(found, -PuzzleLimits.mostWeight...PuzzleLimits.mostWeight)
  }

  /// A string of tokens; an open hole is taken as the empty one.
  mutating func tokens(_ found: Value, _ alphabet: Alphabet) throws(Failure) -> [Token] {
    if found.value == .null {
      open.append(found.place)
      return []
    }
    return try pattern(found, alphabet, mayBeOpen: false).compactMap { $0 }
  }

  /// A string of tokens, in which a question mark leaves one open.
  func pattern(_ found: Value, _ alphabet: Alphabet, mayBeOpen: Bool = true) throws(Failure) -> [Token?] {
    let kind =
      "a string of at most \(PuzzleLimits.mostLength) letters from a to \(alphabet.text(of: alphabet.size - 1))"
    guard case .text(let text) = found.value, text.utf8.count <= PuzzleLimits.mostLength else {
      throw wrong(found, kind)
    }
    var tokens: [Token?] = []
    for character in text {
      if character == "?", mayBeOpen {
        tokens.append(nil)
      } else if let token = try? alphabet.tokens(in: String(character)).first {
        tokens.append(token)
      } else {
        throw wrong(found, kind)
      }
    }
    return tokens
  }

  /// Notes a hole inside a string.
  mutating func leaveOpen(_ place: String) { open.append(place) }

  private func whole(_ value: ConfigurationValue, _ range: ClosedRange<Int>) -> Int? {
    guard case .number(let number) = value, number.isInteger, let whole = Int(exactly: number.numerator),
      range.contains(whole)
    else { return nil }
    return whole
  }
}
