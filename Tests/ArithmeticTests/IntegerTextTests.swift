import Arithmetic
import TestSupport
import Testing

@Suite struct IntegerTextTests {
  @Test func textReadBackIsTheNumber() {
    forAll(.integers()) { a in
      Integer(a.description) == a && Integer("+\(a.magnitude)") == a.magnitude
        && Integer("-000\(a.magnitude)") == -a.magnitude
    }
  }

  /// Written with the built-in integers, nine digits at a time.
  @Test func textIsDecimal() {
    forAll(.integers()) { a in
      var digits = ""
      var rest = a.magnitude
      while let word = Int(exactly: rest % 1_000_000_000), !rest.isZero {
        rest = rest / 1_000_000_000
        let group = String(word)
        digits = (rest.isZero ? "" : String(repeating: "0", count: 9 - group.count)) + group + digits
      }
      if digits.isEmpty { digits = "0" }
      return a.description == (a < 0 ? "-" : "") + digits
    }
  }

  @Test func knownPowersHaveTheirKnownText() {
    #expect((Integer(1) << 64).description == "18446744073709551616")
    #expect((-(Integer(1) << 63) - 1).description == "-9223372036854775809")
    #expect((Integer(1) << 127).description == "170141183460469231731687303715884105728")
    #expect(Integer(10).raised(to: 50).description == "1" + String(repeating: "0", count: 50))
  }

  @Test(arguments: [
    "", "-", "+", "--1", "+-1", "-+1", " 1", "1 ", "1\n", "1_000", "1,000", "0x10", "1e3", "1.0", "a", "½",
    "٣", "1\u{0}", "−1", "-\u{301}1", "1\u{301}", "12345678901234567890 ", " 12345678901234567890",
    "123456789012345678901234567890x", "-12345678901234567890-", "99999999999999999999\u{0}1",
  ])
  func malformedTextIsRejected(_ text: String) {
    #expect(Integer(text) == nil)
  }
}
