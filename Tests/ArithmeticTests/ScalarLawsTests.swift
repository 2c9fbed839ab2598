import Arithmetic
import TestSupport
import Testing

/// What the protocol promises, for every conforming type.
@Suite struct ScalarLawsTests {
  /// The laws of one type, with the type erased.
  struct Subject: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let check: @Sendable (_ a: Rational, _ b: Rational, _ c: Rational) throws -> Bool
    let bytes: Int

    /// - Parameter exact: The exact value of a scalar; `nil` where it has none.
    init<S: Scalar>(
      _ type: S.Type, format: S.Format, exact: @escaping @Sendable (S) -> Rational?
    ) where S: Equatable {
      testDescription = "\(type)"
      bytes = S.approximateBytes(in: format)
      check = { a, b, c in
        let (x, y, z) = (S(a, format: format), S(b, format: format), S(c, format: format))
        var sum = x
        sum.add(y, times: z)
        var expected = x
        expected += y * z
        let shift = S.softmaxShift([x, y, z])
        let shifts = [a, b, c]
        let power = try S.exp2(S(b.magnitude, format: format))
        return exact(x) == a && exact(y) == b && exact(z) == c
          && S.order(x, y) == (a < b ? .less : a > b ? .greater : .equal)
          && exact(S.maximum(x, y)) == max(a, b) && exact(S.minimum(x, y)) == min(a, b)
          && sum == expected && exact(x + .zero) == a && exact(x - x) == 0 && exact(x * .zero) == 0
          && exact(x * S(1, format: format)) == a && (b == 0 || exact(y / y) == 1)
          && exact(shift) == (S.self == Rational.self ? shifts.min() : shifts.max())
          && exact(power) == .powerOfTwo(Int(exactly: b.magnitude.floor) ?? 0)
      }
    }
  }

  private static func subject<S: SmallFloat & Scalar>(_ type: S.Type) -> Subject where S.Format == Void {
    Subject(type, format: ()) { Rational(exactly: Double($0)) }
  }

  private static func subject<S: NativeScalar>(native type: S.Type) -> Subject {
    Subject(type, format: ()) { Rational(exactly: $0) }
  }

  static let subjects = [
    Subject(Rational.self, format: ()) { $0 },
    Subject(Interval.self, format: .standard) { $0.isPoint ? $0.lowerBound : nil },
    Subject(BigFloat.self, format: .standard) { $0.exactValue },
    subject(native: Double.self), subject(native: Float.self), subject(native: Float16.self),
    subject(BFloat16.self), subject(Float8E4M3.self), subject(Float8E5M2.self),
  ]

  /// Integers up to 4 are exact in the smallest format, and so is 2 to their power.
  @Test(arguments: subjects)
  func smallIntegersAreExactAndTheLawsHold(_ subject: Subject) {
    let integer = Generator<Int>.int(in: -4...4)
    forAll(.triple(integer, integer, integer), trials: 50) { a, b, c in
      try subject.check(Rational(a), Rational(b), Rational(c))
    }
    #expect(subject.bytes > 0)
  }

  @Test func moreBitsTakeMoreMemory() throws {
    let wide = try #require(Precision(bits: 4096))
    #expect(BigFloat.approximateBytes(in: wide) >= BigFloat.approximateBytes(in: .standard) + 496)
    #expect(Interval.approximateBytes(in: wide) >= 2 * 512)
  }

  private static func expectUndecided<S: Scalar>(_ nan: S, _ one: S) {
    #expect(S.order(nan, one) == .undecided)
    #expect(S.order(one, nan) == .undecided)
    #expect(S.order(nan, nan) == .undecided)
    #expect(S.order(S.maximum(nan, one), one) == .equal)
    #expect(S.order(S.minimum(one, nan), one) == .equal)
  }

  @Test func aValueThatIsNotANumberIsUndecided() {
    Self.expectUndecided(Double.nan, 1)
    Self.expectUndecided(Float.nan, 1)
    Self.expectUndecided(Float16.nan, 1)
    Self.expectUndecided(BFloat16.nan, 1)
    Self.expectUndecided(Float8E4M3.nan, 1)
    Self.expectUndecided(Float8E5M2.nan, 1)
    Self.expectUndecided(BigFloat.zero / .zero, 1)
  }

  @Test func softmaxIsShiftedByAnExtremeScore() {
    forAll(.array(of: .rationals(bits: 20), count: 1...8)) { scores in
      Rational.softmaxShift(scores) == scores.min()
        && Double.softmaxShift(scores.map { Double($0) }) == scores.map { Double($0) }.max()
    }
    #expect(Rational.softmaxShift([]) == 0)
    #expect(Double.softmaxShift([]) == 0)
  }
}
