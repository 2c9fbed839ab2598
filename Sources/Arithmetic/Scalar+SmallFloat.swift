extension SmallFloat {
  /// The value of `exact`, rounded once; what is too large becomes what `defaultOverflow` says.
  public init(_ exact: Rational, format: Void) {
    self.init(exact.roundedToOdd())
  }
}

extension BFloat16: Scalar {}
extension Float8E4M3: Scalar {}
extension Float8E5M2: Scalar {}
