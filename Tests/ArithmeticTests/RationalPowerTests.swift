import Arithmetic
import TestSupport
import Testing

@Suite struct RationalPowerTests {
  @Test func powersOfTwoAreExact() {
    forAll(.pair(.int(in: -400...400), .int(in: -400...400))) { first, second in
      let (a, b) = (try Rational.exp2(Rational(first)), try Rational.exp2(Rational(second)))
      return try a * b == Rational.exp2(Rational(first + second)) && a == .powerOfTwo(first)
        && (first < 0 ? a.denominator : a.numerator) == Integer(2).raised(to: abs(first))
        && RationalFieldTests.isReduced(a)
    }
  }

  @Test func otherExponentsAreRefused() {
    forAll(.rationals()) { exponent in
      if exponent.isInteger { return true }
      do throws(ScalarError) {
        _ = try Rational.exp2(exponent)
        return false
      } catch {
        return error == .irrationalPower(exponent: exponent.description)
          && error.description.contains(exponent.description)
      }
    }
  }

  @Test func exponentsBeyondTheLimitAreRefused() throws {
    let limit = Rational.largestExponent
    for sign in [1, -1] {
      let power = try Rational.exp2(Rational(sign * limit))
      #expect((sign > 0 ? power.numerator : power.denominator).bitLength == limit + 1)
    }
    let words = [limit + 1, -limit - 1, .min, .max].map { Rational($0) }
    for exponent in words + [.powerOfTwo(80)] {
      #expect(throws: ScalarError.powerTooLarge(exponent: exponent.description, limit: limit)) {
        try Rational.exp2(exponent)
      }
    }
  }
}
