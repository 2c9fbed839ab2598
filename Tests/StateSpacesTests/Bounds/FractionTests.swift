import Arithmetic
import StateSpaces
import Testing

@Suite("Fractions as people write them")
struct FractionTests {
  @Test("are read exactly")
  func values() {
    for (text, value) in [
      ("0.001", Rational(1, 1000)), ("1/1000", Rational(1, 1000)), ("0", 0), (".5", Rational(1, 2)), ("1.", 1),
      ("0.10", Rational(1, 10)), ("6/4", Rational(3, 2)), ("12", 12),
      ("0.1000000000000000055", Rational(Integer(200_000_000_000_000_011), Integer(2_000_000_000_000_000_000))),
    ] {
      #expect(Rational(fraction: text) == value, "\(text)")
    }
  }

  @Test(
    "are nothing else",
    arguments: [
      "", ".", "/", "1/", "/2", "1/0", "-0.5", "+0.5", "1e-3", "0,5", "1/2/3", "0.1.2", " 0.5", "½", "0x1", "nan",
      "1.0/2", String(repeating: "0", count: 1001),
    ])
  func refused(text: String) {
    #expect(Rational(fraction: text) == nil)
  }
}
