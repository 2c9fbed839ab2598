/// How many bits of significand a `BigFloat` or an end of an `Interval` has.
public struct Precision: Sendable, Hashable {
  /// The number of bits.
  public let bits: Int

  /// The smallest precision: with one bit, ties to even has no even neighbor to speak of.
  public static let least = 2

  /// The largest precision. MPFR itself takes nearly 2^63 bits; this bound (a number of 2 MiB) keeps one
  /// argument from taking all memory, and is far beyond what any forward pass here needs.
  public static let largest = 1 << 24

  /// The precision of `bits` bits, or `nil` outside `least...largest`.
  public init?(bits: Int) {
    guard (Precision.least...Precision.largest).contains(bits) else { return nil }
    self.bits = bits
  }

  /// A precision known to be in range when the program is written.
  init(literal bits: Int) {
    self.bits = bits
  }

  /// 128 bits, the default: a score of the main job needs 8 of them, and rounding is then of the order of
  /// 2^-120 where a decision needs 1/9.
  public static let standard = Precision(literal: 128)
}
