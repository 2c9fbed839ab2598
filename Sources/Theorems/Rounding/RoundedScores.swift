import Arithmetic
import Constructions
import Rounding

/// How far the right key's score leads after rounding, and what the other keys weigh: r, for scores that a format
/// computes.
///
/// A query with n tokens gives its right key n d terms +b, b = fl(beta). A key that differs from it in h bits has h of
/// them with the other sign, and a key that a boundary cuts off to j tokens has j d terms or fewer that are not zero.
/// While t < n tokens are written the right key has t d terms +b, and fl(beta B) for the boundary; a key with more
/// tokens has t d terms of any signs. `SumExtremes` bounds all of these from the safe side. The weight of a key is
/// 2^(its score - the right one's), rounded: the difference once, and the power, which is exact or, if it is too
/// small for the format, zero.
struct RoundedScores {
  let parameters: NgramParameters
  let arithmetic: FloatArithmetic

  /// The sums of terms +-b.
  let sums: SumExtremes

  /// fl(beta B).
  let bonus: Double

  /// Other keys with n tokens: how many have at most which weight, by falling weight.
  private let interior: [(count: Integer, weight: Rational)]

  /// What the keys that a boundary cuts off weigh together, at steps t >= n.
  private let cutOff: Rational

  /// The largest score of a key of which m terms are not zero.
  private let largestRival: [Double]

  /// `nil` where the number of terms is beyond `mostTerms`, or sums round and there are too many for `SumExtremes`.
  init?(_ parameters: NgramParameters, in arithmetic: FloatArithmetic, orders: OrderClass) {
    let terms = parameters.ngram * parameters.codeBits
    guard terms <= RoundedScores.mostTerms,
      let sums = SumExtremes(unit: Double(parameters.scale), count: terms, in: arithmetic, orders: orders)
    else { return nil }
    self.parameters = parameters
    self.arithmetic = arithmetic
    self.sums = sums
    bonus = arithmetic.format.round(Double(parameters.scale * parameters.boundaryBonus))
    guard bonus.isFinite else { return nil }
    largestRival = (0...terms).map { terms in
      (0...terms).map { sums.largest(plus: terms - $0, minus: $0) }.max() ?? 0
    }
    let right = sums.least(plus: terms)
    interior =
      RoundedScores.groups(parameters, sums, right: right, in: arithmetic, orders: orders)
      ?? RoundedScores.interior(parameters, sums, right: right, in: arithmetic.format)
    let format = arithmetic.format
    cutOff = (0..<parameters.ngram).reduce(format.weight(of: 0, against: right)) { [largestRival] sum, tokens in
      sum + 2 * format.weight(of: largestRival[tokens * parameters.codeBits], against: right)
    }
  }

  /// With more terms the polynomials of `KeyDistances` take more than a moment.
  static let mostTerms = 512

  private static func interior(
    _ parameters: NgramParameters, _ sums: SumExtremes, right: Double, in format: FloatFormat
  ) -> [(count: Integer, weight: Rational)] {
    let (n, d) = (parameters.ngram, parameters.codeBits)
    let distances = KeyDistances(ngram: n, alphabetSize: parameters.alphabetSize, codeBits: d)
    var groups: [(count: Integer, weight: Rational)] = []
    // From the largest distance on, so that weights do not rise with it.
    var score = -Double.infinity
    for distance in (1...(n * d)).reversed() {
      score = max(score, sums.largest(plus: n * d - distance, minus: distance))
      let count = distances.counts[distance]
      // Each n-gram stands before one position of the prompt, and before one of the copy.
      if count > 0 { groups.append((2 * count, format.weight(of: score, against: right))) }
    }
    return groups.reversed()
  }

  /// Other keys with n tokens by the scores that they have in the reference's order, around the query 0^n; `nil` where
  /// scores do not round, for other orders, and where there are too many tokens.
  ///
  /// No query has keys that weigh more: the pairing of `RestBound` says so for every weight that does not fall where a
  /// bit that disagrees is made to agree, and rounded sums do not.
  ///
  /// - Complexity: O(n D d) for each value that a sum can have.
  private static func groups(
    _ parameters: NgramParameters, _ sums: SumExtremes, right: Double, in arithmetic: FloatArithmetic,
    orders: OrderClass
  ) -> [(count: Integer, weight: Rational)]? {
    guard orders == .product, !sums.isExact, parameters.alphabetSize <= RoundedScores.mostTokens else { return nil }
    let (accumulator, unit) = (arithmetic.accumulator, sums.unit)
    var counts: [Double: Integer] = [0: 1]
    for _ in 0..<parameters.ngram {
      var next: [Double: Integer] = [:]
      for (sum, count) in counts {
        for token in 0..<parameters.alphabetSize {
          let score = (0..<parameters.codeBits).reduce(sum) { sum, bit in
            accumulator.round((token >> bit) & 1 == 0 ? sum + unit : sum - unit)
          }
          next[score, default: 0] += count
        }
      }
      counts = next
    }
    // The query's own n-gram is one of them, and it is the right key's.
    let own = (0..<(parameters.ngram * parameters.codeBits)).reduce(0.0) { sum, _ in accumulator.round(sum + unit) }
    counts[own, default: 0] -= 1
    return counts.filter { $0.value > 0 }.map { score, count in
      (2 * count, arithmetic.format.weight(of: arithmetic.format.round(score), against: right))
    }.sorted { $0.weight > $1.weight }
  }

  /// Tokens that are gone through one by one: more than there are in a byte.
  private static let mostTokens = 256

  /// Whether no score is rounded, in any order.
  var areExact: Bool { sums.isExact }

  /// By how much the right key's score leads, at least, at all steps of strings of at most `length` tokens.
  func lead(length: Int) -> Double {
    let (n, d) = (parameters.ngram, parameters.codeBits)
    var leads: [Double] = []
    if length >= n {
      leads.append(sums.least(plus: n * d) - largestRival[(n - 1) * d])
      if length > n, let rival = (1...(n * d)).map({ sums.largest(plus: n * d - $0, minus: $0) }).max() {
        leads.append(sums.least(plus: n * d) - rival)
      }
    }
    for step in 0..<min(n, length + 1) {
      // At t = L no key of the prompt has more than t tokens.
      let tokens = step < length ? step : max(0, step - 1)
      leads.append(sums.least(plus: step * d, and: bonus) - largestRival[tokens * d])
    }
    return leads.min() ?? 0
  }

  /// The largest r of all steps of all strings with distinct n-grams of `length` tokens, at most; 1 or more where the
  /// right key need not lead.
  ///
  /// - Complexity: O(n d) operations on rationals.
  func rest(length: Int) -> Rational {
    let (n, d) = (parameters.ngram, parameters.codeBits)
    var largest: Rational = 0
    if length >= n {
      largest = cutOff
      // Of the keys with n tokens, the L - n + 1 of the prompt have the right one among them, and the copy has t - n.
      var keys = 2 * (Integer(length) - Integer(n))
      for (count, weight) in interior where keys > 0 {
        largest += Rational(min(count, keys)) * weight
        keys -= min(count, keys)
      }
    }
    let format = arithmetic.format
    for step in 0..<min(n, length + 1) {
      let right = sums.least(plus: step * d, and: bonus)
      var rest = Rational(length - step) * format.weight(of: largestRival[step * d], against: right)
      for tokens in 0..<step { rest += 2 * format.weight(of: largestRival[tokens * d], against: right) }
      largest = max(largest, rest + format.weight(of: 0, against: right))
    }
    return largest
  }
}

extension FloatFormat {
  /// 2^(score - right), the difference rounded to the format, the power exact or zero.
  fileprivate func weight(of score: Double, against right: Double) -> Rational {
    let power = powerOfTwo(round(score - right))
    // An infinite power belongs to a key that is far ahead of the right one: any weight of 1 or more says so.
    return power.isFinite ? Rational(exactly: power) ?? 1 : 1
  }
}
