import Arithmetic
import Testing

/// Infinities, values that are not numbers, zeros and precisions.
@Suite struct BigFloatSpecialValuesTests {
  private static var infinity: BigFloat { 1 / BigFloat.zero }
  private static var nan: BigFloat { BigFloat.zero / BigFloat.zero }

  @Test func divisionByZeroIsInfiniteOrNotANumber() {
    #expect(!Self.infinity.isFinite && !Self.infinity.isNaN && Self.infinity > 0)
    #expect(!(-1 / BigFloat.zero).isFinite && -1 / BigFloat.zero < 0)
    #expect(Self.nan.isNaN && !Self.nan.isFinite)
    #expect(Self.infinity.exactValue == nil && Self.nan.exactValue == nil)
    #expect((Self.infinity - Self.infinity).isNaN)
    #expect((Self.infinity * .zero).isNaN)
    #expect(1 / Self.infinity == 0)
    #expect(BigFloat.exp2(-Self.infinity) == 0 && BigFloat.exp(Self.infinity) == Self.infinity)
    #expect([Self.infinity, -Self.infinity, Self.nan].map(\.description) == ["inf", "-inf", "nan"])
  }

  /// As for the built-in types, whose operators on values that are not numbers are all false but `!=`.
  @Test func aValueThatIsNotANumberComparesWithNothing() {
    for other in [Self.nan, 0, 1, Self.infinity, -Self.infinity] {
      for (left, right) in [(Self.nan, other), (other, Self.nan)] {
        #expect(!(left < right))
        #expect(!(left > right))
        #expect(!(left <= right))
        #expect(!(left >= right))
        #expect(!(left == right))
        #expect(left != right)
        #expect(BigFloat.order(left, right) == .undecided)
      }
    }
  }

  @Test func maximumAndMinimumPreferANumber() {
    #expect(BigFloat.maximum(Self.nan, 2) == 2 && BigFloat.maximum(2, Self.nan) == 2)
    #expect(BigFloat.minimum(Self.nan, 2) == 2 && BigFloat.minimum(2, Self.nan) == 2)
    #expect(BigFloat.maximum(Self.nan, Self.nan).isNaN)
    #expect(BigFloat.maximum(2, Self.infinity) == Self.infinity)
    #expect(BigFloat.minimum(2, -Self.infinity) == -Self.infinity)
  }

  @Test func zerosOfEitherSignAreEqual() {
    let negative = -BigFloat.zero
    #expect(negative == 0 && BigFloat.order(negative, .zero) == .equal)
    #expect(negative.description == "0" && negative.exactValue == 0)
  }

  @Test func onlyPrecisionsOfTheRangeExist() {
    #expect(Precision(bits: 1) == nil)
    #expect(Precision(bits: 0) == nil)
    #expect(Precision(bits: .min) == nil)
    #expect(Precision(bits: Precision.least)?.bits == 2)
    #expect(Precision(bits: Precision.largest)?.bits == 1 << 24)
    #expect(Precision(bits: Precision.largest + 1) == nil)
    #expect(Precision(bits: .max) == nil)
  }

  @Test func literalsAreExactAndLeaveThePrecisionAlone() {
    let third = BigFloat(Rational(1, 3), precision: .standard)
    #expect((third + 0) == third && (third * 1) == third && (third + 0).precision == 128)
    #expect(BigFloat(integerLiteral: .min).exactValue == Rational(Int.min))
    #expect(BigFloat(integerLiteral: .max).exactValue == Rational(Int.max))
  }

  /// MPFR's exponents end at 2^30 unless told otherwise; beyond, powers are infinite or zero.
  @Test func powersBeyondTheRangeOfExponentsOverflow() {
    let large = BigFloat(Rational(1 << 31), precision: .standard)
    #expect(!BigFloat.exp2(large).isFinite)
    #expect(BigFloat.exp2(-large) == 0)
  }
}
