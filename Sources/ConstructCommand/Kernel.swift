import Arithmetic

/// The number types that a copy can run in.
enum Kernel: String, CaseIterable {
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
  var isCertain: Bool { self == .rational || self == .interval }

  /// The kernel for people, with its precision.
  func description(precision: Precision) -> String {
    switch self {
    case .rational: "rational (exact)"
    case .interval: "interval, \(precision.bits) bits, rounded outward"
    case .bigfloat: "bigfloat, \(precision.bits) bits"
    default: rawValue
    }
  }

  /// About how many bytes a number takes.
  func bytesPerNumber(precision: Precision) -> Int {
    switch self {
    case .rational: Rational.approximateBytes(in: ())
    case .interval: Interval.approximateBytes(in: precision)
    case .bigfloat: BigFloat.approximateBytes(in: precision)
    case .float64: Double.approximateBytes(in: ())
    case .float32: Float.approximateBytes(in: ())
    case .float16: Float16.approximateBytes(in: ())
    case .bfloat16: BFloat16.approximateBytes(in: ())
    case .float8e4m3: Float8E4M3.approximateBytes(in: ())
    case .float8e5m2: Float8E5M2.approximateBytes(in: ())
    }
  }
}
