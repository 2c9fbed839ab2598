import Arithmetic
import TestSupport
import Testing

/// Division, shifts and powers at any size.
@Suite struct IntegerDivisionTests {
  @Test func quotientTimesDivisorPlusRemainderIsTheDividend() {
    forAll(.pair(.integers(), .nonzeroIntegers()), trials: 40) { a, b in
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return quotient * b + remainder == a && remainder.magnitude < b.magnitude
        && (remainder.isZero || remainder.signum() == a.signum())
    }
  }

  @Test func theSmallestWordDividedByMinusOneDoesNotOverflow() {
    let result = Integer(Int.min).quotientAndRemainder(dividingBy: -1)
    #expect(result.quotient == Integer(1) << 63)
    #expect(result.remainder.isZero)
    #expect(Integer.greatestCommonDivisor(Integer(Int.min), Integer(Int.min)) == Integer(1) << 63)
    #expect(Integer.greatestCommonDivisor(0, Integer(Int.min)) == Integer(1) << 63)
    #expect(Integer.greatestCommonDivisor(0, 0).isZero)
    #expect(-Integer(Int.min) == Integer(1) << 63)
    #expect(Integer(Int.min).magnitude == Integer(1) << 63)
  }

  @Test func theGreatestCommonDivisorIsCommonAndGreatest() {
    forAll(.triple(.nonzeroIntegers(bits: 200), .nonzeroIntegers(bits: 200), .nonzeroIntegers(bits: 200))) {
      a, b, c in
      let divisor = Integer.greatestCommonDivisor(a * c, b * c)
      let rest = Integer.greatestCommonDivisor(a * c / divisor, b * c / divisor)
      return divisor > 0 && (a * c % divisor).isZero && (b * c % divisor).isZero && rest == 1
        && (divisor % c).isZero
    }
  }

  @Test func shiftingIsMultiplicationAndFloorDivisionByAPowerOfTwo() {
    forAll(.pair(.integers(), .int(in: 0...300))) { a, count in
      let power = Integer(2).raised(to: count)
      let shifted = a >> count
      let rest = a - shifted * power
      return a << count == a * power && rest >= 0 && rest < power
    }
  }

  @Test func zeroAndMinusOneTakeAnyShift() {
    #expect((Integer(0) << .max).isZero)
    #expect((Integer(0) >> .max).isZero)
    #expect(Integer(-1) >> .max == -1)
    #expect(Integer(1) >> .max == 0)
    #expect((-(Integer(1) << 100)) >> .max == -1)
  }

  @Test func theBitLengthBoundsTheMagnitude() {
    forAll(.nonzeroIntegers()) { a in
      let length = a.bitLength
      return a.magnitude < Integer(1) << length && a.magnitude >= Integer(1) << (length - 1)
    }
    #expect(Integer(0).bitLength == 0)
    #expect(Integer(Int.min).bitLength == 64)
  }

  @Test func trailingZerosCountTheFactorsOfTwo() {
    forAll(.pair(.nonzeroIntegers(), .int(in: 0...200))) { a, count in
      let odd = (a << 1) + 1
      return (odd << count).trailingZeroBitCount == count
        && (Integer(1) << count).isPowerOfTwo && !(-(Integer(1) << count)).isPowerOfTwo
        && !(Integer(1) + (Integer(1) << (count + 1))).isPowerOfTwo
    }
    #expect(!Integer(0).isPowerOfTwo)
  }

  @Test func powersAreRepeatedProducts() {
    forAll(.pair(.integers(bits: 150), .int(in: 0...9))) { a, exponent in
      let product = (0..<exponent).reduce(Integer(1)) { product, _ in product * a }
      return a.raised(to: exponent) == product
    }
    #expect(Integer(0).raised(to: 0) == 1)
  }
}
