public import Arithmetic

/// An axis: what is measured along it, on which scale, from where to where.
public struct ChartAxis: Sendable, Hashable {
  /// How numbers are laid out.
  public enum Scale: Sendable, Hashable {
    /// Equal differences are equal distances.
    case linear
    /// Equal ratios are equal distances; zero and negative numbers have no place.
    case logarithmic
  }

  /// What is measured, and its unit.
  public let label: String
  /// How numbers are laid out.
  public let scale: Scale
  /// The number at the lower or left end.
  public let lower: Rational
  /// The number at the upper or right end.
  public let upper: Rational

  /// - Precondition: `lower < upper`, and `lower > 0` on a logarithmic scale.
  public init(_ label: String, _ scale: Scale, from lower: Rational, to upper: Rational) {
    precondition(lower < upper, "an axis from \(lower) to \(upper)")
    precondition(scale == .linear || lower > 0, "a logarithmic axis from \(lower)")
    (self.label, self.scale, self.lower, self.upper) = (label, scale, lower, upper)
  }

  /// Whether a number has a place on the axis.
  public func shows(_ value: Rational) -> Bool { lower <= value && value <= upper }

  /// The place of a number on an axis of `length` units: 0 is the lower end. Correctly rounded to a unit, up
  /// to ties that a logarithm of 64 bits cannot tell.
  ///
  /// - Precondition: `shows(value)`.
  public func place(_ value: Rational, length: Int) -> Int {
    precondition(shows(value), "\(value) on an axis from \(lower) to \(upper)")
    let share: Rational
    switch scale {
    case .linear: share = (value - lower) / (upper - lower)
    case .logarithmic:
      // The ends are their own logarithms' ends: exactly 0 and 1.
      if value == lower { return 0 }
      if value == upper { return length }
      share = log2(value / lower) / log2(upper / lower)
    }
    return (share * Rational(length) + Rational(1, 2)).floor.machineWord
  }

  /// The lower end of an enclosure of 64 bits, which MPFR rounds correctly: the same on every machine.
  private func log2(_ value: Rational) -> Rational {
    let enclosure = Interval.log2(Interval(value, precision: .standard))
    guard let lower = enclosure.lowerBound else { preconditionFailure("log2 \(value) is not finite") }
    return lower
  }

  // MARK: - Ticks

  /// The numbers that are marked: powers of ten on a logarithmic axis, multiples of 1, 2 or 5 times one on a
  /// linear axis; at most nine, or so few decades that 2 and 5 are marked between them.
  public var ticks: [Rational] {
    switch scale {
    case .linear:
      let step = ChartAxis.step(atLeast: (upper - lower) / 8)
      var tick = Rational((lower / step).ceiling) * step
      var ticks: [Rational] = []
      while tick <= upper {
        ticks.append(tick)
        tick += step
      }
      return ticks
    case .logarithmic:
      let first = ChartAxis.decade(atLeast: lower)
      let last = ChartAxis.decade(atLeast: upper * 10 / 9) - 1
      let stride = Swift.max(1, (last - first) / 9 + 1)
      let decades = Swift.stride(from: first, through: last, by: stride).map(ChartAxis.powerOfTen)
      guard last - first < 2 else { return decades.filter(shows) }
      return (first - 1...last).flatMap { decade in
        [1, 2, 5].map { Rational($0) * ChartAxis.powerOfTen(decade) }
      }.filter(shows)
    }
  }

  /// A tick as people read it: digits, or a power of ten with its exponent.
  public func text(_ tick: Rational) -> String {
    if scale == .logarithmic, tick >= 10_000 || tick < Rational(1, 1000) {
      let exponent = ChartAxis.decade(atLeast: tick)
      if ChartAxis.powerOfTen(exponent) == tick { return "10" + "\(exponent)".superscript }
    }
    return tick.isInteger && tick < 10_000_000 ? "\(tick)".groupedDigits : tick.decimal(digits: 6)
  }

  /// The least of 1, 2 and 5 times a power of ten that is not less.
  static func step(atLeast least: Rational) -> Rational {
    let decade = powerOfTen(decade(atLeast: least) - 1)
    for factor in [2, 5] where least <= Rational(factor) * decade { return Rational(factor) * decade }
    return 10 * decade
  }

  /// The least k with 10^k >= value > 0.
  static func decade(atLeast value: Rational) -> Int {
    // 30103/100000 is log10(2) to five places: near, and then exactly.
    var exponent = (value.numerator.bitLength - value.denominator.bitLength) * 30103 / 100_000
    while powerOfTen(exponent) >= value { exponent -= 1 }
    while powerOfTen(exponent) < value { exponent += 1 }
    return exponent
  }

  /// 10^exponent.
  static func powerOfTen(_ exponent: Int) -> Rational {
    let power = Rational(Integer(10).raised(to: Int(exponent.magnitude)))
    return exponent < 0 ? 1 / power : power
  }
}

extension Integer {
  /// The number, which is known to be small: a place on a page.
  fileprivate var machineWord: Int {
    guard let word = Int(exactly: self) else { preconditionFailure("\(self) is no place on a page") }
    return word
  }
}
