import CMPFR

extension MPFRNumber {
  /// The value in decimal with at most `digits` significant digits, rounded once in the direction `mode`;
  /// plain where that is short, with an exponent of ten elsewhere.
  ///
  /// - Precondition: `digits >= 1`.
  func decimalText(digits: Int, _ mode: mpfr_rnd_t) -> String {
    precondition(digits >= 1, "A number in \(digits) digits: expected one or more")
    if isNaN { return "nan" }
    if !isFinite { return signum < 0 ? "-inf" : "inf" }
    if isZero { return "0" }
    var exponent = mpfr_exp_t()
    let text: String = unsafe withPointer { number in
      guard let start = unsafe mpfr_get_str(nil, &exponent, 10, digits, number, mode) else { return "" }
      defer { unsafe mpfr_free_str(start) }
      return unsafe String(cString: start)
    }
    // MPFR's convention: the value is 0.DIGITS times ten to the exponent.
    return placingPoint(in: text.drop { $0 == "-" }, exponent: Int(exponent), isNegative: text.hasPrefix("-"))
  }
}

extension Rational {
  /// The value in decimal with at most `digits` significant digits, rounded once in the given direction. For
  /// people and reports; the exact value is `description`.
  ///
  /// - Precondition: `digits >= 1`.
  public func decimal(digits: Int, _ direction: RoundingDirection = .nearest) -> String {
    // At least eight bits more than the digits need: two binary neighbors of the value then nearly always
    // have the same decimal, and since rounding keeps the order, it is that of the value between them.
    let precision = max(64, digits * 4 + 8)
    let below = MPFRNumber.rounding(self, precision: precision, MPFR_RNDD).number
    let text = below.decimalText(digits: digits, direction.mode)
    let above = MPFRNumber.rounding(self, precision: precision, MPFR_RNDU).number
    if text == above.decimalText(digits: digits, direction.mode) { return text }
    return exactDecimal(digits: digits, direction)
  }

  /// The same by integers alone, for values on or next to a decimal boundary, such as 1/10; not for zero.
  private func exactDecimal(digits: Int, _ direction: RoundingDirection) -> String {
    let ten = Integer(10)
    func power(_ exponent: Int) -> Rational {
      let power = Rational(ten.raised(to: Int(exponent.magnitude)))
      return exponent < 0 ? Rational(1) / power : power
    }
    // 10^(exponent - 1) <= magnitude < 10^exponent; 30103/100000 is log10(2) to five places.
    var exponent = (numerator.bitLength - denominator.bitLength) * 30103 / 100_000
    while magnitude >= power(exponent) { exponent += 1 }
    while magnitude < power(exponent - 1) { exponent -= 1 }
    let units = magnitude * power(digits - exponent)
    var count = units.floor
    let rest = units - Rational(count)
    let goesUp =
      switch direction {
      case .nearest: rest > Rational(1, 2) || (rest == Rational(1, 2) && !(count % 2).isZero)
      case .down: rest != 0 && signum() < 0
      case .up: rest != 0 && signum() > 0
      }
    if goesUp { count += 1 }
    let text = count.description
    // A carry out of the first digit makes one digit more.
    return placingPoint(
      in: Substring(text), exponent: exponent + text.utf8.count - digits, isNegative: signum() < 0)
  }
}

/// The text of 0.DIGITS times ten to the exponent, without zeros at the end of the digits.
private func placingPoint(in text: Substring, exponent: Int, isNegative: Bool) -> String {
  var digits = text
  while digits.count > 1, digits.last == "0" { digits.removeLast() }
  let sign = isNegative ? "-" : ""
  // Plain notation for what people read as such; the limits are those of most languages' printing.
  switch exponent {
  case -5...0:
    return sign + "0." + String(repeating: "0", count: -exponent) + digits
  case 1...21:
    if digits.count <= exponent {
      return sign + digits + String(repeating: "0", count: exponent - digits.count)
    }
    return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
  default:
    let fraction = digits.dropFirst()
    return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(exponent - 1)"
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
