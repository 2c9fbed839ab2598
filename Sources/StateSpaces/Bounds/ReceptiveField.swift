public import Arithmetic

/// Models whose state depends on the last RF tokens alone, such as layers of sliding-window attention: the
/// tokens before are forgotten, however many bits the state has, so that P(copy) <= D^-(L - RF).
public struct ReceptiveField: Sendable, Hashable {
  /// RF.
  public let tokens: Integer

  /// The field of layers each of which sees the last `reach` positions of the one below, its own included:
  /// 1 + sum of (reach - 1).
  ///
  /// - Precondition: every reach is at least 1.
  public init(reaches: [Int]) {
    precondition(reaches.allSatisfy { $0 >= 1 }, "a layer sees at least its own position")
    tokens = reaches.reduce(1) { $0 + Integer($1 - 1) }
  }

  /// D^-(L - RF), or 1 for strings within the field.
  ///
  /// - Complexity: the power is computed. Callers that take L from outside bound it first.
  public func bestSuccess(alphabetSize: Int, length: Int) -> Rational {
    guard let forgotten = Int(exactly: Integer(length) - tokens), forgotten > 0 else { return 1 }
    return Rational(1, Integer(alphabetSize).raised(to: forgotten))
  }

  /// The longest L that is copied with error at most eps as far as the field is concerned: the largest L with
  /// D^(L - RF) (1 - eps) <= 1; `nil` if there is no largest, as for D = 1.
  public func longestLength(_ bound: UniformCopyBound) -> Integer? {
    bound.longestLength(bits: 0).map { $0 + tokens }
  }

  /// The longest L for a state of so many bits with this field: the smaller of the two limits.
  public func longestLength(_ bound: UniformCopyBound, bits: Integer) -> Integer? {
    guard let byField = longestLength(bound), let byBits = bound.longestLength(bits: bits) else { return nil }
    return min(byField, byBits)
  }
}
