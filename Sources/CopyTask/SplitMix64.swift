/// A generator of 64-bit random numbers with 64 bits of state, fully determined by its seed.
///
/// Every random string of this package is drawn from one of these, so that a string is reproduced from its
/// seed on any platform and in any language. Nothing here relies on the standard library's `random(in:)`,
/// whose algorithm is not promised to stay the same. All of it, in unsigned 64-bit arithmetic that wraps:
///
///     next():        state += 0x9E3779B97F4A7C15
///                    z = state
///                    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
///                    z = (z ^ (z >> 27)) * 0x94D049BB133111EB
///                    return z ^ (z >> 31)
///
///     next(below m): repeat p = next() * m, as a 128-bit product
///                    until (p mod 2^64) >= (2^64 mod m)
///                    return p >> 64
///
/// The initial state is the seed. It is not meant for cryptography.
///
/// Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014,
/// doi:10.1145/2660193.2660195.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  @usableFromInline
  internal var state: UInt64

  /// A generator whose whole output is a function of `seed`; every seed is allowed.
  @inlinable
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits. The period is 2^64, and every value occurs once in it.
  @inlinable
  public mutating func next() -> UInt64 {
    // The odd integer nearest to 2^64 / golden ratio: odd, so the state runs through all 2^64 values.
    state &+= 0x9E37_79B9_7F4A_7C15
    // The shifts and factors of the paper's mixing function (its variant 13 of the MurmurHash3 finalizer).
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// A number drawn uniformly from `0 ..< bound`, without bias.
  ///
  /// A draw is the high half of the product of `next()` and `bound`. Draws whose low half is less than
  /// 2^64 mod `bound` are rejected: then each result is left with equally many draws, and fewer than two
  /// draws are needed on average.
  ///
  /// Source: Lemire, *Fast random integer generation in an interval*, ACM TOMACS 29 (2019),
  /// doi:10.1145/3230636.
  ///
  /// - Precondition: `bound >= 1`.
  @inlinable
  public mutating func next(below bound: Int) -> Int {
    precondition(bound >= 1, "next(below:) needs a bound of at least 1, not \(bound)")
    let m = UInt64(bound)
    var product = next().multipliedFullWidth(by: m)
    // 2^64 mod m is less than m, so the division is needed only for a low half below m.
    if product.low < m {
      let excess = (0 &- m) % m
      while product.low < excess {
        product = next().multipliedFullWidth(by: m)
      }
    }
    return Int(product.high)
  }

  /// A permutation of 0 ..< count, drawn by Fisher and Yates from the last place down.
  ///
  /// - Precondition: `count >= 0`.
  public mutating func permutation(of count: Int) -> [Int] {
    var permutation = Array(0..<count)
    for place in permutation.indices.dropFirst().reversed() {
      permutation.swapAt(place, next(below: place + 1))
    }
    return permutation
  }
}
