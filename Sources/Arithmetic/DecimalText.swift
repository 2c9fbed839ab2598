import CMPFR

extension MPFRNumber {
  /// The value in decimal with at most `digits` significant digits, rounded in the direction `mode`; plain
  /// where that is short, with an exponent of ten elsewhere.
  func decimalText(digits: Int, _ mode: mpfr_rnd_t) -> String {
    if isNaN { return "nan" }
    if !isFinite { return signum < 0 ? "-inf" : "inf" }
    if isZero { return "0" }
    var exponent = mpfr_exp_t()
    let text: String = unsafe withPointer { number in
      guard let start = unsafe mpfr_get_str(nil, &exponent, 10, digits, number, mode) else { return "" }
      defer { unsafe mpfr_free_str(start) }
      return unsafe String(cString: start)
    }
    let sign = text.hasPrefix("-") ? "-" : ""
    var significant = Substring(text).drop { $0 == "-" }
    while significant.count > 1, significant.last == "0" { significant.removeLast() }
    // MPFR's convention: the value is 0.DIGITS times ten to the exponent.
    return sign + placingPoint(in: significant, exponent: Int(exponent))
  }

  private func placingPoint(in digits: Substring, exponent: Int) -> String {
    // Plain notation for what people read as such; the limits are those of most languages' printing.
    switch exponent {
    case -5...0:
      return "0." + String(repeating: "0", count: -exponent) + digits
    case 1...21:
      if digits.count <= exponent {
        return digits + String(repeating: "0", count: exponent - digits.count)
      }
      return digits.prefix(exponent) + "." + digits.dropFirst(exponent)
    default:
      let fraction = digits.dropFirst()
      return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(exponent - 1)"
    }
  }
}

extension Rational {
  /// The value in decimal with at most `digits` significant digits, rounded in the given direction. For people
  /// and reports; the exact value is `description`.
  public func decimal(digits: Int, _ direction: RoundingDirection = .nearest) -> String {
    // Three bits more than `digits` decimal digits need, times a margin: the second rounding, to decimal, then
    // errs in a last digit that nobody asked for. Both go in the same direction, so a bound stays a bound.
    let precision = max(64, digits * 4 + 8)
    let (number, _) = MPFRNumber.rounding(self, precision: precision, direction.mode)
    return number.decimalText(digits: digits, direction.mode)
  }
}

/// Which neighbor rounding takes.
public enum RoundingDirection: Sendable, Hashable {
  /// The nearest, ties to even.
  case nearest
  /// The largest that is not larger.
  case down
  /// The smallest that is not smaller.
  case up

  var mode: mpfr_rnd_t {
    switch self {
    case .nearest: MPFR_RNDN
    case .down: MPFR_RNDD
    case .up: MPFR_RNDU
    }
  }
}
