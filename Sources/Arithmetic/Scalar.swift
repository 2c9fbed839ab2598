/// A number type in which a forward pass can be evaluated.
///
/// The vocabulary is that of swift-numerics where it has a word (`exp2`, `maximum`, `zero`). What a
/// conforming type promises about an operation differs, and is the reason for having several:
///
/// | type | result of an operation |
/// |---|---|
/// | `Rational` | exact |
/// | `Interval` | contains the exact result for every choice of operands from the intervals |
/// | `BigFloat`, `Double`, `Float`, `Float16` | the exact result, rounded once to nearest, ties to even |
/// | `BFloat16`, `Float8E4M3`, `Float8E5M2` | the exact result, rounded once to nearest, ties to even |
///
/// The functions `exp2` of the last two rows are exact at the integers whose result the type can hold, and
/// within one unit in the last place of the system's library elsewhere. No operation contracts a product and
/// a sum into one.
public protocol Scalar: AdditiveArithmetic, Sendable {
  /// What must be known besides a value to round it into this type: a precision, where that is chosen
  /// when the program runs, and nothing where the type fixes it.
  associatedtype Format: Sendable

  /// About how many bytes a value takes in memory, heap included: for deciding beforehand whether a model
  /// fits the machine.
  static func approximateBytes(in format: Format) -> Int

  /// The value `exact`, rounded into this type: once and to nearest, or outward for intervals.
  init(_ exact: Rational, format: Format)

  /// The product.
  static func * (left: Self, right: Self) -> Self

  /// The quotient. Division by zero follows the type: infinite or not a number for floating point, the
  /// whole line for an interval, a precondition failure for `Rational`.
  static func / (left: Self, right: Self) -> Self

  /// 2 raised to `exponent`.
  ///
  /// - Throws: `ScalarError` where the type holds no such number: see `Rational.exp2`.
  static func exp2(_ exponent: Self) throws(ScalarError) -> Self

  /// The larger of two values; for intervals the interval of all larger values.
  static func maximum(_ left: Self, _ right: Self) -> Self

  /// The smaller of two values; for intervals the interval of all smaller values.
  static func minimum(_ left: Self, _ right: Self) -> Self

  /// How two values compare, where that is certain.
  static func order(_ left: Self, _ right: Self) -> Order

  /// What to subtract from every score before exponentiation. Softmax does not depend on it; the type
  /// chooses the score that suits its arithmetic best. `scores` is not empty.
  static func softmaxShift(_ scores: some Sequence<Self>) -> Self

  /// Adds `left * right` to this value: a product, then a sum, each rounded as the type does.
  mutating func add(_ left: Self, times right: Self)
}

/// The answer to a comparison that may be undecided.
public enum Order: Sendable, Hashable {
  /// The left value is certainly smaller.
  case less
  /// The values are certainly equal.
  case equal
  /// The left value is certainly larger.
  case greater
  /// Intervals overlap, or an operand is not a number.
  case undecided
}

/// Why a number type cannot hold a result.
public enum ScalarError: Error, Hashable, CustomStringConvertible {
  /// A power of two with this exponent is irrational.
  case irrationalPower(exponent: String)

  /// A power of two with this exponent would take more bits than `limit`.
  case powerTooLarge(exponent: String, limit: Int)

  public var description: String {
    switch self {
    case .irrationalPower(let exponent):
      "2 to the power \(exponent) is irrational: exact arithmetic needs attention scores that are integers"
    case .powerTooLarge(let exponent, let limit):
      "2 to the power \(exponent) is out of reach: exact arithmetic takes exponents from -\(limit) to \(limit)"
    }
  }
}

extension Scalar {
  @inlinable
  public static func approximateBytes(in format: Format) -> Int { MemoryLayout<Self>.stride }

  @inlinable
  public mutating func add(_ left: Self, times right: Self) {
    self += left * right
  }

  /// The largest score: every weight is then at most one, and floating point cannot overflow.
  @inlinable
  public static func softmaxShift(_ scores: some Sequence<Self>) -> Self {
    var iterator = scores.makeIterator()
    guard var largest = iterator.next() else { return .zero }
    while let score = iterator.next() { largest = maximum(largest, score) }
    return largest
  }
}

extension Scalar where Self: Comparable {
  @inlinable
  public static func order(_ left: Self, _ right: Self) -> Order {
    if left < right { return .less }
    if left > right { return .greater }
    // A value that is not a number is neither.
    return left == right ? .equal : .undecided
  }
}
