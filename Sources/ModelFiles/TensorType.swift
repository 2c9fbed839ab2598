public import Arithmetic

/// How the entries of a tensor are written, least significant byte first.
public enum TensorType: String, CaseIterable, Sendable {
  /// IEEE 754's binary64.
  case f64
  /// IEEE 754's binary32.
  case f32
  /// IEEE 754's binary16.
  case f16
  /// The upper half of a binary32.
  case bf16
  /// Integers of 64 bits, with a sign.
  case i64

  /// The name in a safetensors header.
  public var name: String { rawValue.uppercased() }

  /// Bytes of an entry.
  public var size: Int {
    switch self {
    case .f64, .i64: 8
    case .f32: 4
    case .f16, .bf16: 2
    }
  }

  /// The code of `value`, or `nil` if the type does not hold it exactly.
  public func code(exactly value: Rational) -> UInt64? {
    guard let code = nearestCode(value), self.value(ofCode: code) == value else { return nil }
    return code
  }

  /// The code of the value that every number from `lower` through `upper` rounds to, or `nil` if there are
  /// several, or the type has no fractions.
  func code(from lower: Rational, through upper: Rational) -> UInt64? {
    guard self != .i64, let code = nearestCode(lower), code == nearestCode(upper) else { return nil }
    return code
  }

  /// The value with the given code, of which only the low `size` bytes count; `nil` if that is infinite or
  /// not a number.
  public func value(ofCode code: UInt64) -> Rational? {
    switch self {
    case .f64: Rational(exactly: Double(bitPattern: code))
    case .f32: Rational(exactly: Float(bitPattern: UInt32(truncatingIfNeeded: code)))
    case .f16: Rational(exactly: Float16(bitPattern: UInt16(truncatingIfNeeded: code)))
    case .bf16: Rational(exactly: Double(BFloat16(bitPattern: UInt16(truncatingIfNeeded: code))))
    case .i64: Rational(Int(Int64(bitPattern: code)))
    }
  }

  /// The code of the nearest value, rounded once; `nil` for a number that is no 64-bit integer.
  private func nearestCode(_ value: Rational) -> UInt64? {
    switch self {
    case .f64: return Double(value).bitPattern
    case .f32: return UInt64(Float(value).bitPattern)
    case .f16: return UInt64(Float16(value).bitPattern)
    case .bf16: return UInt64(BFloat16(value, format: ()).bitPattern)
    case .i64:
      guard value.isInteger, let integer = Int(exactly: value.numerator) else { return nil }
      return UInt64(bitPattern: Int64(integer))
    }
  }
}
