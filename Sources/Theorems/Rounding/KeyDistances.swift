import Arithmetic

/// How many n-grams differ from 0^n in h bits, for h = 0...n d: no query has more n-grams near it.
///
/// Of the tokens b < D, those with h ones are as many as the coefficient of q^h in W = the sum of q^(ones of b), and
/// n-grams as many as in W^n. For a weight that does not rise with the distance, the sum over all n-grams is largest
/// around 0^n: the pairing in `RestBound` holds for every such weight, and for one token after the other.
struct KeyDistances {
  /// `counts[h]` n-grams at distance h.
  let counts: [Integer]

  /// - Complexity: O(n (n d)^2) operations.
  init(ngram: Int, alphabetSize: Int, codeBits: Int) {
    var ones = [Integer](repeating: 0, count: codeBits + 1)
    // The numbers below D by the first bit in which they are less: ones above it, and `bit` free bits below.
    var above = alphabetSize.nonzeroBitCount
    var binomials: [Integer] = [1]
    for bit in 0...codeBits {
      if (alphabetSize >> bit) & 1 == 1 {
        above -= 1
        for (h, count) in binomials.enumerated() { ones[above + h] += count }
      }
      binomials = KeyDistances.product(binomials, [1, 1])
    }
    var counts: [Integer] = [1]
    for _ in 0..<ngram { counts = KeyDistances.product(counts, ones) }
    self.counts = counts
  }

  private static func product(_ left: [Integer], _ right: [Integer]) -> [Integer] {
    var product = [Integer](repeating: 0, count: left.count + right.count - 1)
    for (i, a) in left.enumerated() {
      for (j, b) in right.enumerated() { product[i + j] += a * b }
    }
    return product
  }
}
