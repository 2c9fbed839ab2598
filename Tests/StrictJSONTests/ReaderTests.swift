import StrictJSON
import Testing

/// What is read as what, and what is refused where.
@Suite struct ReaderTests {
  private func value(_ text: String, _ form: JSONForm = JSONForm()) throws(JSONError) -> JSONValue {
    try JSONValue(Array(text.utf8)[...], form)
  }

  @Test func everyKindOfValue() throws {
    let text = #" {"a":[1,-2.50,true,false,null,{}],"b":"\u00e9\ud83d\ude00\n\"\\\/","":[]} "#
    let expected: JSONValue = [
      "a": [1, .number(try #require(JSONNumber("-2.50"))), true, false, nil, [:]], "b": "é😀\n\"\\/", "": [],
    ]
    #expect(try value(text) == expected)
    #expect(try value("1") == 1)
  }

  @Test(arguments: [
    ("", 1, 1, "expected an object, an array"), ("{", 1, 2, "expected a key"),
    ("{\n\"a\":1,\n}", 3, 1, "expected a key"),
    ("{\"é\" 1}", 1, 6, "expected a colon"), ("[1 2]", 1, 4, "expected a comma or the end of an array"),
    ("{\"a\":1]", 1, 7, "expected a comma or the end of an object"), ("1 2", 1, 3, "expected the end of the text"),
    ("{\"a\":1,\n \"a\":1}", 2, 2, "\"a\" stands twice in one object"), ("\"a", 1, 3, "expected the end of a string"),
    ("{\"\\u0061\":1,\"a\":1}", 1, 13, "\"a\" stands twice"), ("\"\u{1}\"", 1, 2, "a control character"),
    ("\"\\x\"", 1, 3, "expected an escape"), ("\"\\u12G4\"", 1, 6, "four hexadecimal digits"),
    ("\"\\ud800\"", 1, 8, "surrogate"), ("\"\\udc00\"", 1, 8, "surrogate"), ("\"\\ud800\\u0041\"", 1, 14, "surrogate"),
    ("01", 1, 3, "begins with zero"), ("-", 1, 2, "expected a digit"), ("1.", 1, 3, "expected a digit"),
    ("1e+", 1, 4, "expected a digit"), ("1e1234567890", 1, 13, "exponent of more than 9 digits"),
    ("+1", 1, 1, "expected"),
    (".5", 1, 1, "expected"), ("nul", 1, 1, "expected"), ("True", 1, 1, "expected"), ("{\"a\":NaN}", 1, 6, "expected"),
    ("\u{FEFF}1", 1, 1, "expected"), ("[1,\u{0}]", 1, 4, "UTF-8"),
  ])
  func isRefused(text: String, line: Int, column: Int, reason: String) {
    do throws(JSONError) {
      let value = try value(text)
      Issue.record("taken: \(value)")
    } catch {
      #expect(error.line == line && error.column == column && error.reason.contains(reason), "\(error)")
    }
  }

  @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]])
  func whatIsNotUTF8IsRefused(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONValue(bytes[...]) }
  }

  @Test func limits() throws {
    func isTaken(_ text: String, _ form: JSONForm) -> Bool { (try? value(text, form)) != nil }
    #expect(isTaken("[[1]]", JSONForm(mostDepth: 2)) && !isTaken("[[[]]]", JSONForm(mostDepth: 2)))
    #expect(isTaken("[1,2]", JSONForm(mostValues: 3)) && !isTaken("[1,2,3]", JSONForm(mostValues: 3)))
    #expect(isTaken("[1]", JSONForm(mostBytes: 3)) && !isTaken("[1] ", JSONForm(mostBytes: 3)))
    #expect(isTaken("-1.5", JSONForm(mostDigits: 4)) && !isTaken("-1.55", JSONForm(mostDigits: 4)))
    let object = "{\"a\":1,\"b\":2}"
    #expect(isTaken(object, JSONForm(mostKeys: 2)) && !isTaken(object, JSONForm(mostKeys: 1)))
    // No depth of nesting exhausts the stack.
    for open in ["[", "{\"a\":"] { #expect(!isTaken(String(repeating: open, count: 100_000), JSONForm())) }
  }

  /// What is not finite is no number, and knows its line.
  @Test func whatIsNotFiniteIsAnOption() throws {
    let text = "[1,\n-Infinity,\n\n NaN,Infinity]"
    #expect(throws: JSONError.self) { try value(text) }
    let read = try value(text, JSONForm(allowsNotFinite: true))
    #expect(read == [1, .notFinite("-Infinity", line: 2), .notFinite("NaN", line: 4), .notFinite("Infinity", line: 4)])
    let problem = FieldReader(read)[3].wrong("a whole number")
    #expect(problem.description == "[3]: Infinity in line 4; expected a whole number")
  }

  @Test(
    arguments: [
      ("16", 16), ("16.0", 16), ("1.6e1", 16), ("160E-1", 16), ("-0", 0), ("0.0e7", 0), ("-12e2", -1200), ("1.5", nil),
      ("1e-1", nil), ("9223372036854775807", .max), ("9223372036854775808", nil), ("-9223372036854775808", .min),
      ("1e400", nil),
    ] as [(String, Int?)])
  func wholeNumbers(text: String, whole: Int?) throws {
    let number = try #require(JSONNumber(text))
    #expect(number.whole == whole && number.text == text)
    if let whole { #expect(number == JSONNumber(whole) && Set([number]).contains(JSONNumber(whole))) }
  }

  /// Nothing that a terminal would obey reaches a message, wherever it came from.
  @Test func whatIsShownIsEscaped() throws {
    let hostile = "\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{200B}\u{2028}\"\\é"
    let shown = #""\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{200B}\u{2028}\"\\é""#
    #expect(JSONValue.string(hostile).description == shown)
    let field = FieldReader(.object(JSONObject([JSONField(hostile, 1)])))
    #expect(throws: FieldError("\(shown) is not expected; expected b")) { try field.requireKeys(["b"]) }
    #expect(JSONValue.string(String(repeating: "a", count: 50)).description.count == 45)
  }
}
