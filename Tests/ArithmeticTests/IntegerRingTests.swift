import Arithmetic
import TestSupport
import Testing

@Suite struct IntegerRingTests {
  @Test func additionAndMultiplicationAreCommutativeAndAssociative() {
    forAll(.triple(.integers(), .integers(), .integers())) { a, b, c in
      a + b == b + a && a * b == b * a && (a + b) + c == a + (b + c) && (a * b) * c == a * (b * c)
    }
  }

  @Test func multiplicationDistributesOverAdditionAndSubtraction() {
    forAll(.triple(.integers(), .integers(), .integers())) { a, b, c in
      a * (b + c) == a * b + a * c && (a - b) * c == a * c - b * c
    }
  }

  @Test func zeroOneAndNegativesBehaveAsTheyShould() {
    forAll(.integers()) { a in
      a + 0 == a && a * 1 == a && (a * 0).isZero && (a - a).isZero && (a + -a).isZero && -(-a) == a
        && a * -1 == -a && Integer(1) * a == a && Integer.zero - a == -a
        && a.magnitude == (a < 0 ? -a : a)
    }
  }

  @Test func subtractionUndoesAddition() {
    forAll(.pair(.integers(), .integers())) { a, b in a + b - b == a && a - b == -(b - a) }
  }

  @Test func operatorsInPlaceAgreeWithTheOthers() {
    forAll(.triple(.integers(), .integers(), .integers())) { a, b, c in
      var (sum, difference, product, both) = (a, a, a, a)
      sum += b
      difference -= b
      product *= b
      both.add(b, times: c)
      return sum == a + b && difference == a - b && product == a * b && both == a + b * c
    }
  }

  @Test func hashEqualityAndOrderAgree() {
    forAll(.pair(.integers(), .integers())) { a, b in
      let again = (a + b) - b
      let sign = (a - b).signum()
      return again == a && again.hashValue == a.hashValue && (a < b) == (sign < 0) && (a == b) == (sign == 0)
        && (a > b) == (sign > 0) && (a <= b) == (sign <= 0)
    }
  }

  /// Different numbers may share a hash, but not as a rule: the hash takes in every limb, and the sign.
  @Test func hashesTellNumbersApart() {
    let base = Integer(1) << 200
    let numbers = (0..<200).flatMap { [base + (Integer(1) << $0), -base - (Integer(1) << $0)] }
    #expect(Set(numbers.map(\.hashValue)).count > 390)
    #expect(Set(numbers).count == numbers.count)
  }

  /// A value that fits in an `Int` is equal, in hash too, to one that never left it.
  @Test func aResultThatFitsInAWordIsTheSmallNumber() throws {
    forAll(.pair(.integers(), .oneOf([0, 1, -1, 2, Int.max, Int.min, .max - 1, .min + 1]))) { a, small in
      let value = Integer(small)
      var grown = a * a
      grown += value
      grown -= a * a
      let power = Integer(1) << 100
      let quotient = (value * power).quotientAndRemainder(dividingBy: power).quotient
      let results = [(value + a) - a, grown, quotient, (value << 90) >> 90, -(-value), value - a + a]
      return results.allSatisfy { result in
        result == value && result.hashValue == value.hashValue && Int(exactly: result) == small
      }
    }
  }

  @Test func onlyNumbersOfAWordFitInAnInt() {
    let edge = Integer(1) << 63
    #expect(Int(exactly: edge - 1) == .max)
    #expect(Int(exactly: edge) == nil)
    #expect(Int(exactly: -edge) == .min)
    #expect(Int(exactly: -edge - 1) == nil)
    #expect(Int(exactly: edge + edge) == nil)
  }
}
