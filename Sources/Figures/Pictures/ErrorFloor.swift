public import Arithmetic
import StateSpaces

/// The least error that a state of fixed size has on uniform strings of L tokens, 1 - 2^bits / D^L or 0
/// (T2.7).
///
/// Where the state depends on the last RF tokens alone, the L - RF before them are guessed, and the error is
/// at least 1 - D^(RF - L) as well; the larger of the two is meant.
public struct ErrorFloor: Sendable, Hashable {
  /// D.
  public let alphabetSize: Int
  /// The size of the state.
  public let bits: Integer
  /// RF; `nil` if the state may depend on all tokens.
  public let receptiveField: Integer?

  /// - Precondition: `alphabetSize >= 2` and `bits >= 0`.
  public init(alphabetSize: Int, bits: Integer, receptiveField: Integer? = nil) {
    precondition(alphabetSize >= 2 && bits >= 0, "D = \(alphabetSize), \(bits) bits")
    (self.alphabetSize, self.bits, self.receptiveField) = (alphabetSize, bits, receptiveField)
  }

  /// The longest L with floor 0.
  public var longestCopy: Integer {
    let bound = UniformCopyBound(alphabetSize: alphabetSize, error: 0)
    guard let longest = StateCapacity(bits: bits, receptiveField: receptiveField, bound: bound).longestCopy
    else {
      preconditionFailure("an alphabet of \(alphabetSize) tokens sets no limit")
    }
    return longest
  }

  /// The floor at L: exact where it is 0 or has at most 64 bits, and otherwise in an enclosure of 128 bits.
  ///
  /// Whether it is 0 is decided exactly, D^L is never computed.
  ///
  /// - Precondition: `length >= 0`.
  public func value(length: Integer) -> Chart.Value {
    let bound = UniformCopyBound(alphabetSize: alphabetSize, error: 0)
    // log2 of how many strings share a state.
    var missing = bound.bitsNeeded(length: length) - LogarithmicSum(Rational(bits))
    if let receptiveField, length > receptiveField {
      missing = max(missing, bound.bitsNeeded(length: length - receptiveField))
    }
    guard missing.signum() > 0 else { return .exact(0) }
    if let exact = missing.exactValue, exact <= 64, let bits = Int(exactly: exact.ceiling) {
      return .exact(1 - .powerOfTwo(-bits))
    }
    let one = Interval(1, precision: .standard)
    let zero = Interval(0, precision: .standard)
    let floor = one - Interval.exp2(zero - missing.enclosure(precision: .standard))
    // 1 - p with p > 0 is less than 1, whatever the rounding of p.
    guard let lower = floor.lowerBound, let upper = floor.upperBound else {
      return .enclosed(lower: 0, upper: 1)
    }
    return .enclosed(lower: max(0, lower), upper: min(1, upper))
  }
}
