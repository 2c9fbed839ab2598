public import Arithmetic

/// Which power of a score an attention weight is proportional to.
public enum SoftmaxBase: String, CaseIterable, Sendable {
  /// 2^score. Attention weights of integer scores are rational.
  case two = "2"

  /// e^score: the softmax of every library. A model in base 2 becomes one in base e when W_Q is multiplied by
  /// ln 2.
  case e
}

/// ln 2 and its reciprocal, enclosed.
enum NaturalLogarithmOfTwo {
  /// Where to start: enough for every type of a tensor but for unlucky numbers.
  static let firstPrecision = Precision(bits: 128) ?? .standard

  /// Ends of an interval that contains log2 e = 1 / ln 2.
  static func reciprocal(_ precision: Precision) -> (lower: Rational, upper: Rational)? {
    let enclosure = Interval.log2(.exp(Interval(1, precision: precision)))
    guard let lower = enclosure.lowerBound, let upper = enclosure.upperBound else { return nil }
    return (lower, upper)
  }

  /// The result of the first enclosure of `factor` times ln 2, or times 1 / ln 2, that `round` accepts.
  ///
  /// Both are irrational, so that an enclosure that is narrow enough holds no number half way between two
  /// values of a format, and the search ends. The limit is there for a `round` that never accepts.
  static func product<Result>(
    _ factor: Rational, timesReciprocal: Bool, _ round: (_ lower: Rational, _ upper: Rational) -> Result?
  ) -> Result? {
    var precision = firstPrecision
    while true {
      if let (lower, upper) = reciprocal(precision) {
        let ends = timesReciprocal ? [factor * lower, factor * upper] : [factor / lower, factor / upper]
        if let result = round(min(ends[0], ends[1]), max(ends[0], ends[1])) { return result }
      }
      guard let next = Precision(bits: 2 * precision.bits) else { return nil }
      precision = next
    }
  }
}

/// A number type that an irrational number, known by enclosures, can be rounded into.
public protocol EnclosureRounding: Scalar {
  /// What every number from `lower` through `upper` rounds to, or `nil` if that is not one value.
  static func rounding(from lower: Rational, through upper: Rational, to format: Format) -> Self?
}

extension EnclosureRounding {
  /// Rounding to nearest does not decrease, so that all numbers between two that round to a value round to
  /// it.
  public static func rounding(from lower: Rational, through upper: Rational, to format: Format) -> Self? {
    let value = Self(lower, format: format)
    return Self(upper, format: format) == value ? value : nil
  }
}

extension BigFloat: EnclosureRounding {}
extension Double: EnclosureRounding {}
extension Float: EnclosureRounding {}
extension Float16: EnclosureRounding {}
extension BFloat16: EnclosureRounding {}
extension Float8E4M3: EnclosureRounding {}
extension Float8E5M2: EnclosureRounding {}

extension Interval: EnclosureRounding {
  /// The smallest interval of the precision that contains both ends, or `nil` while they are further apart
  /// than its own rounding.
  public static func rounding(
    from lower: Rational, through upper: Rational, to format: Precision
  ) -> Interval? {
    guard (upper - lower) * .powerOfTwo(format.bits) <= lower.magnitude else { return nil }
    return Interval(from: lower, through: upper, precision: format)
  }
}
