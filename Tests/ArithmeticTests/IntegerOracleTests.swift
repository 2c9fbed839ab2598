import Arithmetic
import TestSupport
import Testing

/// Against the built-in 128-bit integers.
@Suite struct IntegerOracleTests {
  private static var pairs: Generator<(Int128, Int128)> { .pair(.wide, .wide) }

  /// Whether `result` is what the built-in operation gives, where that does not overflow.
  private static func agrees(_ result: Integer, _ expected: (partialValue: Int128, overflow: Bool)) -> Bool {
    let value = expected.partialValue
    return expected.overflow || (result == Integer(value) && Int128(decimal: result) == value)
  }

  @Test func conversionIsTheIdentity() {
    forAll(.wide) { a in
      Int128(decimal: Integer(a)) == a && Integer(exactly: a) == Integer(a)
        && Integer(a).description == a.description && Int(exactly: Integer(a)) == Int(exactly: a)
    }
    #expect(Integer(UInt128.max).description == UInt128.max.description)
    #expect(Integer(UInt64.max).description == UInt64.max.description)
    #expect(Integer(Int128.min).description == Int128.min.description)
  }

  @Test func sumsDifferencesAndProductsAgree() {
    forAll(Self.pairs, trials: 60) { a, b in
      let (x, y) = (Integer(a), Integer(b))
      return Self.agrees(x + y, a.addingReportingOverflow(b))
        && Self.agrees(x - y, a.subtractingReportingOverflow(b))
        && Self.agrees(x * y, a.multipliedReportingOverflow(by: b))
        && Self.agrees(-x, Int128(0).subtractingReportingOverflow(a))
    }
  }

  @Test func comparisonAndSignsAgree() {
    forAll(Self.pairs, trials: 60) { a, b in
      let (x, y) = (Integer(a), Integer(b))
      return (x < y) == (a < b) && (x == y) == (a == b) && x.signum() == Int(a.signum())
        && x.magnitude == Integer(a.magnitude)
    }
  }

  @Test func quotientsAndRemaindersAgree() {
    forAll(Self.pairs, trials: 60) { a, b in
      if b == 0 || (a == .min && b == -1) { return true }
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      let result = Integer(a).quotientAndRemainder(dividingBy: Integer(b))
      return result.quotient == Integer(quotient) && result.remainder == Integer(remainder)
        && Integer(a) / Integer(b) == Integer(quotient) && Integer(a) % Integer(b) == Integer(remainder)
    }
  }

  @Test func greatestCommonDivisorsAreThoseOfEuclid() {
    forAll(Self.pairs, trials: 60) { a, b in
      var (first, second) = (a.magnitude, b.magnitude)
      while second != 0 { (first, second) = (second, first % second) }
      return Integer.greatestCommonDivisor(Integer(a), Integer(b)) == Integer(first)
    }
  }

  @Test func bitsAgree() {
    forAll(.wide, trials: 60) { a in
      let x = Integer(a)
      let magnitude = a.magnitude
      return x.bitLength == 128 - magnitude.leadingZeroBitCount
        && (a == 0 || x.trailingZeroBitCount == magnitude.trailingZeroBitCount)
        && x.isPowerOfTwo == (a > 0 && magnitude.nonzeroBitCount == 1)
    }
  }

  @Test func shiftsToTheRightAgree() {
    forAll(.pair(.wide, .int(in: 0...140)), trials: 60) { a, count in
      Integer(a) >> count == Integer(a >> Int128(count))
    }
  }
}
