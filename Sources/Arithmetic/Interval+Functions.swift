import CMPFR

extension Interval: Scalar {
  public init(_ exact: Rational, format: Precision) {
    self.init(exact, precision: format)
  }

  /// Two references and the numbers behind them.
  public static func approximateBytes(in format: Precision) -> Int {
    MemoryLayout<Interval>.stride + 2 * MPFRNumber.approximateBytes(precision: format.bits)
  }

  /// 2 raised to every number of `exponent`.
  public static func exp2(_ exponent: Interval) -> Interval {
    unsafe exponent.mapIncreasing(mpfr_exp2)
  }

  /// e raised to every number of `exponent`.
  public static func exp(_ exponent: Interval) -> Interval {
    unsafe exponent.mapIncreasing(mpfr_exp)
  }

  /// The base-2 logarithm of every number of `value`.
  ///
  /// - Precondition: every number of the interval is positive.
  public static func log2(_ value: Interval) -> Interval {
    precondition(value.lower.signum > 0, "A logarithm of \(value): expected positive numbers only")
    return unsafe value.mapIncreasing(mpfr_log2)
  }

  public static func maximum(_ left: Interval, _ right: Interval) -> Interval {
    unsafe Interval(
      lower: left.lower.combine(right.lower, MPFR_RNDD, mpfr_max),
      upper: left.upper.combine(right.upper, MPFR_RNDU, mpfr_max))
  }

  public static func minimum(_ left: Interval, _ right: Interval) -> Interval {
    unsafe Interval(
      lower: left.lower.combine(right.lower, MPFR_RNDD, mpfr_min),
      upper: left.upper.combine(right.upper, MPFR_RNDU, mpfr_min))
  }

  /// An increasing function maps ends to ends. MPFR rounds each correctly in the direction asked for, which
  /// is all that an enclosure needs.
  private func mapIncreasing(
    _ function: (UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, mpfr_rnd_t) -> CInt
  ) -> Interval {
    unsafe Interval(
      lower: lower.map(precision: precision, MPFR_RNDD, function),
      upper: upper.map(precision: precision, MPFR_RNDU, function))
  }
}
