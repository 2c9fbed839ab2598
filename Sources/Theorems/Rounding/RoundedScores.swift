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
  /// The sums of terms +-b.
  let sums: SumExtremes

  /// fl(beta B), as it is added.
  let bonus: Double

  /// Keys with the same number of tokens, by falling weight.
  private typealias Groups = [(count: Integer, weight: Rational)]

  /// Other keys with n tokens at steps t >= n, and with more than t tokens at each step t < n.
  private let interior: Groups
  private let start: [Groups]

  /// What the keys with fewer tokens, and BOS's own, weigh together, at steps t < n and, last, at steps t >= n.
  private let cutOff: [Rational]

  /// The largest score of a key of which m terms are not zero.
  private let largestRival: [Double]

  /// `nil` where the number of terms is beyond `mostTerms`, or sums round and there are too many for `SumExtremes`, or
  /// where a score can overflow.
  init?(_ parameters: NgramParameters, in arithmetic: FloatArithmetic, orders: OrderClass) {
    let (n, d) = (parameters.ngram, parameters.codeBits)
    guard n <= RoundedScores.mostTerms, n * d <= RoundedScores.mostTerms,
      let sums = SumExtremes(unit: Double(parameters.scale), count: n * d, in: arithmetic, orders: orders)
    else { return nil }
    self.parameters = parameters
    self.sums = sums
    let format = arithmetic.format
    // The weight, and then its product with a flag, which is what is added.
    let bonus = arithmetic.accumulator.round(format.round(Double(parameters.scale * parameters.boundaryBonus)))
    // The right key's score must be finite in every order: infinity less itself is not a number.
    guard bonus.isFinite, sums.largest(plus: (n - 1) * d, and: bonus).isFinite else { return nil }
    self.bonus = bonus
    let largestRival = (0...(n * d)).map { terms in
      (0...terms).map { sums.largest(plus: terms - $0, minus: $0) }.max() ?? 0
    }
    self.largestRival = largestRival
    let rights = (0..<n).map { sums.least(plus: $0 * d, and: bonus) } + [sums.least(plus: n * d)]
    cutOff = rights.enumerated().map { step, right in
      (0..<step).reduce(format.weight(of: 0, against: right)) { sum, tokens in
        sum + 2 * format.weight(of: largestRival[tokens * d], against: right)
      }
    }
    let scores = KeyScores(parameters, sums, in: arithmetic, orders: orders)
    func groups(_ tokens: Int, of keys: Integer) -> Groups {
      scores.groups(tokens: tokens).map { (keys * $1, format.weight(of: $0, against: rights[tokens])) }
    }
    // Each n-gram but the query's own stands before one position of the prompt, and before one of the copy.
    let others = scores.groups(tokens: n, withoutOwn: true)
    interior = others.map { (2 * $1, format.weight(of: $0, against: rights[n])) }
    start = (0..<n).map { step in
      // Each n-gram stands before one position, and BOS cuts off one key of each smaller number of tokens.
      let cut = (Integer(n - 1 - step), format.weight(of: largestRival[step * d], against: rights[step]))
      return [cut] + groups(step, of: Integer(parameters.alphabetSize).raised(to: n - step))
    }
  }

  /// With more terms the polynomials of `KeyDistances` take more than a moment.
  static let mostTerms = 512

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

  /// The largest r of all steps of all strings with distinct n-grams of at most `length` tokens, or a bound on it; 1 or
  /// more where the right key need not lead.
  ///
  /// - Complexity: O(n^2 d) operations on rationals.
  func rest(length: Int) -> Rational {
    let n = parameters.ngram
    var largest: Rational = 0
    if length >= n {
      // Of the keys with n tokens, the L - n + 1 of the prompt have the right one among them, and the copy has t - n.
      largest = cutOff[n] + RoundedScores.sum(interior, of: 2 * (Integer(length) - Integer(n)))
    }
    for step in 0..<min(n, length + 1) {
      largest = max(largest, cutOff[step] + RoundedScores.sum(start[step], of: Integer(length - step)))
    }
    return largest
  }

  /// What the heaviest `keys` of these weigh together.
  private static func sum(_ groups: Groups, of keys: Integer) -> Rational {
    var (sum, rest): (Rational, Integer) = (0, keys)
    for (count, weight) in groups where rest > 0 {
      let taken = min(count, rest)
      sum += Rational(taken) * weight
      rest -= taken
    }
    return sum
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
