import CopyTask
import TestSupport
import Testing

@Suite struct AlphabetTests {
  @Test func specialTokensFollowTheContent() {
    for size in [1, 2, 26, 27, 256, 1000] {
      let alphabet = Alphabet(size: size)
      #expect([alphabet.bos, alphabet.copy, alphabet.eos] == [size, size + 1, size + 2])
      #expect(alphabet.vocabularySize == size + 3)
      #expect(alphabet.content == 0..<size)
    }
  }

  @Test func lettersAreChosenWhileTheySuffice() {
    #expect(Alphabet(size: 26) == .letters(26))
    #expect(Alphabet(size: 27) == .integers(27))
    #expect(Alphabet(size: 256) == .integers(256))
    #expect(Alphabet(size: 256) != .bytes)
    #expect(Alphabet.bytes.size == 256)
  }

  @Test func tokensAreRenderedForPeople() {
    let letters = Alphabet.letters(26)
    #expect(letters.text(of: [0, 1, 25]) == "abz")
    #expect(letters.text(of: [26, 7, 8, 27, 7, 8, 28]) == "⟨BOS⟩hi⟨COPY⟩hi⟨EOS⟩")
    let integers = Alphabet.integers(100)
    #expect(integers.text(of: [0, 99, 100, 7, 101, 102]) == "0 99 ⟨BOS⟩ 7 ⟨COPY⟩ ⟨EOS⟩")
    #expect(integers.text(of: []) == "")
    let bytes = Alphabet.bytes
    #expect(bytes.text(of: "a b~\n\t\r\\".utf8.map(Int.init)) == #"a b~\n\t\r\\"#)
    #expect(bytes.text(of: [0xE9, 0x00, 0x7F, 0x1F]) == #"\xE9\x00\x7F\x1F"#)
    #expect(bytes.text(of: 256) == "⟨BOS⟩")
  }

  @Test func everyByteIsReadBack() throws {
    for byte in 0..<256 {
      #expect(try Alphabet.bytes.tokens(in: Alphabet.bytes.text(of: byte)) == [byte])
    }
  }

  @Test func textIsReadBack() {
    for alphabet in [Alphabet.letters(1), .letters(3), .letters(26), .bytes, .integers(2), .integers(1000)] {
      forAll(.tokens(alphabetSize: alphabet.size, count: 0...30), seeds: 0..<10) { tokens in
        try alphabet.tokens(in: alphabet.text(of: tokens)) == tokens
      }
    }
  }

  @Test func whatIsReadMayBeWrittenInOtherWays() throws {
    #expect(try Alphabet.integers(300).tokens(in: " 007\t299\n 0 ") == [7, 299, 0])
    #expect(try Alphabet.bytes.tokens(in: #"\x0a\xfF"#) == [10, 255])
  }

  struct Misspelling: CustomTestStringConvertible, Sendable {
    let alphabet: Alphabet
    let text: String
    let piece: String
    let tokensBefore: Int
    let expected: String

    init(_ alphabet: Alphabet, _ text: String, _ piece: String, _ tokensBefore: Int, _ expected: String) {
      (self.alphabet, self.text, self.piece) = (alphabet, text, piece)
      (self.tokensBefore, self.expected) = (tokensBefore, expected)
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Misspelling(.letters(4), "abed", "e", 2, "a letter from a to d"),
    Misspelling(.letters(26), "aB", "B", 1, "a letter from a to z"),
    Misspelling(.letters(26), "aé", "é", 1, "a letter from a to z"),
    Misspelling(.letters(26), "e\u{301}", "e\u{301}", 0, "a letter from a to z"),
    Misspelling(.letters(1), "aab", "b", 2, "the letter a"),
    Misspelling(.letters(2), "a b", " ", 1, "a letter from a to b"),
    Misspelling(.integers(10), "3 10 4", "10", 1, "an integer from 0 to 9"),
    Misspelling(.integers(10), "3 +4", "+4", 1, "an integer from 0 to 9"),
    Misspelling(.integers(10), "-1", "-1", 0, "an integer from 0 to 9"),
    Misspelling(.integers(10), "1,2", "1,2", 0, "an integer from 0 to 9"),
    Misspelling(
      .integers(10), "99999999999999999999", "99999999999999999999", 0, "an integer from 0 to 9"
    ),
    Misspelling(.bytes, "caf\u{E9}", "\u{E9}", 3, "printable ASCII or an escape"),
    Misspelling(.bytes, "a\r\nb", "\r\n", 1, "printable ASCII or an escape"),
    Misspelling(
      .bytes, #"ab\qrst"#, #"\qrs"#, 2,
      #"one of the escapes \n, \t, \r, \\ and \x with two hexadecimal digits"#
    ),
    Misspelling(
      .bytes, #"\xE"#, #"\xE"#, 0, #"one of the escapes \n, \t, \r, \\ and \x with two hexadecimal digits"#
    ),
    Misspelling(
      .bytes, #"a\x+1"#, #"\x+1"#, 1, #"one of the escapes \n, \t, \r, \\ and \x with two hexadecimal digits"#
    ),
    Misspelling(
      .bytes, #"a\"#, #"\"#, 1, #"one of the escapes \n, \t, \r, \\ and \x with two hexadecimal digits"#
    ),
  ])
  func parsingNamesTheFirstWrongPiece(misspelling: Misspelling) throws {
    let error = try #require(throws: Alphabet.ParsingError.self) {
      try misspelling.alphabet.tokens(in: misspelling.text)
    }
    #expect(error.piece == misspelling.piece)
    #expect(error.tokensBefore == misspelling.tokensBefore)
    #expect(error.expected == misspelling.expected)
    #expect(error.description.contains("\"\(misspelling.piece)\" after \(misspelling.tokensBefore) tokens"))
  }
}
