import RealModule

extension SmallFloat {
  /// Two to the power `x`: the value of `Double.exp2`, rounded once more.
  ///
  /// The result is the nearest number, or one of the two nearest where the true value is so close to
  /// the middle between them that the error of `Double.exp2` (below one unit in its last place in
  /// the usual C libraries) decides. It is exact for integer `x` wherever 2^x is in the format.
  /// Results that are too large become what `defaultOverflow` says, small ones zero.
  @inlinable
  public static func exp2(_ x: Self) -> Self { Self(result: doubleExp2(Double(x))) }

  /// Euler's number to the power `x`: the value of `Double.exp`, rounded once more. See `exp2(_:)`
  /// for what that means.
  @inlinable
  public static func exp(_ x: Self) -> Self { Self(result: doubleExp(Double(x))) }
}

// Called through these, so that inlining the above into other modules does not make RealModule part
// of this module's interface.

@usableFromInline
internal func doubleExp2(_ x: Double) -> Double { Double.exp2(x) }

@usableFromInline
internal func doubleExp(_ x: Double) -> Double { Double.exp(x) }
