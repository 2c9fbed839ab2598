extension Alphabet {
  /// A piece of text that is no token of the alphabet.
  public struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The offending piece, as it stood in the text.
    public let piece: String

    /// How many tokens were read before it.
    public let tokensBefore: Int

    /// What would have been right there.
    public let expected: String

    public var description: String {
      "\"\(piece)\" after \(tokensBefore) tokens is not in the alphabet: expected \(expected)"
    }
  }

  /// The content tokens that `text` spells, by the rules of the alphabet's script.
  ///
  /// This is the inverse of ``text(of:)-(Sequence<Int>)`` on content tokens. Letters are read one by one, and
  /// so are bytes and their escapes; integers are decimal digits between any white space. Special tokens have
  /// no spelling here.
  ///
  /// - Throws: ``ParsingError`` that names the first piece that is not a content token.
  /// - Complexity: linear in the text.
  public func tokens(in text: some StringProtocol) throws(ParsingError) -> [Token] {
    switch script {
    case .letters: return try letters(in: text)
    case .bytes: return try bytes(in: text)
    case .integers: return try integers(in: text)
    }
  }

  private func letters(in text: some StringProtocol) throws(ParsingError) -> [Token] {
    let first = Character(Unicode.Scalar(Alphabet.firstLetter))
    let last = Character(Unicode.Scalar(Alphabet.firstLetter + UInt8(size - 1)))
    var tokens: [Token] = []
    for character in text {
      guard character >= first, character <= last, let code = character.asciiValue else {
        let expected = size == 1 ? "the letter \(first)" : "a letter from \(first) to \(last)"
        throw ParsingError(piece: String(character), tokensBefore: tokens.count, expected: expected)
      }
      tokens.append(Token(code - Alphabet.firstLetter))
    }
    return tokens
  }

  private func integers(in text: some StringProtocol) throws(ParsingError) -> [Token] {
    var tokens: [Token] = []
    for piece in text.split(whereSeparator: \.isWhitespace) {
      // Int's own parser would also take a sign.
      guard piece.utf8.allSatisfy(Alphabet.isDecimalDigit), let token = Token(piece), content.contains(token)
      else {
        let expected = "an integer from 0 to \(size - 1)"
        throw ParsingError(piece: String(piece), tokensBefore: tokens.count, expected: expected)
      }
      tokens.append(token)
    }
    return tokens
  }

  private func bytes(in text: some StringProtocol) throws(ParsingError) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let character = rest.popFirst() {
      if character != "\\" {
        guard let code = character.asciiValue, Alphabet.printable.contains(code) else {
          let expected = "printable ASCII or an escape"
          throw ParsingError(piece: String(character), tokensBefore: tokens.count, expected: expected)
        }
        tokens.append(Token(code))
        continue
      }
      guard let byte = Alphabet.popEscape(from: &rest) else {
        throw ParsingError(
          piece: "\\" + rest.prefix(3), tokensBefore: tokens.count,
          expected: "one of the escapes \\n, \\t, \\r, \\\\ and \\x with two hexadecimal digits"
        )
      }
      tokens.append(Token(byte))
    }
    return tokens
  }

  /// Reads what follows a backslash; leaves `rest` alone and returns nil if it is no escape.
  private static func popEscape<S: StringProtocol>(from rest: inout S) -> UInt8? where S.SubSequence == S {
    guard let letter = rest.first else { return nil }
    if let escape = shortEscapes.first(where: { $0.letter == letter }) {
      rest.removeFirst()
      return escape.byte
    }
    let digits = rest.dropFirst().prefix(2)
    // \r\n is one Character and no hexadecimal digit, so counting characters is counting digits here.
    guard letter == "x", digits.count == 2, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    rest.removeFirst(3)
    return UInt8(digits, radix: 16)
  }

  private static func isDecimalDigit(_ code: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(code)
  }
}
