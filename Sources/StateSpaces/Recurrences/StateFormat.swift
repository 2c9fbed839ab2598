/// The number formats that the state of a recurrence can have.
public enum StateFormat: String, CaseIterable, Hashable, Sendable {
  case float32
  case float16
  case bfloat16
  case float8e4m3
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
