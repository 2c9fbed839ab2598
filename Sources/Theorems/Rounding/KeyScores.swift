import Arithmetic
import Constructions
import Rounding

/// How many keys have at least which score, around a query: for the query 0^n, around which there are most.
///
/// The pairing of `RestBound` says so for every weight that does not fall where a bit that disagrees is made to agree,
/// and scores do not, since rounded sums are monotone.
struct KeyScores {
  private let parameters: NgramParameters
  private let sums: SumExtremes
  private let arithmetic: FloatArithmetic
  private let isProduct: Bool

  init(_ parameters: NgramParameters, _ sums: SumExtremes, in arithmetic: FloatArithmetic, orders: OrderClass) {
    (self.parameters, self.sums, self.arithmetic) = (parameters, sums, arithmetic)
    isProduct = orders == .product && !sums.isExact && parameters.alphabetSize <= KeyScores.mostTokens
  }

  /// Tokens that are gone through one by one: as many as there are bytes.
  private static let mostTokens = 256

  /// Strings of so many tokens by the score of their agreement with 0^tokens, by falling score: in the reference's
  /// order exactly, for other orders by the number of bits that differ, the largest score that these, or more, can
  /// have.
  ///
  /// - Parameter withoutOwn: Leaves 0^tokens itself out.
  /// - Complexity: O(n (n d)^2), or in the reference's order O(n D d) for each value that a sum can have.
  func groups(tokens: Int, withoutOwn: Bool = false) -> [(score: Double, count: Integer)] {
    isProduct ? ordered(tokens, withoutOwn) : unordered(tokens, withoutOwn)
  }

  private func unordered(_ tokens: Int, _ withoutOwn: Bool) -> [(score: Double, count: Integer)] {
    let terms = tokens * parameters.codeBits
    let distances = KeyDistances(
      ngram: tokens, alphabetSize: parameters.alphabetSize, codeBits: parameters.codeBits)
    var groups: [(score: Double, count: Integer)] = []
    // From the largest distance on, so that scores do not rise with it.
    var score = -Double.infinity
    for distance in ((withoutOwn ? 1 : 0)..<(terms + 1)).reversed() {
      score = max(score, sums.largest(plus: terms - distance, minus: distance))
      if distances.counts[distance] > 0 { groups.append((score, distances.counts[distance])) }
    }
    return groups.reversed()
  }

  private func ordered(_ tokens: Int, _ withoutOwn: Bool) -> [(score: Double, count: Integer)] {
    var counts: [Double: Integer] = [0: 1]
    var own = 0.0
    for _ in 0..<tokens {
      var next: [Double: Integer] = [:]
      for (sum, count) in counts {
        for token in 0..<parameters.alphabetSize { next[adding(token, to: sum), default: 0] += count }
      }
      counts = next
      own = adding(0, to: own)
    }
    if withoutOwn { counts[own, default: 0] -= 1 }
    var groups: [Double: Integer] = [:]
    for (sum, count) in counts where count > 0 { groups[arithmetic.format.round(sum), default: 0] += count }
    return groups.map { ($0.key, $0.value) }.sorted { $0.score > $1.score }
  }

  /// The sum after the d terms of a token, of which each 1 of its code disagrees with token 0.
  private func adding(_ token: Int, to sum: Double) -> Double {
    (0..<parameters.codeBits).reduce(sum) { sum, bit in
      arithmetic.accumulator.round((token >> bit) & 1 == 0 ? sum + sums.unit : sum - sums.unit)
    }
  }
}
