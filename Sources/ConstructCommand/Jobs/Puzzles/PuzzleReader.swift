import CopyTask
import Lessons
import StrictJSON

/// Takes the values of a puzzle's file, each of a kind and within limits, and notes the holes that are left
/// open.
struct PuzzleReader {
  /// The places of the holes, in the order in which they are read.
  private(set) var open: [String] = []

  /// An object that has these keys and no others. An open hole stands for an object of open holes.
  func fields(_ found: FieldReader, _ keys: [String]) throws(FieldError) -> FieldReader {
    if !found.isNull { try found.requireKeys(keys) }
    return found
  }

  /// The values of a list of `count` values. An open hole stands for a list of open holes.
  func list(_ found: FieldReader, count: Int) throws(FieldError) -> [FieldReader] {
    found.isNull ? (0..<count).map { found[$0] } : try found.elements(count...count)
  }

  /// A whole number; an open hole is taken as 0.
  mutating func number(_ found: FieldReader, _ range: ClosedRange<Int>) throws(FieldError) -> Int {
    if found.isNull {
      open.append(found.place)
      return 0
    }
    do throws(FieldError) { return try found.whole(range) } catch { throw FieldError("\(error), or null") }
  }

  /// A weight; an open hole is taken as 0.
  mutating func weight(_ found: FieldReader) throws(FieldError) -> Int {
    try number(found, -PuzzleLimits.mostWeight...PuzzleLimits.mostWeight)
  }

  /// A string of tokens; an open hole is taken as the empty one.
  mutating func tokens(_ found: FieldReader, _ alphabet: Alphabet) throws(FieldError) -> [Token] {
    if found.isNull {
      open.append(found.place)
      return []
    }
    return try pattern(found, alphabet, mayBeOpen: false).compactMap { $0 }
  }

  /// A string of tokens, in which a question mark leaves one open.
  func pattern(
    _ found: FieldReader, _ alphabet: Alphabet, mayBeOpen: Bool = true
  ) throws(FieldError) -> [Token?] {
    let kind =
      "a string of at most \(PuzzleLimits.mostLength) letters from a to \(alphabet.text(of: alphabet.size - 1))"
    guard case .string(let text) = found.value, text.utf8.count <= PuzzleLimits.mostLength else {
      throw found.wrong(kind)
    }
    var tokens: [Token?] = []
    for character in text {
      if character == "?", mayBeOpen {
        tokens.append(nil)
      } else if let token = try? alphabet.tokens(in: String(character)).first {
        tokens.append(token)
      } else {
        throw found.wrong(kind)
      }
    }
    return tokens
  }

  /// Notes a hole inside a string.
  mutating func leaveOpen(_ place: String) { open.append(place) }
}
