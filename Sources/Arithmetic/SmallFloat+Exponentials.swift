import RealModule

extension SmallFloat {
  /// Two to the power `x`: the value of `Double.exp2`, rounded once more.
  ///
  /// This is faithful in any format as far as the error of `Double.exp2` allows; in the three formats
  /// of this module it is the nearest number. For the values over all arguments, calculated to 60
  /// digits, stay away from a tie by a factor of 1 +- 2^-20 or more (1 +- 2^-25 for `exp(_:)`; the
  /// generator of the test data finds these), and the error of the usual C libraries is near 2^-53.
  /// Exact for integer `x` wherever 2^x is in the format. Results that are too large become what
  /// `defaultOverflow` says, small ones zero; a NaN gives `nan`.
  @inlinable
  public static func exp2(_ x: Self) -> Self { Self(result: doubleExp2(Double(x))) }

  /// Euler's number to the power `x`: the value of `Double.exp`, rounded once more. The nearest
  /// number, in the sense explained at `exp2(_:)`.
  @inlinable
  public static func exp(_ x: Self) -> Self { Self(result: doubleExp(Double(x))) }
}

// Called through these, so that inlining the above into other modules does not make RealModule part
// of this module's interface.

@usableFromInline
internal func doubleExp2(_ x: Double) -> Double { Double.exp2(x) }

@usableFromInline
internal func doubleExp(_ x: Double) -> Double { Double.exp(x) }
