public import Arithmetic

/// How much attention all keys but the right one can get, for given n, D, beta and B (X.scale).
///
/// Let r be the weight of all other visible keys relative to that of the right key, q = 4^-beta, s = 2^(-beta
/// d), and W = the sum of q^(number of ones in b) over b = 0...D - 1, which is `tokenSum`. Let x have
/// distinct n-grams and L <= L_max tokens, and let x_1...x_t be written.
///
/// Theorem (X.scale).
///
///     interior, t >= n:  r <= 2 (W^n - 1) + 2 (s + s^2 + ... + s^n) + s^n
///     start, t < n:      r <= 2^(-beta B) (L + 1)
///
/// and both are attained by one string of length D^n + n - 1, a linear de Bruijn sequence that starts with
/// n - 1 zeros and ends with n of them: the first at t = L, the second at t = 0. So for each beta and B the
/// larger of the two, with L = L_max, is the largest r there is, and the least beta and B for which it is below
/// 1/8 are sharp.
///
/// *Tokens.* Let a be a token and W_a the sum of q^(bits in which a and b differ) over all tokens b. Then W_a
/// <= W_0 = W. For let bit i of a be set, and a' be a with bit i clear, a token too, as a' < a. Pair the
/// tokens by bit i. Where both of a pair are tokens, the pair gives W_a and W_a' the same. Where one is, it
/// is the one with bit i clear, as that is the smaller number; it is nearer to a' by one bit. So W_a <= W_a',
/// and clearing all bits ends at 0.
///
/// *Interior.* The right key has n d points. A key with all n tokens is 2h points behind, where h is the
/// number of bits in which its n-gram differs from the query's; it weighs q^h. Each n-gram but the query's
/// own stands at most once in the prompt and once in the copy. The sum of q^h over all n-grams is the product
/// of W_a over the query's tokens a, at most W^n, and its own n-gram has 1 of it: 2 (W^n - 1) for these keys.
/// A key with j < n tokens has j d points at most, and weighs s^(n - j) or less; there are two of each j,
/// after BOS and after COPY. BOS's own key has 0 points and weighs s^n.
/// *Start.* The right key has t d + B points. The L - t keys of the prompt with more than t tokens have t d
/// at most. The two with j < t have j d at most, BOS's 0. So 2^(beta B) r <= L - t + 2 (s + ... + s^t) + s^t.
/// For t = 0 that is L + 1. For t >= 1 it is less than L: s <= 1/4, so that 2 s / (1 - s) <= 2/3 and s^t <=
/// 1/4. *Attained.* The string 0^(n-1) ... 0^n has every n-gram once, and at t = L every one but the query's
/// 0^n has been copied; all its first j < n tokens and its last j tokens are zeros. So every inequality of
/// the interior is an equality. At t = 0 all keys but the right one have 0 points, and there are L + 1. QED.
///
/// The sums are rational numbers, compared exactly; they depend on n through W^n, which for large n is
/// enclosed by partial sums of the binomial series.
public struct RestBound: Sendable, Hashable {
  /// n.
  public let ngram: Int

  /// d.
  public let codeBits: Int

  /// beta.
  public let scale: Int

  /// B.
  public let boundaryBonus: Int

  /// W.
  public let tokenSum: Rational

  /// The bound for these numbers.
  ///
  /// - Precondition: `scale >= 1`, and the other numbers are those of some `NgramParameters`.
  public init(ngram: Int, alphabetSize: Int, codeBits: Int, scale: Int, boundaryBonus: Int) {
    self.ngram = ngram
    self.codeBits = codeBits
    self.scale = scale
    self.boundaryBonus = boundaryBonus
    tokenSum = RestBound.tokenSum(alphabetSize: alphabetSize, near: .powerOfTwo(-2 * scale))
  }

  /// The bound for the numbers of a construction.
  public init(_ parameters: NgramParameters) {
    self.init(
      ngram: parameters.ngram, alphabetSize: parameters.alphabetSize, codeBits: parameters.codeBits,
      scale: parameters.scale, boundaryBonus: parameters.boundaryBonus)
  }

  /// The sum of q^(number of ones in b) over b = 0...D - 1, for q = `near`.
  ///
  /// The numbers below D fall into one class for each bit i that is set in D: those that agree with D above
  /// bit i, have a zero there, and are free below. The class has q^(ones of D above bit i) (1 + q)^i.
  ///
  /// - Complexity: O(log D) operations.
  static func tokenSum(alphabetSize: Int, near: Rational) -> Rational {
    var sum: Rational = 0
    var above = alphabetSize.nonzeroBitCount
    var free: Rational = 1
    for bit in 0..<(Int.bitWidth - 1) where alphabetSize >> bit != 0 {
      if (alphabetSize >> bit) & 1 == 1 {
        above -= 1
        var term = free
        for _ in 0..<above { term = term * near }
        sum += term
      }
      free = free * (1 + near)
    }
    return sum
  }

  /// The bound at steps t < n of the copy of `length` tokens.
  public func start(length: Int) -> Rational {
    Rational(Integer(length) + 1) * .powerOfTwo(-scale * boundaryBonus)
  }

  /// An enclosure of the bound at steps t >= n, for strings of any length in which no n-gram occurs more than
  /// `occurrences` times and the query's occurs once; exact if `terms >= n`. The upper end is `nil` where so
  /// few terms do not tell.
  ///
  /// With w = W - 1 and K terms, W^n - 1 is at least the sum of C(n,k) w^k for k <= K; the terms after that
  /// fall by a factor of (n - K - 1) w / (K + 2) or less each. Of the powers of s, K are added too; the rest
  /// of them are less than a geometric series and one more term.
  ///
  /// - Precondition: `terms >= 1` and `occurrences >= 1`.
  /// - Complexity: O(terms) operations on rationals of up to terms * beta * d * 2 bits.
  public func interior(terms: Int, occurrences: Int = 1) -> (lower: Rational, upper: Rational?) {
    let step = tokenSum - 1
    let cut = Rational.powerOfTwo(-scale * codeBits)
    let count = min(terms, ngram)
    var term: Rational = 1
    var full: Rational = 0
    var power: Rational = 1
    var short: Rational = 0
    for k in 1...count {
      term = term * step * Rational(Integer(ngram) - Integer(k) + 1) / Rational(k)
      full += term
      power = power * cut
      short += power
    }
    let copies = 2 * Rational(occurrences)
    let lower = copies * full + 2 * short
    if count == ngram { return (lower + power, lower + power) }
    let next = term * step * Rational(Integer(ngram) - Integer(count)) / Rational(count + 1)
    let ratio = step * Rational(Integer(ngram) - Integer(count) - 1) / Rational(count + 2)
    guard ratio < 1 else { return (lower, nil) }
    let cutOff = power * cut
    return (lower, lower + copies * next / (1 - ratio) + 2 * cutOff / (1 - cut) + cutOff)
  }

  /// Whether the bound at steps t >= n is below `threshold`: exactly decided.
  public func interior(isBelow threshold: Rational) -> Bool {
    var terms = 1
    while true {
      let (lower, upper) = interior(terms: terms)
      if let upper, upper < threshold { return true }
      if lower >= threshold { return false }
      // With n terms both ends are the same. Few are enough unless the bound is next to the threshold.
      terms = terms > ngram / 2 ? ngram : 2 * terms
    }
  }

  /// The largest r of all steps of all strings with distinct n-grams of `length` tokens or fewer, from above:
  /// exact for n <= 64, and for larger n by less than 2^-64 of it too large wherever it is below 1/8.
  public func largest(length: Int) -> Rational {
    // 64 terms of a series that falls faster than by 1/16 each.
    let start = start(length: length)
    guard let interior = interior(terms: 64).upper else { return max(start, 1) }
    return length < ngram ? start : max(start, interior)
  }
}

extension RestBound {
  /// The least beta for which the interior's bound is below 1/8.
  static func leastScale(ngram: Int, alphabetSize: Int, codeBits: Int) -> Int {
    let threshold = Rational(1, Integer(ConstructionConstants.tailReciprocal))
    var scale = 1
    while !RestBound(
      ngram: ngram, alphabetSize: alphabetSize, codeBits: codeBits, scale: scale, boundaryBonus: 0
    ).interior(isBelow: threshold) {
      scale += 1
    }
    return scale
  }

  /// The least B for which the start's bound is below 1/8 for strings of up to `maxLength` tokens: the least
  /// with 2^(beta B) > 8 (L_max + 1).
  static func leastBonus(scale: Int, maxLength: Int) -> Int {
    let bound = Integer(ConstructionConstants.tailReciprocal) * (Integer(maxLength) + 1)
    // 2^(beta B) > bound exactly if beta B >= the number of bits of bound.
    return (bound.bitLength + scale - 1) / scale
  }
}
