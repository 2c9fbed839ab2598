import CopyTask

/// A number for each n-gram that rolls along a string: the value at a base b of the polynomial whose
/// coefficients are the tokens, x_1 b^(n-1) + ... + x_n, modulo the prime 2^61 - 1, its bits mixed.
///
/// Two n-grams may share one. Nothing is decided by it: whoever uses it compares the tokens.
struct NgramFingerprint: Sendable {
  let order: Int
  private let base: UInt64

  /// b^n: what a token counts when it has left the n-gram.
  private let leading: UInt64

  /// The largest Mersenne prime below 2^64: a product is reduced by shifts.
  private static let modulus: UInt64 = 1 << 61 - 1

  /// The first 61 bits of the golden ratio's fraction, as SplitMix64 adds them: no structure, and fixed, so
  /// that a run can be repeated. A string made to have collisions costs time, nothing else.
  static let usualBase: UInt64 = 0x9E37_79B9_7F4A_7C15 >> 3

  /// - Parameter base: tests give a poor one, such as 1, by which every permutation of an n-gram collides.
  init(order: Int, base: UInt64 = usualBase) {
    self.order = order
    self.base = base
    var power: UInt64 = 1
    var square = base
    var rest = order
    while rest > 0 {
      if rest & 1 == 1 { power = NgramFingerprint.product(power, square) }
      square = NgramFingerprint.product(square, square)
      rest >>= 1
    }
    leading = power
  }

  /// The value, unmixed, of the n tokens from `start` on.
  func value(_ tokens: [Token], from start: Int) -> UInt64 {
    var value: UInt64 = 0
    for token in tokens[start..<start + order] {
      value = NgramFingerprint.sum(NgramFingerprint.product(value, base), NgramFingerprint.residue(token))
    }
    return value
  }

  /// The value when `first` leaves the n-gram and `next` enters it.
  @inline(__always)
  func next(_ value: UInt64, dropping first: Token, adding next: Token) -> UInt64 {
    let gone = NgramFingerprint.product(NgramFingerprint.residue(first), leading)
    let kept = NgramFingerprint.sum(NgramFingerprint.product(value, base), NgramFingerprint.modulus - gone)
    return NgramFingerprint.sum(kept, NgramFingerprint.residue(next))
  }

  /// The bits of a value, mixed one to one, so that every part of them depends on all: SplitMix64's function.
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var generator = SplitMix64(seed: value)
    return generator.next()
  }

  @inline(__always)
  private static func residue(_ token: Token) -> UInt64 {
    let bits = UInt64(truncatingIfNeeded: token)
    return sum(bits & modulus, bits >> 61)
  }

  @inline(__always)
  private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left &+ right
    return sum >= modulus ? sum &- modulus : sum
  }

  /// 2^61 is 1 here, so the product's bits from 61 on are added to those below.
  @inline(__always)
  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return sum(low & modulus, low >> 61 | high << 3)
  }
}
