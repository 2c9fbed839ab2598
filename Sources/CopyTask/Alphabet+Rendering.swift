extension Alphabet {
  /// One token as people read it: a letter, a byte or a number, or ⟨BOS⟩, ⟨COPY⟩, ⟨EOS⟩.
  ///
  /// Of bytes, `\n`, `\t`, `\r` and `\\` stand for line feed, tab, carriage return and the backslash,
  /// the other printable ASCII characters (the space too) for themselves, and `\xE9` with two upper-case
  /// hexadecimal digits for everything else.
  ///
  /// - Precondition: `0 <= token < vocabularySize`.
  public func text(of token: Token) -> String {
    precondition(
      (0..<vocabularySize).contains(token), "\(token) is not a token of a vocabulary of \(vocabularySize)"
    )
    switch token {
    case bos: return "⟨BOS⟩"
    case copy: return "⟨COPY⟩"
    case eos: return "⟨EOS⟩"
    default: break
    }
    switch script {
    case .letters: return String(Character(Unicode.Scalar(Alphabet.firstLetter + UInt8(token))))
    case .bytes: return Alphabet.text(ofByte: UInt8(token))
    case .integers: return String(token)
    }
  }

  /// A string of tokens as people read it: letters and bytes run together, integers between spaces.
  ///
  /// A string of content tokens is read back by ``tokens(in:)``.
  ///
  /// - Precondition: every token is in `0 ..< vocabularySize`.
  /// - Complexity: linear in the text.
  public func text(of tokens: some Sequence<Token>) -> String {
    var result = ""
    var isFirst = true
    for token in tokens {
      if script == .integers && !isFirst { result += " " }
      result += text(of: token)
      isFirst = false
    }
    return result
  }

  /// The code of the letter that spells token 0.
  internal static let firstLetter = UInt8(ascii: "a")

  /// The bytes that have an escape of one letter, and that letter.
  internal static let shortEscapes: [(byte: UInt8, letter: Character)] = [
    (0x0A, "n"), (0x09, "t"), (0x0D, "r"), (0x5C, "\\"),
  ]

  /// Space to tilde: the ASCII codes that print as one character.
  internal static let printable: ClosedRange<UInt8> = 0x20...0x7E

  private static func text(ofByte byte: UInt8) -> String {
    if let escape = shortEscapes.first(where: { $0.byte == byte }) { return "\\\(escape.letter)" }
    if printable.contains(byte) { return String(Character(Unicode.Scalar(byte))) }
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 0x10 ? "\\x0\(digits)" : "\\x\(digits)"
  }
}
