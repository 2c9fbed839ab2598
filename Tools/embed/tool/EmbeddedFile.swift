/// A file whose text becomes a constant of the code.
struct EmbeddedFile {
  /// The name of the constant: `heatMap` for `heat-map.js`.
  let name: String

  /// What the file holds.
  let text: String

  /// The file at this path, with these bytes.
  ///
  /// The name comes from the name of the file alone, so that the same files give the same code in every folder.
  init(path: String, bytes: [UInt8]) throws(EmbeddingError) {
    guard let name = EmbeddedFile.name(of: path) else { throw .noName(path) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(path) }
    (self.name, self.text) = (name, text)
  }

  /// What stands before the first dot of a path's last component, in camel case.
  ///
  /// `nil` unless it consists of ASCII letters, digits and single hyphens, and begins with a small letter.
  static func name(of path: String) -> String? {
    let file = path.split(separator: "/").last ?? ""
    let words = file.prefix { $0 != "." }.split(separator: "-", omittingEmptySubsequences: false)
    guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }),
      let first = words.first, first.first.map({ $0.isLowercase }) == true
    else { return nil }
    return String(first) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The text as a literal of several lines.
  ///
  /// Of the characters that would end a line or the literal, or that a compiler warns of, none stands there as it is.
  var literal: String {
    // Longer than every row of # in the text, so no quote and no backslash of the text means anything.
    let mark = String(repeating: "#", count: EmbeddedFile.longestMark(in: text) + 1)
    var literal = mark + "\"\"\"\n"
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x20..<0x7F: literal.unicodeScalars.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: literal += "\\\(mark)u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\n\"\"\"" + mark
  }

  private static func longestMark(in text: String) -> Int {
    var (longest, current) = (0, 0)
    for unit in text.utf8 {
      current = unit == UInt8(ascii: "#") ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// Swift code: an enumeration called `Embedded` that has all these files as constants, sorted by name.
  static func code(of files: [EmbeddedFile]) throws(EmbeddingError) -> String {
    let sorted = files.sorted { $0.name < $1.name }
    for (one, other) in zip(sorted, sorted.dropFirst()) where one.name == other.name {
      throw .sameName(one.name)
    }
    let constants = sorted.map { "  static let `\($0.name)` = \($0.literal)\n" }
    return """
      // Made by Tools/embed from the files of a target.
      // swift-format-ignore-file

      enum Embedded {
      \(constants.joined(separator: "\n"))}

      """
  }
}

/// Why a file cannot be embedded.
enum EmbeddingError: Error, Equatable, CustomStringConvertible {
  /// Its name gives no name of a constant.
  case noName(String)

  /// It is no text in UTF-8.
  case notUTF8(String)

  /// Two files have this name.
  case sameName(String)

  var description: String {
    switch self {
    case .noName(let path):
      "\(path): expected a name such as heat-map.js, of letters, digits and hyphens, with a small letter first"
    case .notUTF8(let path): "\(path): no text in UTF-8"
    case .sameName(let name): "two embedded files are both called \(name)"
    }
  }
}
