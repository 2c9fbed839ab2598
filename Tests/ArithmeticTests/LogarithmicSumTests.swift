import Arithmetic
import TestSupport
import Testing

private func log(_ value: Int) -> LogarithmicSum { .log2(Integer(value)) }

@Suite("Sums of logarithms")
struct LogarithmicSumTests {
  @Test("are rational exactly when the logarithms cancel")
  func relations() {
    #expect((log(6) - log(3)).exactValue == 1)
    #expect((log(12) + log(18) - log(6) * 3).exactValue == 0)
    #expect((log(9) * Rational(1, 2) - log(3)).exactValue == 0)
    #expect((log(1000) - log(10) * 3).exactValue == 0)
    #expect((log(15) - log(3)).exactValue == nil)
    #expect(LogarithmicSum.log2(Rational(3, 8)) + log(8) == log(3))
    #expect(log(1).exactValue == 0 && log(1024).exactValue == 10)
  }

  /// A sum of logarithms of small integers with small coefficients, whose sign integers alone decide.
  private static var sums: Generator<[[Int]]> {
    .array(of: .array(of: .int(in: 0...14), count: 2...2), count: 0...4)
  }

  /// The numerator and the denominator of 2^sum: the coefficient of log (entry + 1) is (other entry - 7).
  private static func power(_ terms: [[Int]]) -> (Integer, Integer) {
    terms.reduce((1, 1)) { power, term in
      let factor = Integer(term[0] + 1).raised(to: Int((term[1] - 7).magnitude))
      return term[1] >= 7 ? (power.0 * factor, power.1) : (power.0, power.1 * factor)
    }
  }

  private static func sum(_ terms: [[Int]]) -> LogarithmicSum {
    terms.reduce(.zero) { $0 + log($1[0] + 1) * Rational($1[1] - 7) }
  }

  @Test("have the sign, floor and ceiling that powers of integers say")
  func againstIntegers() {
    forAll(LogarithmicSumTests.sums) { terms in
      let sum = LogarithmicSumTests.sum(terms)
      let (numerator, denominator) = LogarithmicSumTests.power(terms)
      let sign = numerator == denominator ? 0 : numerator > denominator ? 1 : -1
      // 2^floor <= numerator / denominator < 2^(floor + 1).
      guard let floor = Int(exactly: sum.floor) else { return false }
      let shifted = { (exponent: Int) in
        exponent >= 0 ? (denominator << exponent) <= numerator : denominator <= (numerator << -exponent)
      }
      let whole = (numerator > denominator ? numerator % denominator : denominator % numerator).isZero
      let isPower = whole && max(numerator, denominator) == min(numerator, denominator) << Int(floor.magnitude)
      return sum.signum() == sign && shifted(floor) && !shifted(floor + 1)
        && sum.ceiling == (isPower ? Integer(floor) : Integer(floor + 1))
        && (sum.exactValue != nil) == isPower
    }
  }

  @Test("are enclosed at every precision, and their decimals hold them")
  func enclosures() throws {
    let value = log(26) * 1000 + .log2(Rational(999, 1000))
    for bits in [4, 64, 300] {
      let interval = value.enclosure(precision: try #require(Precision(bits: bits)))
      let lower = LogarithmicSum(try #require(interval.lowerBound))
      let upper = LogarithmicSum(try #require(interval.upperBound))
      #expect(lower < value && value < upper)
    }
    #expect(value.decimal(digits: 20, .down) == "4700.4382747242224916")
    #expect(value.decimal(digits: 20, .up) == "4700.4382747242224917")
    #expect(value.decimal(digits: 3) == "4700")
    #expect(log(4).decimal(digits: 5) == "2")
  }

  @Test("are divided exactly, also where the quotient is an integer")
  func quotients() {
    #expect(log(59049).floorOfQuotient(by: log(3)) == 10)
    #expect(log(59048).floorOfQuotient(by: log(3)) == 9)
    #expect(log(59050).floorOfQuotient(by: log(3)) == 10)
    #expect(LogarithmicSum(7).floorOfQuotient(by: LogarithmicSum(2)) == 3)
    #expect(log(5).floorOfQuotient(by: LogarithmicSum(1)) == 2)
    // One more or less than a power of 500 digits.
    let power = Integer(7).raised(to: 600)
    #expect(LogarithmicSum.log2(power).floorOfQuotient(by: log(7)) == 600)
    #expect(LogarithmicSum.log2(power - 1).floorOfQuotient(by: log(7)) == 599)
    #expect(LogarithmicSum.log2(power + 1).floorOfQuotient(by: log(7)) == 600)
  }
}
