import Arithmetic
import Constructions
import Engines

/// The ways to compute a copy: an engine, or the reference in one of its number types.
enum Kernel: String, CaseIterable {
  /// The packed engine: exact.
  case packed
  case rational
  case interval
  case bigfloat
  case float64
  case float32
  case float16
  case bfloat16
  case float8e4m3
  case float8e5m2

  /// Whether `--precision` means something to it.
  var takesPrecision: Bool { self == .interval || self == .bigfloat }

  /// Whether a run proves what the exact model does: it is exact, or encloses the exact values and decides
  /// only what is certain.
  var isCertain: Bool { self == .packed || self == .rational || self == .interval }

  /// The kernel for people, with its precision.
  func description(precision: Precision) -> String {
    switch self {
    case .packed: "packed (exact)"
    case .rational: "rational (exact)"
    case .interval: "interval, \(precision.bits) bits, rounded outward"
    case .bigfloat: "bigfloat, \(precision.bits) bits"
    default: rawValue
    }
  }

  /// About how many bytes a copy of `length` tokens takes.
  func bytesNeeded(_ parameters: NgramParameters, length: Int, precision: Precision) -> Integer {
    let bytes = { MachineMemory.neededByReference(parameters, length: length, bytesPerNumber: $0) }
    return switch self {
    case .packed: MachineMemory.ofProgram + PackedEngine.bytes(parameters, length: length)
    case .rational: bytes(Rational.approximateBytes(in: ()))
    case .interval: bytes(Interval.approximateBytes(in: precision))
    case .bigfloat: bytes(BigFloat.approximateBytes(in: precision))
    case .float64: bytes(Double.approximateBytes(in: ()))
    case .float32: bytes(Float.approximateBytes(in: ()))
    case .float16: bytes(Float16.approximateBytes(in: ()))
    case .bfloat16: bytes(BFloat16.approximateBytes(in: ()))
    case .float8e4m3: bytes(Float8E4M3.approximateBytes(in: ()))
    case .float8e5m2: bytes(Float8E5M2.approximateBytes(in: ()))
    }
  }
}
