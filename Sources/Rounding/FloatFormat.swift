public import Arithmetic

/// A binary floating-point format, as far as rounding to it goes: what `round` does to a number.
///
/// It describes formats that the library has as types (`BFloat16`, `Float`) and those that it has not: tf32, and p
/// bits of precision with e bits of exponent. Values are held in `Double`.
///
/// Computing in `Double` and rounding the result to p bits gives the exact result rounded once where
///
/// - products are exact in `Double`: 2p <= 53;
/// - a first rounding of a sum or a quotient to 53 bits does not change the second: 53 >= 2p + 2 (Figueroa, "When is
///   double rounding innocuous?", ACM SIGNUM Newsletter 30 (1995), doi:10.1145/221332.221334);
/// - nothing between the two is subnormal or infinite in `Double`: with at most 8 bits of exponent and 24 of precision,
///   magnitudes of products and quotients lie in 2^-298 ... 2^278.
///
/// So p <= 24 and e <= 8, or the format is that of `Double` itself, in which nothing is left to round.
public struct FloatFormat: Hashable, Sendable {
  /// p: the bits of the significand, the leading one among them.
  public let significandBits: Int

  /// e: the bits of the exponent.
  public let exponentBits: Int

  /// The exponent of the smallest normal number; subnormal numbers are multiples of 2^(this - p + 1).
  public let leastExponent: Int

  /// The largest finite number.
  public let greatest: Double

  /// What becomes of a result that, rounded, is beyond it.
  public let overflow: OverflowBehavior

  /// Whether the format has infinities; if not, an overflow that does not saturate is not a number.
  public let hasInfinity: Bool

  /// The unit roundoff u = 2^-p: a rounded normal result differs from the exact one by at most u / (1 + u) of it.
  public var unitRoundoff: Rational { .powerOfTwo(-significandBits) }

  /// The format of a type that is stored in at most 16 bits, with its customary overflow.
  public init<Number: SmallFloat>(of type: Number.Type) {
    let layout = Number.format
    self.init(
      significandBits: layout.fractionBits + 1, exponentBits: layout.exponentBits,
      leastExponent: layout.leastNormalExponent,
      greatest: Double(Number(bitPattern: Number.BitPattern(truncatingIfNeeded: layout.largestFiniteCode))),
      overflow: Number.defaultOverflow, hasInfinity: layout.hasInfinity)
  }

  /// A format as IEEE 754 makes them from its two widths: bias 2^(e - 1) - 1, subnormal numbers, infinities, overflow
  /// to infinity.
  ///
  /// - Throws: `FloatFormatError` unless 2 <= p <= 24 and 3 <= e <= 8. (With e = 2 and p = 2 the largest finite number
  ///   is 3, and the gate of the construction needs 4.)
  public init(significandBits: Int, exponentBits: Int) throws(FloatFormatError) {
    guard FloatFormat.significands.contains(significandBits) else { throw .significand(significandBits) }
    guard FloatFormat.exponents.contains(exponentBits) else { throw .exponent(exponentBits) }
    self.init(ieee: significandBits, exponentBits: exponentBits)
  }

  /// The precisions that are emulated.
  public static let significands = 2...24

  /// The widths of exponents that are emulated.
  public static let exponents = 3...8

  private init(ieee significandBits: Int, exponentBits: Int) {
    let bias = 1 << (exponentBits - 1) - 1
    let fraction = Double(sign: .plus, exponent: 1 - significandBits, significand: 1)
    self.init(
      significandBits: significandBits, exponentBits: exponentBits, leastExponent: 1 - bias,
      greatest: Double(sign: .plus, exponent: bias, significand: 2 - fraction),
      overflow: .nonfinite, hasInfinity: true)
  }

  private init(
    significandBits: Int, exponentBits: Int, leastExponent: Int, greatest: Double, overflow: OverflowBehavior,
    hasInfinity: Bool
  ) {
    (self.significandBits, self.exponentBits, self.leastExponent) = (significandBits, exponentBits, leastExponent)
    (self.greatest, self.overflow, self.hasInfinity) = (greatest, overflow, hasInfinity)
  }

  // MARK: - The formats with names

  /// IEEE 754 binary64: `Double`.
  public static let float64 = FloatFormat(ieee: 53, exponentBits: 11)
  /// IEEE 754 binary32: `Float`.
  public static let float32 = FloatFormat(ieee: 24, exponentBits: 8)
  /// What tensor cores read of a `Float`: its exponents, and 11 bits of precision (NVIDIA, A100 whitepaper, 2020).
  public static let tf32 = FloatFormat(ieee: 11, exponentBits: 8)
  /// IEEE 754 binary16: `Float16`.
  public static let float16 = FloatFormat(ieee: 11, exponentBits: 5)
  /// The format of `BFloat16`.
  public static let bfloat16 = FloatFormat(of: BFloat16.self)
  /// The format of `Float8E4M3`.
  public static let float8e4m3 = FloatFormat(of: Float8E4M3.self)
  /// The format of `Float8E5M2`.
  public static let float8e5m2 = FloatFormat(of: Float8E5M2.self)

  /// All of them, by falling precision.
  public static let named = [float64, float32, tf32, float16, bfloat16, float8e4m3, float8e5m2]

  /// The name on pages and in reports: "bfloat16"; "p=5,e=8" for a format that has none.
  public var name: String {
    switch self {
    case .float64: "float64"
    case .float32: "float32"
    case .tf32: "tf32"
    case .float16: "float16"
    case .bfloat16: "bfloat16"
    case .float8e4m3: "float8e4m3"
    case .float8e5m2: "float8e5m2"
    default: "p=\(significandBits),e=\(exponentBits)"
    }
  }

  // MARK: - Rounding

  /// The number of the format that is nearest to `value`, of two the even one.
  ///
  /// What is too large, infinities among it, becomes what `overflow` says; the sign of zero is kept.
  @inlinable
  public func round(_ value: Double) -> Double {
    guard significandBits < 53, value != 0, !value.isNaN else { return value }
    guard value.isFinite else { return overflowed(value) }
    // The quantum 2^q of the results near this value. In the double numbers near 1.5 * 2^(52 + q) neighbors are 2^q
    // apart, so that adding that number rounds to multiples of the quantum, to nearest and even.
    let quantum = max(Int(value.exponent), leastExponent) - significandBits + 1
    let shifter = 0x1.8p52 * Double(bitPattern: UInt64(truncatingIfNeeded: quantum + 1023) << 52)
    let rounded = Double(signOf: value, magnitudeOf: (value + shifter) - shifter)
    return rounded.magnitude <= greatest ? rounded : overflowed(rounded)
  }

  @usableFromInline
  func overflowed(_ value: Double) -> Double {
    let magnitude: Double =
      switch overflow {
      case .saturate: greatest
      case .nonfinite: hasInfinity ? .infinity : .nan
      }
    return Double(signOf: value, magnitudeOf: magnitude)
  }

  /// Whether `value` is a number of the format.
  public func holds(_ value: Double) -> Bool { round(value) == value }

  /// 2^exponent, rounded once: the power itself, or zero where it is less than half the smallest positive number or
  /// just half of it.
  public func powerOfTwo(_ exponent: Double) -> Double {
    // Beyond these, rounding gives zero or the largest number in every format.
    round(Double(sign: .plus, exponent: Int(max(-2000, min(2000, exponent))), significand: 1))
  }
}

/// Why a format is not emulated.
public enum FloatFormatError: Error, Hashable, CustomStringConvertible {
  /// A precision that is not emulated.
  case significand(Int)
  /// A width of exponents that is not emulated.
  case exponent(Int)

  public var description: String {
    switch self {
    case .significand(let bits):
      "a significand of \(bits) bits: expected \(FloatFormat.significands.lowerBound) to "
        + "\(FloatFormat.significands.upperBound), so that rounding twice is rounding once"
    case .exponent(let bits):
      "an exponent of \(bits) bits: expected \(FloatFormat.exponents.lowerBound) to "
        + "\(FloatFormat.exponents.upperBound)"
    }
  }
}
