// Named values, classification and neighbours.

extension SmallFloat {
  /// Positive zero.
  @inlinable
  public static var zero: Self { Self(bitPattern: 0) }

  /// The canonical NaN, with its sign bit clear.
  @inlinable
  public static var nan: Self { Self(code: format.nanCode) }

  /// Positive infinity, or `nil` in a format without one. The types that have one also declare it
  /// without the optional.
  @inlinable
  public static var infinity: Self? { format.infinityCode.map { Self(code: $0) } }

  /// The largest finite number.
  @inlinable
  public static var greatestFiniteMagnitude: Self { Self(code: format.largestFiniteCode) }

  /// The smallest positive number with full precision.
  @inlinable
  public static var leastNormalMagnitude: Self {
    Self(code: 1 << UInt64(truncatingIfNeeded: format.fractionBits))
  }

  /// The smallest positive number, a subnormal.
  @inlinable
  public static var leastNonzeroMagnitude: Self { Self(bitPattern: 1) }

  /// The distance from 1 to the next larger number, 2^-fractionBits.
  @inlinable
  public static var ulpOfOne: Self { Self(Double(powerOfTwo: -format.fractionBits)) }

  /// The sign bit; zeros and NaN have one too.
  @inlinable
  public var sign: FloatingPointSign {
    UInt64(bitPattern) & Self.format.signMask == 0 ? .plus : .minus
  }

  /// Whether this is a NaN, canonical or not.
  @inlinable
  public var isNaN: Bool { !isFinite && !isInfinite }

  /// Whether this is an infinity; never true in a format without one.
  @inlinable
  public var isInfinite: Bool { magnitudeCode == Self.format.infinityCode }

  /// Whether this is neither infinite nor NaN.
  @inlinable
  public var isFinite: Bool { magnitudeCode <= Self.format.largestFiniteCode }

  /// Whether this is zero, of either sign.
  @inlinable
  public var isZero: Bool { magnitudeCode == 0 }

  /// Whether this is nonzero and below `leastNormalMagnitude` in magnitude.
  @inlinable
  public var isSubnormal: Bool {
    !isZero && magnitudeCode >> UInt64(truncatingIfNeeded: Self.format.fractionBits) == 0
  }

  /// The least number that is greater than this one, counting the two zeros as one: the next of
  /// either zero is `leastNonzeroMagnitude`, and that of its negative is `-0`.
  ///
  /// The greatest number there is (infinity or, in a format without one, the largest finite
  /// number) is its own next, as in IEEE 754. A NaN is returned as it is.
  @inlinable
  public var nextUp: Self {
    let format = Self.format
    if isNaN { return self }
    if isZero { return .leastNonzeroMagnitude }
    if sign == .minus { return Self(code: UInt64(bitPattern) - 1) }
    let top = format.infinityCode ?? format.largestFiniteCode
    return magnitudeCode == top ? self : Self(code: magnitudeCode + 1)
  }

  /// The greatest number that is less than this one: `-(-self).nextUp`.
  @inlinable
  public var nextDown: Self { -(-self).nextUp }
}
