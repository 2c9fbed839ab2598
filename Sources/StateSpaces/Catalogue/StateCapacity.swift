public import Arithmetic

/// What the counting bound, T2.7, says of a state of so many bits: no more, and nothing about what a trained
/// model does with it.
public struct StateCapacity: Sendable, Hashable {
  /// D and eps.
  public let bound: UniformCopyBound

  /// Bits of state.
  public let bits: Integer

  /// RF, if the state depends on so many last tokens only.
  public let receptiveField: Integer?

  /// What `bound` says of a state of `bits` bits.
  public init(bits: Integer, receptiveField: Integer? = nil, bound: UniformCopyBound) {
    self.bound = bound
    self.bits = bits
    self.receptiveField = receptiveField
  }

  /// The largest L with D^L (1 - eps) <= 2^bits, and with D^(L - RF) (1 - eps) <= 1 where there is a field:
  /// longer strings are miscopied with probability above eps. `nil` if there is no largest, as for D = 1.
  public var longestCopy: Integer? {
    guard let byBits = bound.longestLength(bits: bits) else { return nil }
    guard let receptiveField, let past = bound.longestLength(bits: 0) else { return byBits }
    return min(byBits, receptiveField + past)
  }

  /// The largest L with `slack` L log2 D <= bits, or RF where that is smaller: strings up to here take at
  /// most a hundredth of the state, and the bound is not what makes a model fail on them.
  public var slackLength: Integer? {
    // floor(floor(x) / n) = floor(x / n), and the inner floor is exact.
    let whole = UniformCopyBound(alphabetSize: bound.alphabetSize, error: 0).longestLength(bits: bits)
    guard let length = whole.map({ $0 / StateCapacity.slack }) else { return nil }
    return receptiveField.map { min($0, length) } ?? length
  }

  /// How many times the bits needed are called plenty: a choice, far from where the bound begins to matter.
  public static let slack = Integer(100)
}
