import Arithmetic

/// A number that a recurrence keeps in its state: a binary floating-point format whose operations each give
/// the exact result rounded once, to nearest with ties to even.
///
/// `+`, `-` and `*` are such operations in every conforming type. A format without infinity saturates
/// (`Float8E4M3`); the others overflow to infinity. No product and sum are contracted into one.
protocol StateNumber: AdditiveArithmetic, Comparable, Sendable {
  /// The bit pattern, in the low bits. A NaN, whatever its sign and payload, has one code: two states that
  /// differ in what processors leave open are the same state. The two zeros have two codes.
  var code: UInt32 { get }

  /// The number with this code, of which only the bits of the format count.
  init(code: UInt32)

  /// A `Double` rounded once, to nearest with ties to even.
  init(rounding value: Double)

  /// The same number, exactly.
  var double: Double { get }

  static func * (left: Self, right: Self) -> Self
}

extension StateNumber {
  /// 1 / (1 + e^-x) by the steps of ``Elementary``, then rounded once.
  static func sigmoid(_ x: Self) -> Self { Self(rounding: Elementary.sigmoid(x.double)) }

  /// tanh x by the steps of ``Elementary``, then rounded once.
  static func tanh(_ x: Self) -> Self { Self(rounding: Elementary.tanh(x.double)) }

  /// log(1 + e^x) by the steps of ``Elementary``, then rounded once.
  static func softplus(_ x: Self) -> Self { Self(rounding: Elementary.softplus(x.double)) }

  /// e^x by the steps of ``Elementary``, then rounded once.
  static func exp(_ x: Self) -> Self { Self(rounding: Elementary.exp(x.double)) }
}

extension Float: StateNumber {
  var code: UInt32 { isNaN ? Float.nan.bitPattern : bitPattern }
  init(code: UInt32) { self.init(bitPattern: code) }
  init(rounding value: Double) { self.init(value) }
  var double: Double { Double(self) }
}

extension StateNumber where Self: SmallFloat {
  var code: UInt32 { isNaN ? UInt32(Self.nan.bitPattern) : UInt32(bitPattern) }
  init(code: UInt32) { self.init(bitPattern: BitPattern(truncatingIfNeeded: code)) }
  init(rounding value: Double) { self.init(value) }
  var double: Double { Double(self) }
}

extension BFloat16: StateNumber {}
extension Float8E4M3: StateNumber {}
extension Float8E5M2: StateNumber {}

/// binary16 of IEEE 754 by the arithmetic of ``SmallFloat``, which is the same on every platform and in line
/// where the compiler would call a library for each conversion. With p = 11 bits, 53 >= 2p + 2: what
/// `SmallFloat` says about rounding twice holds here too. A test compares it with `Float16`.
struct Binary16: SmallFloat, StateNumber {
  let bitPattern: UInt16

  static var format: SmallFloatFormat {
    SmallFloatFormat(exponentBits: 5, fractionBits: 10, bias: 15, hasInfinity: true)
  }

  static var defaultOverflow: OverflowBehavior { .nonfinite }
}
