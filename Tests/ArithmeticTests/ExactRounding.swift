import Arithmetic

/// Rounding into binary formats by integers alone: the oracle for everything that rounds.
struct ExactRounding {
  /// Bits of significand.
  var precision: Int
  /// The exponent of the smallest positive number, where the format has one.
  var leastExponent: Int?

  /// The value of the format nearest to `exact`, ties to even, as if exponents had no upper end.
  func nearest(_ exact: Rational) -> Rational {
    signed(exact) { count, rest in
      switch Rational.order(rest, Rational(1, 2)) {
      case .less: count
      case .greater: count + 1
      default: (count % 2).isZero ? count : count + 1
      }
    }
  }

  /// The largest value of the format that is not larger.
  func down(_ exact: Rational) -> Rational { exact < 0 ? awayFromZero(exact) : towardsZero(exact) }

  /// The smallest value of the format that is not smaller.
  func up(_ exact: Rational) -> Rational { exact < 0 ? towardsZero(exact) : awayFromZero(exact) }

  func towardsZero(_ exact: Rational) -> Rational { signed(exact) { count, _ in count } }

  private func awayFromZero(_ exact: Rational) -> Rational {
    signed(exact) { count, rest in rest == 0 ? count : count + 1 }
  }

  /// The exponent of the last place at `exact`, which is not zero.
  func unitExponent(at exact: Rational) -> Int {
    let magnitude = exact.magnitude
    // The floor of the logarithm: off by at most one from the difference of the lengths.
    var logarithm = magnitude.numerator.bitLength - magnitude.denominator.bitLength
    if magnitude < Rational.powerOfTwo(logarithm) { logarithm -= 1 }
    return max(logarithm - precision + 1, leastExponent ?? .min)
  }

  /// Cuts the magnitude at the last place and lets `choose` decide by the part that is cut off, in units.
  private func signed(_ exact: Rational, _ choose: (Integer, Rational) -> Integer) -> Rational {
    if exact == 0 { return 0 }
    let unit = Rational.powerOfTwo(unitExponent(at: exact))
    let units = exact.magnitude / unit
    let count = units.numerator / units.denominator
    let rounded = Rational(choose(count, units - Rational(count))) * unit
    return exact < 0 ? -rounded : rounded
  }
}
