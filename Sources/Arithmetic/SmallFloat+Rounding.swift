// Conversion between codes and Double: one algorithm for every format. Rounding is to nearest, ties
// to even, and happens once; decoding is exact.

extension SmallFloat {
  /// The given value rounded once to this format, to nearest with ties to even.
  ///
  /// Subnormal results are rounded to the fixed quantum of the subnormal range, so nothing is
  /// flushed to zero but what is nearer to zero, and the sign of a zero is kept. A NaN gives the
  /// canonical NaN with the sign of `value`.
  ///
  /// To round a real number that is not a `Double` (a rational, a wide float), round it *to odd* to
  /// a `Double` first: keep it if it is exact, otherwise take the one of its two neighbours whose
  /// last bit is set. The result here is then the exact number rounded once, since the 53 bits of
  /// `Double` are at least p + 2 for each p in use (Boldo and Melquiond, "Emulation of FMA and
  /// correctly rounded sums: proved algorithms using rounding to odd", IEEE Transactions on
  /// Computers 57 (2008), doi:10.1109/TC.2007.70819). An exact number beyond the range of `Double`
  /// is passed as the largest finite or smallest nonzero `Double` of its sign, which is what rounding
  /// to odd makes of it. A `Double` rounded to nearest does not serve: it can hide a tie.
  @inlinable @inline(__always)
  public init(_ value: Double, overflow: OverflowBehavior) {
    let format = Self.format
    // Moved as a bit, not tested: a branch on the sign is one that processors guess wrong.
    let sign = (value.bitPattern &>> 63) &* format.signMask
    let magnitude = value.magnitude
    // The first power of two out of range. At or above it there is nothing to round, and the
    // addition below could itself overflow.
    let bound = Double(powerOfTwo: format.greatestExponent + 1)
    if magnitude < bound {
      // Let e be the exponent of the value, but not below the least normal one (Double's own
      // subnormals are far below). Codes with exponent e are spaced by q = 2^(e - fractionBits),
      // and magnitude < 2^(e + 1) = 2^(fractionBits + 1) q. Adding c = 2^52 q therefore lands in
      // [c, 2c), where the last bit of a Double is worth exactly q: the hardware rounds to a
      // multiple of q, once, ties to even, and an even multiple of q is an even code. The difference
      // of the two bit patterns is then that multiple n, in 0 ... 2^(fractionBits + 1).
      let least = format.leastNormalExponent
      let e = Swift.max(Int(truncatingIfNeeded: magnitude.exponentBitPattern) &- 1023, least)
      let c = Double(powerOfTwo: e &- format.fractionBits &+ 52)
      let n = (magnitude + c).bitPattern &- c.bitPattern
      // In the lowest binade and below, the code is n itself; each binade further up adds
      // 2^fractionBits codes. A carry out of the fraction moves to the next binade by itself.
      let step = UInt64(truncatingIfNeeded: (e &- least) &<< format.fractionBits)
      let code = n &+ step
      if code <= format.largestFiniteCode {
        self.init(code: sign | code)
        return
      }
    } else if value.isNaN {
      self.init(code: sign | format.nanCode)
      return
    }
    switch overflow {
    case .saturate: self.init(code: sign | format.largestFiniteCode)
    case .nonfinite: self.init(code: sign | (format.infinityCode ?? format.nanCode))
    }
  }

  /// The given value rounded once, to nearest with ties to even; what is too large becomes what
  /// `defaultOverflow` says. See `init(_:overflow:)`.
  @inlinable
  public init(_ value: Double) {
    self.init(value, overflow: Self.defaultOverflow)
  }

  /// The given value rounded once; every `Float` is exact in `Double`. See `init(_:overflow:)`.
  @inlinable
  public init(_ value: Float) {
    self.init(Double(value), overflow: Self.defaultOverflow)
  }

  /// The given integer rounded once, to nearest with ties to even. See `init(_:overflow:)`.
  @inlinable
  public init(_ value: Int) {
    var magnitude = value.magnitude
    var scale = 1.0
    if magnitude >> 53 != 0 {
      // Too long for a Double: round it to odd. Dropping 11 of 64 bits leaves 53 and at least
      // 43 significant ones; the last of them says whether anything was lost.
      let lost = magnitude & 0x7ff
      magnitude = (magnitude >> 11) | (lost == 0 ? 0 : 1)
      scale = 0x1p11
    }
    let exact = Double(magnitude) * scale
    self.init(value < 0 ? -exact : exact)
  }

  /// The value of an integer literal, rounded once.
  @inlinable
  public init(integerLiteral value: Int) {
    self.init(value)
  }

  /// The value of a decimal or hexadecimal literal, which the compiler has rounded to `Double`.
  @inlinable
  public init(floatLiteral value: Double) {
    self.init(value)
  }
}

extension Double {
  /// The value of a small float, exactly. A NaN keeps its sign and loses its payload.
  @inlinable @inline(__always)
  public init(_ value: some SmallFloat) {
    let format = type(of: value).format
    let code = value.magnitudeCode
    let fractionBits = format.fractionBits
    let result: Double
    if code > format.largestFiniteCode {
      result = code == format.infinityCode ? .infinity : .nan
    } else if code >> UInt64(truncatingIfNeeded: fractionBits) == 0 {
      // Zero or subnormal: the code counts the least nonzero magnitude.
      let quantum = Double(powerOfTwo: format.leastNormalExponent &- fractionBits)
      result = Double(code) * quantum
    } else {
      // Normal: move the fields up to where Double has them and change the bias.
      let shift = UInt64(truncatingIfNeeded: 52 &- fractionBits)
      let rebias = UInt64(truncatingIfNeeded: 1023 &- format.bias) &<< 52
      result = Double(bitPattern: (code &<< shift) &+ rebias)
    }
    let sign = UInt64(value.bitPattern) &<< UInt64(truncatingIfNeeded: 63 &- format.signShift)
    self.init(bitPattern: result.bitPattern | (sign & (1 &<< 63)))
  }

  /// The power of two with the given exponent, in -1022 ... 1023 (not checked): one shift, where
  /// the general scaling function of the standard library branches.
  @inlinable
  internal init(powerOfTwo exponent: Int) {
    self.init(
      sign: .plus, exponentBitPattern: UInt(truncatingIfNeeded: exponent &+ 1023),
      significandBitPattern: 0)
  }
}

extension Float {
  /// The value of a small float, exactly: no format is wider or longer than `Float`.
  @inlinable
  public init(_ value: some SmallFloat) {
    self.init(Double(value))
  }
}
