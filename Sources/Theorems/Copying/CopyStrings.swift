import Constructions
import CopyTask

/// The strings that a check of Theorem 2.3 runs on, by parameters.
struct CopyStrings: Sendable {
  /// The strings of one (n, D).
  struct Family: Sendable {
    let parameters: NgramParameters
    let strings: [[Token]]
  }

  private(set) var families: [Family] = []

  /// How many strings there are.
  var count: Int { families.reduce(0) { $0 + $1.strings.count } }

  /// All strings with distinct n-grams for each (n, D) of `everything`, then random ones.
  ///
  /// - Parameters:
  ///   - orderExcess: The (n + excess)-grams are distinct instead.
  ///   - everything: Pairs (n, D); all strings of every length 1 ... D^n + n - 1 are taken.
  ///   - random: Strings for random parameters.
  ///   - longest: The longest random string.
  init(orderExcess: Int = 0, everything: [(Int, Int)], random: Int, longest: Int) throws {
    for (ngram, alphabetSize) in everything {
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
      families.append(
        Family(
          parameters: parameters,
          strings: NgramSpace(alphabetSize: alphabetSize, order: ngram + orderExcess)
            .distinctStrings(upTo: parameters.maxLength)))
    }
    // The strings are part of what the claim covers, so they are always the same.
    var source = SplitMix64(seed: 23)
    for _ in 0..<random {
      let ngram = 1 + source.next(below: 5)
      let alphabetSize = 2 + source.next(below: 8)
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
      let most = min(longest, parameters.maxLength)
      // Full length as often as any other, since that is where the bounds are tight.
      let length = source.next(below: 4) == 0 ? most : 1 + source.next(below: most)
      let strings = try DistinctNgramString(alphabetSize: alphabetSize, order: ngram + orderExcess, length: length)
      families.append(Family(parameters: parameters, strings: [strings.tokens(using: &source)]))
    }
  }
}
