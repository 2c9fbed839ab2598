import Arithmetic
import TestSupport
import Testing

@Suite struct RationalFieldTests {
  @Test func theLawsOfAFieldHold() {
    forAll(.triple(.rationals(), .rationals(), .rationals())) { a, b, c in
      a + b == b + a && a * b == b * a && (a + b) + c == a + (b + c) && (a * b) * c == a * (b * c)
        && a * (b + c) == a * b + a * c && (a - b) * c == a * c - b * c
        && a + 0 == a && a * 1 == a && a * 0 == 0 && a + -a == 0 && a - b + b == a
        && (a == 0 ? a.reciprocal == nil : a * (a.reciprocal ?? 0) == 1)
        && (b == 0 || a / b * b == a)
    }
  }

  @Test func resultsAreInLowestTermsOverAPositiveDenominator() {
    forAll(.triple(.rationals(), .rationals(), .rationals())) { a, b, c in
      var sum = a
      sum.add(b, times: c)
      var results = [a, a + b, a - b, a * b, -a, a.magnitude, sum, a + a, a - a, a * a, a - -a]
      if b != 0 { results += [a / b, b / b, -a / b] }
      return sum == a + b * c && results.allSatisfy(Self.isReduced)
    }
  }

  static func isReduced(_ value: Rational) -> Bool {
    var (first, second) = (value.numerator.magnitude, value.denominator)
    while !second.isZero { (first, second) = (second, first % second) }
    return value.denominator > 0 && first == 1
  }

  /// The parts written out with 128-bit integers.
  @Test func fractionsOfWordsAgreeWithWideIntegers() {
    let word = Generator<Int>.int(in: -1 << 40...1 << 40)
    let fraction = Generator<(Int, Int)>.pair(word, word)
    forAll(.pair(fraction, fraction)) { first, second in
      let ((a, b), (c, d)) = (first, second)
      if b == 0 || d == 0 { return true }
      let (x, y) = (Rational(Integer(a), Integer(b)), Rational(Integer(c), Integer(d)))
      let (p, q, r, s) = (Int128(a), Int128(b), Int128(c), Int128(d))
      return Self.equals(x + y, p * s + r * q, q * s) && Self.equals(x - y, p * s - r * q, q * s)
        && Self.equals(x * y, p * r, q * s) && (c == 0 || Self.equals(x / y, p * s, q * r))
        && (x < y) == (q * s > 0 ? p * s < r * q : p * s > r * q)
    }
  }

  private static func equals(_ value: Rational, _ numerator: Int128, _ denominator: Int128) -> Bool {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(a) * denominator.signum()
    return value.numerator == Integer(numerator / divisor)
      && value.denominator == Integer(denominator / divisor)
  }

  @Test func wordsOfTheLeastValueAreReduced() {
    let least = Integer(Int.min)
    #expect(Rational(least, least) == 1)
    #expect(Rational(1, least).denominator == Integer(1) << 63)
    #expect(Rational(least, -1) == Rational(Integer(1) << 63))
    #expect(Rational(0, least).denominator == 1)
  }

  @Test func orderIsThatOfCrossProducts() {
    forAll(.pair(.rationals(), .rationals())) { a, b in
      let (left, right) = (a.numerator * b.denominator, b.numerator * a.denominator)
      return (a < b) == (left < right) && (a == b) == (left == right) && (a > b) == (left > right)
        && a.signum() == (a > 0 ? 1 : a < 0 ? -1 : 0) && (a != b || a.hashValue == b.hashValue)
    }
  }

  @Test func floorAndCeilingAreTheNearestIntegers() {
    forAll(.rationals()) { a in
      let (floor, ceiling) = (a.floor, a.ceiling)
      return Rational(floor) <= a && a < Rational(floor + 1) && Rational(ceiling) >= a
        && a > Rational(ceiling - 1) && (floor == ceiling) == a.isInteger
    }
  }

  @Test func sumsInPlaceLeaveTheirOperandsAlone() {
    forAll(.pair(.rationals(), .rationals())) { a, b in
      let texts = [a.description, b.description]
      var (first, second, third) = (a, a, b)
      first.add(first, times: first)
      second.add(b, times: second)
      third.add(a, times: b)
      return first == a + a * a && second == a + b * a && third == b + a * b
        && [a.description, b.description] == texts
    }
  }
}
