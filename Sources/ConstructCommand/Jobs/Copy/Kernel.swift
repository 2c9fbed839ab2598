import Arithmetic

/// The ways to compute a copy: an engine, or the reference in one of its number types.
enum Kernel: String, CaseIterable {
  /// The packed engine: exact.
  case packed
  /// The indexed engine: certain, with bounds instead of exact numbers.
  case indexed
  case rational
  case interval
  case bigfloat
  case float64
  case float32
  case float16
  case bfloat16
  case float8e4m3
  case float8e5m2

  /// What evaluates the model.
  enum Evaluator {
    case engine(any KernelRun)
    /// The reference, which multiplies the matrices in numbers of this type.
    case reference(any KernelScalar.Type)
  }

  var evaluator: Evaluator {
    switch self {
    case .packed: .engine(PackedRun())
    case .indexed: .engine(IndexedRun())
    case .rational: .reference(Rational.self)
    case .interval: .reference(Interval.self)
    case .bigfloat: .reference(BigFloat.self)
    case .float64: .reference(Double.self)
    case .float32: .reference(Float.self)
    case .float16: .reference(Float16.self)
    case .bfloat16: .reference(BFloat16.self)
    case .float8e4m3: .reference(Float8E4M3.self)
    case .float8e5m2: .reference(Float8E5M2.self)
    }
  }

  /// Whether `--precision` means something to it.
  var takesPrecision: Bool { self == .interval || self == .bigfloat }

  /// Whether a run proves what the exact model does: it is exact, or encloses the exact values and decides
  /// only what is certain.
  var isCertain: Bool { [.packed, .indexed, .rational, .interval].contains(self) }

  /// The kernel for people, with its precision.
  func description(precision: Precision) -> String {
    switch self {
    case .packed: "packed (exact)"
    case .indexed: "indexed (certain)"
    case .rational: "rational (exact)"
    case .interval: "interval, \(precision.bits) bits, rounded outward"
    case .bigfloat: "bigfloat, \(precision.bits) bits"
    default: rawValue
    }
  }
}
