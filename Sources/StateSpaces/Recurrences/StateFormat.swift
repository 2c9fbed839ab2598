/// The number formats that the state of a recurrence can have.
public enum StateFormat: String, CaseIterable, Hashable, Sendable {
  /// IEEE 754's binary32.
  case float32
  /// IEEE 754's binary16.
  case float16
  /// The upper half of a binary32.
  case bfloat16
  /// Eight bits, four of them for the exponent, without infinities.
  case float8e4m3
  /// Eight bits, five of them for the exponent.
  case float8e5m2

  /// The bits of a number.
  public var bits: Int {
    switch self {
    case .float32: 32
    case .float16, .bfloat16: 16
    case .float8e4m3, .float8e5m2: 8
    }
  }
}
