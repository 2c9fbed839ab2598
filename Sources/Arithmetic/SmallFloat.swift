/// A binary floating-point number of at most 16 bits, stored as its code.
///
/// A conforming type supplies its format, its storage and its customary overflow behaviour;
/// everything else is written once, in the extensions of this protocol. Every value is exact in
/// `Float` and in `Double`. Comparison is that of IEEE 754: NaN equals nothing, itself included,
/// and `-0 == 0`; so, as for `Double`, a NaN can be put into a `Set` but not found there.
///
/// Literals: an integer literal must fit in `Int` and is rounded once. A decimal literal is first
/// rounded to `Double` by the compiler, then to this format; write a hexadecimal literal where the
/// second rounding could matter. Literals overflow as `defaultOverflow` says.
public protocol SmallFloat: AdditiveArithmetic, Comparable, CustomStringConvertible,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, Hashable, Sendable
where FloatLiteralType == Double, IntegerLiteralType == Int {
  /// The unsigned integer that holds a code, exactly as wide as the format.
  associatedtype BitPattern: FixedWidthInteger & UnsignedInteger & Sendable

  /// The layout of the codes.
  static var format: SmallFloatFormat { get }

  /// What arithmetic, literals and conversions do with results that are too large, unless the
  /// caller says otherwise.
  static var defaultOverflow: OverflowBehavior { get }

  /// The code: sign, exponent field, fraction, from the highest bit down.
  var bitPattern: BitPattern { get }

  /// The number with the given code. Every bit pattern is a code; NaN payloads are kept as given.
  init(bitPattern: BitPattern)
}

/// What becomes of a result that, rounded, is beyond the largest finite number.
///
/// These are the two modes of the OCP specification (OFP8 1.0). An infinite input
/// counts as too large. A NaN is not an overflow: it stays a NaN in both.
public enum OverflowBehavior: Hashable, Sendable, CaseIterable {
  /// The largest finite number, with the sign of the result.
  case saturate

  /// Infinity with the sign of the result or, in a format that has no infinity, NaN with that sign.
  case nonfinite
}

extension SmallFloat {
  /// The code without its sign, as a `UInt64`: the order of these is the order of magnitudes.
  @inlinable
  internal var magnitudeCode: UInt64 { UInt64(bitPattern) & (Self.format.signMask - 1) }

  /// The number with the given code, of which only the low bits count.
  @inlinable
  internal init(code: UInt64) {
    self.init(bitPattern: BitPattern(truncatingIfNeeded: code))
  }

  /// The value in decimal, as `Double` prints it: `"0.1015625"`, `"-0.0"`, `"inf"`, `"nan"`.
  public var description: String { Double(self).description }
}
