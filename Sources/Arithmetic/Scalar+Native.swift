public import RealModule

/// Binary floating-point types of the standard library whose arithmetic rounds once.
public protocol NativeScalar: Scalar, BinaryFloatingPoint, Real where Format == Void {
  /// The value of `exact`, rounded once to nearest, ties to even.
  init(_ exact: Rational)
}

extension NativeScalar {
  /// The value `exact`, rounded once, to nearest, ties to even.
  @inlinable
  public init(_ exact: Rational, format: Void) {
    self.init(exact)
  }
}

extension Double: NativeScalar {
  /// The value of `exact`, rounded once to nearest, ties to even.
  public init(_ exact: Rational) {
    self = exact.roundedToNearest()
  }
}

extension Float: NativeScalar {
  /// The value of `exact`, rounded once to nearest, ties to even.
  public init(_ exact: Rational) {
    self.init(exact.roundedToOdd())
  }
}
