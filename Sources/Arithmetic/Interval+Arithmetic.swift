import CMPFR

extension Interval: AdditiveArithmetic {
  /// The point zero, at the smallest precision: adding it leaves the other operand's precision and value
  /// alone. What is computed from it alone, such as `exp2(.zero)`, has the smallest precision too.
  public static var zero: Interval {
    let zero = MPFRNumber(exactly: 0)
    return Interval(lower: zero, upper: zero)
  }

  public static func + (left: Interval, right: Interval) -> Interval {
    unsafe Interval(
      lower: left.lower.combine(right.lower, MPFR_RNDD, mpfr_add),
      upper: left.upper.combine(right.upper, MPFR_RNDU, mpfr_add))
  }

  public static func - (left: Interval, right: Interval) -> Interval {
    unsafe Interval(
      lower: left.lower.combine(right.upper, MPFR_RNDD, mpfr_sub),
      upper: left.upper.combine(right.lower, MPFR_RNDU, mpfr_sub))
  }

  /// The opposites of all numbers of the interval, exactly.
  public static prefix func - (operand: Interval) -> Interval {
    unsafe Interval(
      lower: operand.upper.map(precision: operand.precision, MPFR_RNDD, mpfr_neg),
      upper: operand.lower.map(precision: operand.precision, MPFR_RNDU, mpfr_neg))
  }

  public static func * (left: Interval, right: Interval) -> Interval {
    // A product of intervals is spanned by products of ends, and the signs tell by which two; only when both
    // intervals have zero inside do four candidates remain.
    switch (left.sign, right.sign) {
    case (.zero, _), (_, .zero): product(left.lower, right.lower, left.upper, right.upper)
    case (.positive, .positive): product(left.lower, right.lower, left.upper, right.upper)
    case (.positive, .negative): product(left.upper, right.lower, left.lower, right.upper)
    case (.positive, .mixed): product(left.upper, right.lower, left.upper, right.upper)
    case (.negative, .positive): product(left.lower, right.upper, left.upper, right.lower)
    case (.negative, .negative): product(left.upper, right.upper, left.lower, right.lower)
    case (.negative, .mixed): product(left.lower, right.upper, left.lower, right.lower)
    case (.mixed, .positive): product(left.lower, right.upper, left.upper, right.upper)
    case (.mixed, .negative): product(left.upper, right.lower, left.lower, right.lower)
    case (.mixed, .mixed):
      product(left.lower, right.upper, left.lower, right.lower)
        .hull(product(left.upper, right.lower, left.upper, right.upper))
    }
  }

  /// The quotient; the whole line if the divisor contains zero.
  public static func / (left: Interval, right: Interval) -> Interval {
    // Dividing by a positive interval: the lower end shrinks with the larger divisor if it is positive and
    // grows with the smaller one if it is negative; likewise above.
    switch right.sign {
    case .zero, .mixed: return .wholeLine(bits: max(left.precision, right.precision))
    case .negative: return (-left) / (-right)
    case .positive:
      if right.lower.isZero { return .wholeLine(bits: max(left.precision, right.precision)) }
      return Interval(
        lower: quotient(left.lower, left.lower.signum < 0 ? right.lower : right.upper, .down),
        upper: quotient(left.upper, left.upper.signum < 0 ? right.upper : right.lower, .up))
    }
  }

  /// The smallest interval that contains both.
  func hull(_ other: Interval) -> Interval {
    unsafe Interval(
      lower: lower.combine(other.lower, MPFR_RNDD, mpfr_min),
      upper: upper.combine(other.upper, MPFR_RNDU, mpfr_max))
  }

  // MARK: - By signs

  private enum Sign {
    /// The point zero.
    case zero
    /// No number below zero.
    case positive
    /// No number above zero.
    case negative
    /// Numbers on both sides.
    case mixed
  }

  private var sign: Sign {
    switch (lower.signum, upper.signum) {
    case (0, 0): .zero
    case (0..., _): .positive
    case (_, ...0): .negative
    default: .mixed
    }
  }

  /// The interval from the product of the first two ends to that of the last two.
  private static func product(
    _ first: MPFRNumber, _ second: MPFRNumber, _ third: MPFRNumber, _ fourth: MPFRNumber
  ) -> Interval {
    Interval(lower: product(first, second, .down), upper: product(third, fourth, .up))
  }

  /// A product of ends. Zero times infinity counts as zero: the infinite end stands for arbitrarily large
  /// numbers, each of which gives zero.
  private static func product(
    _ first: MPFRNumber, _ second: MPFRNumber, _ direction: RoundingDirection
  ) -> MPFRNumber {
    if first.isZero || second.isZero {
      // Of the precision of any other product: what is computed from it, such as a power, inherits that.
      return unsafe MPFRNumber(precision: max(first.precision, second.precision)) {
        unsafe mpfr_set_zero($0, 1)
      }
    }
    return unsafe first.combine(second, direction.mode, mpfr_mul)
  }

  /// A quotient of ends. The divisor is finite or the dividend is: only an upper end is ever divided by a
  /// lower one, or the other way round, where both could be infinite.
  private static func quotient(
    _ dividend: MPFRNumber, _ divisor: MPFRNumber, _ direction: RoundingDirection
  ) -> MPFRNumber {
    unsafe dividend.combine(divisor, direction.mode, mpfr_div)
  }
}
