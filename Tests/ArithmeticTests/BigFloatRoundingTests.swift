import Arithmetic
import TestSupport
import Testing

/// Each operation gives the exact result rounded once, to nearest, ties to even.
@Suite struct BigFloatRoundingTests {
  private typealias Operands = ((Rational, Rational), (Int, Int))

  /// Two values and two precisions, from 2 bits up.
  private static var operands: Generator<Operands> {
    let bits = Generator<Int>.oneOf([2, 3, 4, 11, 24, 53, 64, 65, 113, 128, 200])
    return .pair(.pair(.rationals(bits: 100), .rationals(bits: 100)), .pair(bits, bits))
  }

  private static func rounded(_ exact: Rational, _ bits: Int) throws -> BigFloat {
    BigFloat(exact, precision: try #require(Precision(bits: bits)))
  }

  @Test func valuesAreRoundedOnce() {
    let ties = Generator<NearTie>.nearTies(precision: 58, exponents: -300...300)
    forAll(.pair(ties, .int(in: 2...60)), trials: 50) { tie, bits in
      let number = try Self.rounded(tie.value, bits)
      return number.precision == bits
        && number.exactValue == ExactRounding(precision: bits).nearest(tie.value)
    }
  }

  @Test func operationsAreRoundedOnce() {
    forAll(Self.operands, trials: 40) { values, bits in
      let x = try Self.rounded(values.0, bits.0)
      let y = try Self.rounded(values.1, bits.1)
      let (a, b) = (try #require(x.exactValue), try #require(y.exactValue))
      let rounding = ExactRounding(precision: max(bits.0, bits.1))
      var both = x
      both.add(x, times: y)
      return (x + y).exactValue == rounding.nearest(a + b) && (x - y).exactValue == rounding.nearest(a - b)
        && (x * y).exactValue == rounding.nearest(a * b)
        && (b == 0 || (x / y).exactValue == rounding.nearest(a / b))
        && both.exactValue == rounding.nearest(a + rounding.nearest(a * b))
        && (-x).exactValue == -a && (-x).precision == bits.0 && (x + y).precision == max(bits.0, bits.1)
        && (x * y).precision == max(bits.0, bits.1)
    }
  }

  @Test func sumsAndProductsThatAreTiesGoToEven() {
    let ties = Generator<NearTie>.nearTies(precision: 20, exponents: -3...3)
    forAll(.triple(ties, ties, .int(in: 2...24)), trials: 50) { first, second, bits in
      let x = try Self.rounded(first.value, 24)
      let y = try Self.rounded(second.value, bits)
      let (a, b) = (try #require(x.exactValue), try #require(y.exactValue))
      let rounding = ExactRounding(precision: 24)
      return (x + y).exactValue == rounding.nearest(a + b) && (x * y).exactValue == rounding.nearest(a * b)
    }
  }

  @Test func fiftyThreeBitsAreThoseOfDouble() {
    forAll(.pair(.rationals(bits: 60), .rationals(bits: 60)), trials: 40) { first, second in
      let (x, y) = (Double(first), Double(second))
      let a = try Self.rounded(first, 53)
      let b = try Self.rounded(second, 53)
      let results = [(a, x), (a + b, x + y), (a - b, x - y), (a * b, x * y), (a / b, x / y)]
      return results.allSatisfy { big, native in
        big.exactValue == Rational(exactly: native) && big.isNaN == native.isNaN
      }
    }
  }

  /// Wherever an enclosure of twice the precision can tell, the power is rounded to nearest.
  @Test func powersAreTheNearestToAnEnclosureOfTwiceThePrecision() {
    forAll(.pair(.rationals(bits: 10), .int(in: 2...130))) { exact, bits in
      let x = try Self.rounded(exact, bits)
      let argument = try #require(x.exactValue)
      let wide = Interval(argument, precision: try #require(Precision(bits: 2 * bits + 20)))
      let rounding = ExactRounding(precision: bits)
      return [(BigFloat.exp2(x), Interval.exp2(wide)), (BigFloat.exp(x), Interval.exp(wide))]
        .allSatisfy { power, enclosure in
          guard let lower = enclosure.lowerBound, let upper = enclosure.upperBound else { return false }
          let (first, last) = (rounding.nearest(lower), rounding.nearest(upper))
          return power.precision == bits && power.exactValue.map { $0 == first || $0 == last } == true
        }
    }
  }

  @Test func integerPowersOfTwoAreExact() {
    forAll(.int(in: -2000...2000)) { exponent in
      let number = try Self.rounded(Rational(exponent), 11)
      let rounded = try #require(number.exactValue)
      return BigFloat.exp2(number).exactValue == .powerOfTwo(Int(exactly: rounded.numerator) ?? 0)
    }
  }

  @Test func aDescriptionTellsNeighborsApart() {
    forAll(.pair(.rationals(bits: 60), .int(in: 2...150))) { exact, bits in
      let number = try Self.rounded(exact, bits)
      let read = try #require(RationalTextTests.value(ofDecimal: number.description))
      return BigFloat(read, precision: try #require(Precision(bits: bits))) == number
    }
  }

  @Test func decimalsBoundTheNumber() {
    forAll(.triple(.rationals(bits: 60), .int(in: 2...150), .int(in: 1...40))) { exact, bits, digits in
      let number = try Self.rounded(exact, bits)
      let value = try #require(number.exactValue)
      return RoundingDirection.allDirections.allSatisfy { direction in
        number.decimal(digits: digits, direction) == value.decimal(digits: digits, direction)
      }
    }
  }
}

extension RoundingDirection {
  fileprivate static let allDirections: [RoundingDirection] = [.nearest, .down, .up]
}
