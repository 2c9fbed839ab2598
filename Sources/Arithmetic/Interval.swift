import CMPFR

/// A closed interval of real numbers whose ends are MPFR numbers, rounded outward.
///
/// The result of every operation contains the exact result for every choice of real numbers from the
/// operands. Ends have the larger of the operands' precisions.
public struct Interval: Sendable {
  /// The lower end: a number or minus infinity, never more than `upper`.
  let lower: MPFRNumber

  /// The upper end: a number or infinity.
  let upper: MPFRNumber

  init(lower: MPFRNumber, upper: MPFRNumber) {
    self.lower = lower
    self.upper = upper
  }

  /// The smallest interval of this precision that contains `exact`.
  public init(_ exact: Rational, precision: Precision) {
    let (below, ternary) = MPFRNumber.rounding(exact, precision: precision.bits, MPFR_RNDD)
    lower = below
    upper =
      ternary == 0
      ? below : MPFRNumber.rounding(exact, precision: precision.bits, MPFR_RNDU).number
  }

  /// The smallest interval of this precision that contains both `first` and `second`.
  public init(from first: Rational, through second: Rational, precision: Precision) {
    let bits = precision.bits
    lower = MPFRNumber.rounding(min(first, second), precision: bits, MPFR_RNDD).number
    upper = MPFRNumber.rounding(max(first, second), precision: bits, MPFR_RNDU).number
  }

  /// All real numbers: what is known where nothing is known.
  public static func wholeLine(precision: Precision) -> Interval {
    wholeLine(bits: precision.bits)
  }

  static func wholeLine(bits: Int) -> Interval {
    unsafe Interval(
      lower: MPFRNumber(precision: bits) { unsafe mpfr_set_inf($0, -1) },
      upper: MPFRNumber(precision: bits) { unsafe mpfr_set_inf($0, 1) })
  }

  /// The number of bits of the ends.
  public var precision: Int { max(lower.precision, upper.precision) }

  /// The exact lower end, or `nil` if it is minus infinity.
  public var lowerBound: Rational? { lower.exactValue }

  /// The exact upper end, or `nil` if it is infinity.
  public var upperBound: Rational? { upper.exactValue }

  /// The nearest `Double`s outside: an end that is beyond all of them is infinite.
  public var doubleBounds: ClosedRange<Double> {
    unsafe lower.withPointer {
      unsafe mpfr_get_d($0, MPFR_RNDD)
    }...upper.withPointer { unsafe mpfr_get_d($0, MPFR_RNDU) }
  }

  /// Whether the interval holds a single number.
  public var isPoint: Bool { lower.isEqual(to: upper) }

  /// Whether `value` lies in the interval.
  public func contains(_ value: Rational) -> Bool {
    (lowerBound.map { $0 <= value } ?? true) && (upperBound.map { value <= $0 } ?? true)
  }

  /// Whether every number of `other` lies in the interval.
  public func contains(_ other: Interval) -> Bool {
    !other.lower.isLess(than: lower) && !upper.isLess(than: other.upper)
  }

  /// Whether the two intervals have a number in common.
  public func overlaps(_ other: Interval) -> Bool {
    !upper.isLess(than: other.lower) && !other.upper.isLess(than: lower)
  }

  /// The lower end in decimal, rounded down.
  public func lowerDecimal(digits: Int) -> String { lower.decimalText(digits: digits, MPFR_RNDD) }

  /// The upper end in decimal, rounded up.
  public func upperDecimal(digits: Int) -> String { upper.decimalText(digits: digits, MPFR_RNDU) }
}

extension Interval: CustomStringConvertible {
  /// `[lower, upper]` in decimal, rounded outward to 20 digits.
  public var description: String {
    "[\(lowerDecimal(digits: 20)), \(upperDecimal(digits: 20))]"
  }
}

// MARK: - Comparison

/// The answer to a question about numbers that are known to lie in intervals.
public enum Answer: Sendable, Hashable {
  /// True of every choice of numbers.
  case yes
  /// False of every choice of numbers.
  case no
  /// True of some and false of others.
  case undecided
}

extension Interval: Equatable {
  /// Whether both are the same interval, as sets. For what is known of the numbers in them, see `order`.
  public static func == (left: Interval, right: Interval) -> Bool {
    left.lower.isEqual(to: right.lower) && left.upper.isEqual(to: right.upper)
  }

  /// Whether every, no or some number of this interval is less than every number of `other`.
  public func isLess(than other: Interval) -> Answer {
    if upper.isLess(than: other.lower) { return .yes }
    return lower.isLess(than: other.upper) ? .undecided : .no
  }

  /// Whether a number of this interval equals a number of `other`: certain only for points and for intervals
  /// that do not overlap.
  public func isEqual(to other: Interval) -> Answer {
    if !overlaps(other) { return .no }
    return isPoint && self == other ? .yes : .undecided
  }

  public static func order(_ left: Interval, _ right: Interval) -> Order {
    if left.isLess(than: right) == .yes { return .less }
    if right.isLess(than: left) == .yes { return .greater }
    return left.isEqual(to: right) == .yes ? .equal : .undecided
  }
}
