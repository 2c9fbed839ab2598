public import RealModule

#if !(os(macOS) && arch(x86_64))
  extension Float16: NativeScalar {
    /// The value of `exact`, rounded once to nearest, ties to even.
    public init(_ exact: Rational) {
      self.init(exact.roundedToOdd())
    }

    /// Adds `left * right` to this value: a product, then a sum, each rounded once.
    ///
    /// The same numbers as `self += left * right` gives, which a test compares. Where the processor has no
    /// half-precision arithmetic the compiler calls a library function for every conversion, and a forward
    /// pass does little else; the rounding of `SmallFloat` is in line and several times as fast.
    @inlinable
    public mutating func add(_ left: Float16, times right: Float16) {
      let product = Double(HalfCode(left)) * Double(HalfCode(right))
      let sum = Double(HalfCode(self)) + Double(HalfCode(product))
      self = Float16(bitPattern: HalfCode(sum).bitPattern)
    }
  }

  /// The codes of `Float16`, for the rounding that all small formats share. With p = 11 bits, 53 >= 2p + 2,
  /// so what `SmallFloat` says about rounding twice holds here too.
  @usableFromInline
  struct HalfCode: SmallFloat {
    @usableFromInline
    let bitPattern: UInt16

    @inlinable
    init(bitPattern: UInt16) {
      self.bitPattern = bitPattern
    }

    @inlinable
    init(_ value: Float16) {
      self.init(bitPattern: value.bitPattern)
    }

    @inlinable
    static var format: SmallFloatFormat {
      SmallFloatFormat(exponentBits: 5, fractionBits: 10, bias: 15, hasInfinity: true)
    }

    @inlinable
    static var defaultOverflow: OverflowBehavior { .nonfinite }
  }
#endif
