import Arithmetic
import Testing

@Suite struct SmallFloatComparisonTests {
  @Test func everyPairOfEightBitNumbersComparesAsTheCodesDo() {
    checkPairs(Float8E4M3.self, .float8E4M3)
    checkPairs(Float8E5M2.self, .float8E5M2)
  }

  /// The position of a code among all numbers, `nil` for NaN; the two zeros share 0.
  private func position(_ code: Int, _ oracle: SmallFloatOracle) -> Int? {
    if oracle.isNaN(code) { return nil }
    return code < oracle.signMask ? code : oracle.signMask - code
  }

  private func checkPairs<T: SmallFloat>(_ type: T.Type, _ oracle: SmallFloatOracle) {
    var wrong = SmallFloatMismatches()
    for a in 0..<256 {
      for b in 0..<256 {
        let (x, y) = (T(bitPattern: T.BitPattern(a)), T(bitPattern: T.BitPattern(b)))
        let (max, min) = (T.maximum(x, y), T.minimum(x, y))
        let good: Bool
        if let i = position(a, oracle), let j = position(b, oracle) {
          // The sign bit breaks the tie of the zeros.
          let greater = i > j || (i == j && a < b) ? a : b
          good =
            (x == y) == (i == j) && (x != y) == (i != j) && (x < y) == (i < j)
            && (x <= y) == (i <= j) && (x > y) == (i > j) && (x >= y) == (i >= j)
            && Int(max.bitPattern) == greater && Int(min.bitPattern) == (greater == a ? b : a)
            && (x != y || x.hashValue == y.hashValue)
        } else {
          let number = oracle.isNaN(a) && !oracle.isNaN(b) ? b : a  // NaN loses; of two, the first
          good =
            x != y && !(x == y || x < y || x <= y || x > y || x >= y)
            && Int(max.bitPattern) == number && Int(min.bitPattern) == number
        }
        if !good { wrong.note("\(x) and \(y), codes \(a) and \(b)") }
      }
    }
    wrong.expectNone("\(type)")
  }

  @Test func nextUpVisitsEveryNumberInOrder() {
    checkChain(Float8E4M3.self, .float8E4M3)
    checkChain(Float8E5M2.self, .float8E5M2)
    checkChain(BFloat16.self, .bfloat16)
  }

  private func checkChain<T: SmallFloat>(_ type: T.Type, _ oracle: SmallFloatOracle) {
    let top = oracle.infinity ?? oracle.largest
    var wrong = SmallFloatMismatches()
    var x = T(bitPattern: T.BitPattern(oracle.signMask + top))
    #expect(x.nextDown.bitPattern == x.bitPattern)
    var visited = 1
    while x.nextUp.bitPattern != x.bitPattern && visited <= 2 * top + 1 {
      let next = x.nextUp
      // The chain passes through one of the zeros: upward through -0, downward through +0.
      let back = x.isZero ? T.zero : x
      if !(x < next) || next.nextDown.bitPattern != back.bitPattern { wrong.note("\(x) to \(next)") }
      x = next
      visited += 1
    }
    wrong.expectNone("\(type)")
    #expect(Int(x.bitPattern) == top)
    #expect(visited == 2 * top + 1)
    #expect(T.zero.nextUp.bitPattern == 1)
    #expect((-T.zero).nextUp.bitPattern == 1)
    #expect(T.nan.nextUp.isNaN)
  }

  @Test func everyCodeFallsIntoItsClass() {
    checkClasses(Float8E4M3.self, .float8E4M3)
    checkClasses(Float8E5M2.self, .float8E5M2)
    checkClasses(BFloat16.self, .bfloat16)
  }

  private func checkClasses<T: SmallFloat>(_ type: T.Type, _ oracle: SmallFloatOracle) {
    var wrong = SmallFloatMismatches()
    for code in 0..<(2 * oracle.signMask) {
      let x = T(bitPattern: T.BitPattern(code))
      let value = Double(x)
      let subnormal = value != 0 && value.magnitude < Double(T.leastNormalMagnitude)
      let float = Float(x)
      let good =
        x.isNaN == value.isNaN && x.isInfinite == value.isInfinite
        && x.isFinite == value.isFinite && x.isZero == (value == 0) && x.sign == value.sign
        && x.isSubnormal == subnormal && (Double(float) == value || float.isNaN && value.isNaN)
        && x.description == value.description
      if !good { wrong.note("\(x), code \(code)") }
    }
    wrong.expectNone("\(type)")
  }

  @Test func namedValuesAreThoseOfTheSpecifications() {
    #expect(Double(Float8E4M3.greatestFiniteMagnitude) == 448)
    #expect(Double(Float8E4M3.leastNormalMagnitude) == 0x1p-6)
    #expect(Double(Float8E4M3.leastNonzeroMagnitude) == 0x1p-9)
    #expect(Double(Float8E4M3.ulpOfOne) == 0x1p-3)
    #expect(Float8E4M3.infinity == nil)
    #expect(Float8E4M3.nan.bitPattern == 0x7f)

    #expect(Double(Float8E5M2.greatestFiniteMagnitude) == 57344)
    #expect(Double(Float8E5M2.leastNormalMagnitude) == 0x1p-14)
    #expect(Double(Float8E5M2.leastNonzeroMagnitude) == 0x1p-16)
    #expect(Double(Float8E5M2.ulpOfOne) == 0x1p-2)
    #expect(Double(Float8E5M2.infinity) == .infinity)

    #expect(Double(BFloat16.greatestFiniteMagnitude) == 0x1.fep127)
    #expect(Double(BFloat16.leastNormalMagnitude) == 0x1p-126)
    #expect(Double(BFloat16.leastNonzeroMagnitude) == 0x1p-133)
    #expect(Double(BFloat16.ulpOfOne) == 0x1p-7)
    #expect(Double(-BFloat16.infinity) == -.infinity)
    let either: BFloat16? = .infinity  // declared with and without the optional; both must do
    #expect(either == BFloat16.infinity)
  }

  @Test func defaultOverflowIsWhatTheFormatsSay() {
    #expect(Float8E4M3(464) == 448)
    #expect(Float8E4M3(465) == 448)
    #expect(Float8E4M3(-Double.infinity) == -448)
    #expect(Float8E4M3(464, overflow: .nonfinite) == 448)  // the tie goes to the even code
    #expect(Float8E4M3(464.5, overflow: .nonfinite).isNaN)
    #expect(Float8E5M2(1e9) == 57344)
    #expect(Float8E5M2(61440, overflow: .nonfinite) == .infinity)
    #expect(BFloat16(1e39) == .infinity)
    #expect(BFloat16(1e39, overflow: .saturate) == .greatestFiniteMagnitude)
    #expect(BFloat16(Float.pi) == 3.140625)
    #expect([1, 2.5, 1000].map(Float8E4M3.init(_:)) == [1, 2.5, 448])
  }

  @Test func zerosAreOneElementOfASetAndNaNsAreMany() {
    #expect(Set([BFloat16.zero, -BFloat16.zero, 1, 1.0]).count == 2)
    #expect(Set([BFloat16.nan, .nan]).count == 2)
  }
}
