import Arithmetic
import TestSupport
import Testing

/// Conversion of exact values to the six floating-point formats, rounded once.
@Suite struct RationalRoundingTests {
  struct Format: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rounding: ExactRounding
    /// The largest finite value.
    let greatest: Rational
    /// What larger values become.
    let overflow: Double
    let convert: @Sendable (Rational) -> Double

    init(
      _ name: String, precision: Int, leastExponent: Int, greatest: Double, overflow: Double = .infinity,
      _ convert: @escaping @Sendable (Rational) -> Double
    ) {
      testDescription = name
      rounding = ExactRounding(precision: precision, leastExponent: leastExponent)
      self.greatest = Rational(exactly: greatest) ?? 0
      self.overflow = overflow
      self.convert = convert
    }

    func isRoundedOnce(_ exact: Rational) -> Bool {
      let nearest = rounding.nearest(exact)
      let result = convert(exact)
      if nearest.magnitude > greatest { return result == (exact < 0 ? -overflow : overflow) }
      return Rational(exactly: result) == nearest
    }
  }

  static let formats = [
    Format("Double", precision: 53, leastExponent: -1074, greatest: .greatestFiniteMagnitude) { Double($0) },
    Format("Float", precision: 24, leastExponent: -149, greatest: Double(Float.greatestFiniteMagnitude)) {
      Double(Float($0))
    },
    Format("Float16", precision: 11, leastExponent: -24, greatest: 65504) { Double(Float16($0)) },
    Format("BFloat16", precision: 8, leastExponent: -133, greatest: 0x1.fep127) {
      Double(BFloat16($0, format: ()))
    },
    Format("Float8E4M3", precision: 4, leastExponent: -9, greatest: 448, overflow: 448) {
      Double(Float8E4M3($0, format: ()))
    },
    Format("Float8E5M2", precision: 3, leastExponent: -16, greatest: 57344, overflow: 57344) {
      Double(Float8E5M2($0, format: ()))
    },
  ]

  @Test(arguments: formats)
  func tiesAndTheirNeighborsGoWhereTheyShould(_ format: Format) {
    let precision = format.rounding.precision
    let least = format.rounding.leastExponent ?? 0
    let top = format.greatest.numerator.bitLength - precision
    let everywhere = Generator.nearTies(precision: precision, exponents: least - 3...top + 2)
    let atTheBottom = Generator.nearTies(precision: precision, exponents: least - precision - 2...least + 1)
    let atTheTop = Generator.nearTies(precision: precision, exponents: top - 1...top + 1)
    forAll(everywhere, trials: 50) { format.isRoundedOnce($0.value) }
    forAll(atTheBottom) { format.isRoundedOnce($0.value) }
    forAll(atTheTop) { format.isRoundedOnce($0.value) }
  }

  @Test(arguments: formats)
  func anyFractionIsRoundedOnce(_ format: Format) {
    forAll(.rationals(bits: 120), trials: 40) { format.isRoundedOnce($0) }
    for exponent in [-5000, -1100, -1075, -1074, -1023, 1023, 1024, 5000] {
      #expect(format.isRoundedOnce(.powerOfTwo(exponent)))
      #expect(format.isRoundedOnce(-.powerOfTwo(exponent) * Rational(4, 3)))
    }
  }

  /// Against the neighbors that the type itself names.
  @Test func noNeighborOfADoubleIsNearer() {
    forAll(.rationals(bits: 120), trials: 40) { exact in
      let result = Double(exact)
      guard let value = Rational(exactly: result), let above = Rational(exactly: result.nextUp),
        let below = Rational(exactly: result.nextDown)
      else { return false }
      let error = (value - exact).magnitude
      let others = min((above - exact).magnitude, (below - exact).magnitude)
      return error < others || (error == others && result.significandBitPattern % 2 == 0)
    }
  }

  /// What `roundedToOdd` promises: exact values stay; of the two neighbors of another the odd one is taken.
  @Test func roundingToOddKeepsAMarkOfWhatItCutsOff() {
    forAll(.nearTies(precision: 60, exponents: -900...900), trials: 60) { tie in
      let exact = tie.value
      let odd = exact.roundedToOdd()
      let cut = ExactRounding(precision: 53).towardsZero(exact)
      if cut == exact { return Rational(exactly: odd) == exact }
      let unit = Rational.powerOfTwo(ExactRounding(precision: 53).unitExponent(at: exact))
      guard let result = Rational(exactly: odd) else { return false }
      return odd.significandBitPattern % 2 == 1 && (result - exact).magnitude < unit
    }
    #expect(Rational.powerOfTwo(-3000).roundedToOdd() == .leastNonzeroMagnitude)
    #expect((-Rational.powerOfTwo(3000)).roundedToOdd() == -.greatestFiniteMagnitude)
    #expect(Rational(0).roundedToOdd() == 0)
  }

  @Test func floatingPointValuesAreTakenExactly() {
    forAll(.integers(bits: 64), trials: 60) { bits in
      let pattern = UInt64(bits.magnitude.description) ?? 0
      let double = Double(bitPattern: pattern)
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: pattern))
      let half = Float16(bitPattern: UInt16(truncatingIfNeeded: pattern))
      return Self.isExact(double) && Self.isExact(float) && Self.isExact(half)
        && Rational(exactly: -double) == Rational(exactly: double).map { -$0 }
    }
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(Rational(exactly: power) == .powerOfTwo(exponent))
    }
  }

  /// The value put together from the fields of the number, and there and back again.
  private static func isExact<Source: NativeScalar>(_ source: Source) -> Bool {
    guard source.isFinite else { return Rational(exactly: source) == nil }
    let isNormal = source.exponentBitPattern != 0
    let bias = (1 << (Source.exponentBitCount - 1)) - 1
    let fraction = Integer(source.significandBitPattern)
    let count = isNormal ? fraction + (Integer(1) << Source.significandBitCount) : fraction
    let exponent = Swift.max(Int(source.exponentBitPattern), 1) - bias - Source.significandBitCount
    let magnitude = Rational(count) * .powerOfTwo(exponent)
    guard let exact = Rational(exactly: source) else { return false }
    return exact == (source.sign == .minus ? -magnitude : magnitude) && Source(exact) == source
  }
}
