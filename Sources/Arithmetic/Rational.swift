/// An exact rational number, in lowest terms with a positive denominator.
///
/// Sums, differences, products and quotients are exact: nothing is ever rounded. What grows instead is the
/// size of numerator and denominator.
public struct Rational: Sendable, Hashable {
  /// Carries the sign.
  public let numerator: Integer

  /// Always positive, and without a common factor with the numerator.
  public let denominator: Integer

  /// The quotient of two integers known to have no common factor.
  init(reducedNumerator numerator: Integer, denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient of two integers.
  ///
  /// - Precondition: `denominator` is not zero.
  public init(_ numerator: Integer, _ denominator: Integer) {
    precondition(!denominator.isZero, "A rational with numerator \(numerator) and denominator zero")
    let divisor = Integer.greatestCommonDivisor(numerator, denominator)
    let signed = denominator.signum() < 0 ? -divisor : divisor
    self.init(
      reducedNumerator: numerator.dividedExactly(by: signed),
      denominator: denominator.dividedExactly(by: signed))
  }

  /// The rational with the value of an integer.
  public init(_ value: Integer) {
    self.init(reducedNumerator: value, denominator: 1)
  }

  /// The rational with the value of an integer.
  public init(_ value: Int) {
    self.init(Integer(value))
  }

  /// The exact value of a binary floating-point number, or `nil` if it is infinite or not a number.
  public init?<Source: BinaryFloatingPoint>(exactly source: Source) {
    guard source.isFinite else { return nil }
    guard !source.isZero else {
      self.init(0)
      return
    }
    // source = significand * 2^exponent with 1 <= significand < 2; scaled by 2^fractionBits the
    // significand is an integer.
    let fractionBits = source.significandWidth
    let scale = Source(sign: .plus, exponent: Source.Exponent(fractionBits), significand: 1)
    let scaled = source.significand * scale
    let significand = Integer(UInt64(scaled))
    let exponent = Int(source.exponent) - fractionBits
    let magnitude =
      exponent >= 0
      ? Rational(significand << exponent)
      : Rational(significand, Integer(1) << -exponent)
    self = source.sign == .minus ? -magnitude : magnitude
  }

  /// Whether the value is an integer.
  public var isInteger: Bool { denominator.isOne }
}

extension Rational: CustomStringConvertible, LosslessStringConvertible {
  /// `p/q` in lowest terms, or `p` if the value is an integer.
  public var description: String {
    isInteger ? "\(numerator)" : "\(numerator)/\(denominator)"
  }

  /// The rational written in `description` as `p` or `p/q` in decimal, not necessarily in lowest terms.
  /// Returns `nil` for any other text and for a denominator of zero.
  public init?(_ description: String) {
    let parts = description.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let numerator = Integer(String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(numerator)
      return
    }
    guard let denominator = Integer(String(parts[1])), !denominator.isZero else { return nil }
    self.init(numerator, denominator)
  }
}

extension Rational {
  /// The largest integer that is not larger.
  public var floor: Integer {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    // Division truncates towards zero, which is upwards for negative values.
    return remainder.signum() < 0 ? quotient - 1 : quotient
  }

  /// The smallest integer that is not smaller.
  public var ceiling: Integer { -(-self).floor }
}
