import Arithmetic
import Testing

@Suite struct SmallFloatArithmeticTests {
  typealias Operation = SmallFloatOracle.Operation

  @Test(arguments: SmallFloatSubject.eightBits, Operation.allCases)
  func everyPairIsRoundedOnce(_ subject: SmallFloatSubject, _ operation: Operation) {
    var wrong = SmallFloatMismatches()
    for a in 0..<256 {
      for b in 0..<256 {
        check(subject, operation, a, b, &wrong)
      }
    }
    wrong.expectNone("\(subject.name) \(operation.rawValue)")
  }

  @Test(arguments: SmallFloatSubject.sixteenBits, Operation.allCases)
  func randomPairsAreRoundedOnce(_ subject: SmallFloatSubject, _ operation: Operation) {
    for seed in UInt64(1)...8 {
      var generator = SmallFloatGenerator(seed: seed)
      var wrong = SmallFloatMismatches()
      for trial in 0..<500 {
        let a = Int.random(in: 0..<(1 << 16), using: &generator)
        var b = Int.random(in: 0..<(1 << 16), using: &generator)
        if trial % 2 == 0 {  // operands of like size, where sums and differences are interesting
          b = (a + Int.random(in: -2000...2000, using: &generator)) & 0x7fff | (b & 0x8000)
        }
        check(subject, operation, a, b, &wrong)
      }
      wrong.expectNone("\(subject.name) \(operation.rawValue), seed \(seed)")
    }
  }

  private func check(
    _ subject: SmallFloatSubject, _ operation: Operation, _ a: Int, _ b: Int,
    _ wrong: inout SmallFloatMismatches
  ) {
    let expected = subject.oracle.result(operation, a, b)
    let result = subject.operate(operation, a, b)
    if result != expected {
      wrong.note(
        "\(subject.hex(a)) \(operation.rawValue) \(subject.hex(b)) gave \(subject.hex(result)), "
          + "not \(subject.hex(expected)): \(subject.decode(a)) and \(subject.decode(b))")
    }
  }

  @Test func negationAndMagnitudeTouchOnlyTheSign() {
    for code in 0..<256 {
      let x = Float8E5M2(bitPattern: UInt8(code))
      #expect((-x).bitPattern == UInt8(code) ^ 0x80)
      #expect(x.magnitude.bitPattern == UInt8(code) & 0x7f)
    }
    #expect((-BFloat16(1)).bitPattern == 0xbf80)
  }

  @Test func operatorsInPlaceAgree() {
    var x: Float8E4M3 = 3
    x *= 5
    #expect(x == 15)
    x /= 2
    #expect(x == 7.5)
    x += 0.5
    #expect(x == 8)
    x -= 16
    #expect(x == -8)
  }

  @Test(arguments: ["e4m3", "e5m2", "bf16"])
  func exponentialsAreTheNearestNumbers(_ name: String) throws {
    switch name {
    case "e4m3": try checkExponentials(Float8E4M3.self, name)
    case "e5m2": try checkExponentials(Float8E5M2.self, name)
    default: try checkExponentials(BFloat16.self, name)
    }
  }

  private func checkExponentials<T: SmallFloat>(_ type: T.Type, _ name: String) throws {
    var wrong = SmallFloatMismatches()
    for line in try SmallFloatData.lines("exponentials") where line[0] == name {
      let x = try T(bitPattern: T.BitPattern(SmallFloatData.code(line[2])))
      var expected = try T(bitPattern: T.BitPattern(SmallFloatData.code(line[3])))
      if !expected.isFinite && !x.isNaN && T.defaultOverflow == .saturate {
        expected = .greatestFiniteMagnitude
      }
      let y = line[1] == "exp" ? T.exp(x) : T.exp2(x)
      if y.bitPattern != expected.bitPattern {
        wrong.note("\(line[1])(\(x)) gave \(y), not \(expected)")
      }
    }
    wrong.expectNone(name)
  }

  @Test func powersOfTwoAreExact() {
    for exponent in -133...127 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(Double(BFloat16.exp2(BFloat16(exponent))) == power)
    }
    #expect(BFloat16.exp2(128) == .infinity)
    #expect(BFloat16.exp2(-134).isZero)  // a tie between 0 and the least number; 0 is even
  }
}
