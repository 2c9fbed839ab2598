// Comparison as in IEEE 754, carried out in Double, where every value is exact. All of the operators
// are written out: what Comparable derives, such as `!(lhs < rhs)` for `>=`, is wrong for NaN.

extension SmallFloat {
  /// Whether two numbers have the same value: `-0 == 0`, and a NaN equals nothing.
  @inlinable
  public static func == (lhs: Self, rhs: Self) -> Bool { Double(lhs) == Double(rhs) }

  /// Whether the left value is less; false if either is NaN.
  @inlinable
  public static func < (lhs: Self, rhs: Self) -> Bool { Double(lhs) < Double(rhs) }

  /// Whether the left value is less or equal; false if either is NaN.
  @inlinable
  public static func <= (lhs: Self, rhs: Self) -> Bool { Double(lhs) <= Double(rhs) }

  /// Whether the left value is greater; false if either is NaN.
  @inlinable
  public static func > (lhs: Self, rhs: Self) -> Bool { Double(lhs) > Double(rhs) }

  /// Whether the left value is greater or equal; false if either is NaN.
  @inlinable
  public static func >= (lhs: Self, rhs: Self) -> Bool { Double(lhs) >= Double(rhs) }

  /// Feeds the code to the hasher; the two zeros, being equal, feed the same one.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    hasher.combine(isZero ? 0 : bitPattern)
  }

  /// The greater of two numbers; a NaN loses to a number, and -0 counts as less than 0.
  ///
  /// This is maximumNumber of IEEE 754-2019. It agrees with `Double.maximum`, which leaves the order
  /// of the zeros open, and does not depend on the order of its arguments, except that of two NaNs
  /// the first is returned.
  @inlinable
  public static func maximum(_ x: Self, _ y: Self) -> Self {
    if y.isNaN || x > y { return x }
    return x == y && y.sign == .minus ? x : y
  }

  /// The lesser of two numbers; a NaN loses to a number, and -0 counts as less than 0.
  ///
  /// This is minimumNumber of IEEE 754-2019; see `maximum(_:_:)`.
  @inlinable
  public static func minimum(_ x: Self, _ y: Self) -> Self {
    if y.isNaN || x < y { return x }
    return x == y && x.sign == .minus ? x : y
  }
}
