import Arithmetic
import TestSupport
import Testing

@Suite struct RationalTextTests {
  @Test func textReadBackIsTheNumber() {
    forAll(.pair(.rationals(), .nonzeroIntegers(bits: 80))) { a, factor in
      Rational(a.description) == a
        && Rational("\(a.numerator * factor)/\(a.denominator * factor)") == a
        && a.description.contains("/") != a.isInteger
    }
  }

  @Test(arguments: ["", "/", "1/", "/2", "1/0", "0/0", "1/2/3", "1 /2", "1/ 2", "1//2", "1.5", "1/2 ", "a/b"])
  func malformedTextIsRejected(_ text: String) {
    #expect(Rational(text) == nil)
  }

  /// The number that `text`, in decimal with a point and an exponent, stands for; read with integers only.
  static func value(ofDecimal text: String) -> Rational? {
    let parts = text.split(separator: "e", omittingEmptySubsequences: false)
    guard let mantissa = parts.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0 else { return nil }
    let digits = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard digits.count <= 2, let integer = Integer(digits.joined()) else { return nil }
    let shift = exponent - (digits.count > 1 ? digits[1].count : 0)
    let power = Rational(Integer(10).raised(to: Int(shift.magnitude)))
    return shift < 0 ? Rational(integer) / power : Rational(integer) * power
  }

  /// Each direction gives the decimal with so many digits that it promises: the bounds bound the exact value,
  /// one unit of the last digit apart, and the nearest is nearest, ties to even.
  @Test func decimalsAreTheNeighborsThatTheirDirectionPromises() {
    let decimal = Generator<(Integer, Int)>.pair(.integers(bits: 60), .int(in: 0...25))
    forAll(.triple(.rationals(bits: 300), decimal, .int(in: 1...30))) { exact, decimal, digits in
      let short = Rational(decimal.0, Integer(10).raised(to: decimal.1))
      return [exact, short].allSatisfy { Self.decimalsAreNeighbors(of: $0, digits: digits) }
    }
  }

  private static func decimalsAreNeighbors(of exact: Rational, digits: Int) -> Bool {
    guard let below = value(ofDecimal: exact.decimal(digits: digits, .down)),
      let above = value(ofDecimal: exact.decimal(digits: digits, .up)),
      let nearest = value(ofDecimal: exact.decimal(digits: digits))
    else { return false }
    if below == above { return below == exact && nearest == exact }
    // The unit of the last digit: the spacing on the side away from zero could be ten times as large.
    var unit = Rational(1)
    let low = min(below.magnitude, above.magnitude)
    let scale = Rational(Integer(10).raised(to: digits))
    while low >= unit { unit = unit * 10 }
    while low != 0, low < unit / 10 { unit = unit / 10 }
    let (toBelow, toAbove) = (exact - below, above - exact)
    let lastDigitIsEven = ((nearest / (unit / scale)).numerator % 2).isZero
    return below < exact && exact < above && low != 0 && (above - below) == unit / scale
      && (toBelow == toAbove ? lastDigitIsEven : nearest == (toBelow < toAbove ? below : above))
  }

  @Test func decimalsOfKnownNumbers() {
    #expect(Rational(1, 10).decimal(digits: 20, .down) == "0.1")
    #expect(Rational(1, 10).decimal(digits: 20, .up) == "0.1")
    #expect(Rational(3, 20).decimal(digits: 1) == "0.2")
    #expect(Rational(1, 4).decimal(digits: 1) == "0.2")
    #expect(Rational(1, 3).decimal(digits: 3, .up) == "0.334")
    #expect(Rational(-1, 3).decimal(digits: 3, .up) == "-0.333")
    #expect(Rational(999, 1000).decimal(digits: 2, .up) == "1")
    #expect(Rational(0).decimal(digits: 5) == "0")
    #expect(Rational(123_456).decimal(digits: 3) == "123000")
    #expect(Rational(Integer(10).raised(to: 30)).decimal(digits: 4) == "1e30")
    #expect((Rational(1) / Rational(Integer(10).raised(to: 30))).decimal(digits: 4, .down) == "1e-30")
  }
}
