import Arithmetic
import Constructions
import CopyTask
import Rounding
import Testing
import Transformers

@testable import Theorems

@Suite("Rounded scores: what other keys weigh")
struct RoundedScoresTests {
  /// The largest rest, and the least lead, of all steps of a copy that is forced.
  private func measured(_ string: [Token], _ parameters: NgramParameters, by model: RoundedCopier) throws
    -> (rest: Rational, lead: Double)
  {
    let prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: string)
    var decoder = Decoder(model.transformer, capacity: 2 * string.count + 2)
    for token in prompt.tokens.dropLast() { try decoder.read(token) }
    var (largest, least) = (Rational(0), Double.infinity)
    for (step, token) in ([prompt.tokens.last ?? 0] + string).enumerated() {
      let head = try #require(try decoder.step(token).layers.last?.heads[0])
      let right = prompt.position(ofRightKeyAtStep: step)
      let weights = head.unnormalized.map { Rational(exactly: $0.value) ?? 1000 }
      let rest = weights.reduce(0, +) - weights[right]
      largest = max(largest, weights[right] == 0 ? 1000 : rest / weights[right])
      for (key, score) in head.scores.enumerated() where key != right {
        least = min(least, head.scores[right].value - score.value)
      }
    }
    return (largest, least)
  }

  private func orders(_ orders: OrderClass, _ seed: UInt64) -> [SummationOrder] {
    switch orders {
    case .product: [.product]
    case .sequential: [.product, .reversed, .permuted(seed: seed)]
    case .any: [.balanced, .fourLanes, .random(seed: seed), .random(seed: seed + 1)]
    }
  }

  /// Strings with distinct n-grams: all that are short, and longer ones at random.
  private func strings(_ parameters: NgramParameters, _ source: inout SplitMix64) throws -> [[Token]] {
    var strings: [[Token]] = []
    for _ in 0..<5 {
      let length = 1 + source.next(below: min(parameters.maxLength, 3 * parameters.ngram + 3))
      strings.append(
        try DistinctNgramString(
          alphabetSize: parameters.alphabetSize, order: parameters.ngram, length: length
        ).tokens(using: &source))
    }
    strings.append([Token](repeating: 0, count: parameters.ngram))
    // All n-grams, the copy's last one the query's own: where the bound of exact scores is attained.
    if parameters.maxLength <= 30 {
      strings.append(Array(DeBruijnSequence(alphabetSize: parameters.alphabetSize, order: parameters.ngram)))
    }
    return strings
  }

  @Test("bounds hold in runs of random formats, orders, n, D and scales", arguments: 0..<6 as Range<UInt64>)
  func runs(seed: UInt64) throws {
    var source = SplitMix64(seed: seed)
    for _ in 0..<14 {
      let format = try FloatFormat(significandBits: 2 + source.next(below: 6), exponentBits: 3 + source.next(below: 6))
      let rules = [
        ScaleRule.lengthDependent, .lengthFree, .powerOfTwo, .chosen(scale: 1 + source.next(below: 6), bonus: 2),
      ]
      let shapes = [(1, 2), (2, 2), (3, 2), (4, 2), (1, 3), (2, 3), (1, 5), (2, 5), (3, 3), (1, 11)]
      let (ngram, size) = shapes[source.next(below: shapes.count)]
      let parameters = try NgramParameters(
        ngram: ngram, alphabetSize: size, scaleRule: rules[source.next(below: rules.count)])
      let accumulator = source.next(below: 4) == 0 ? FloatFormat.float32 : format
      let orders = OrderClass.allCases[source.next(below: 3)]
      let arithmetic = FloatArithmetic(format, accumulator: accumulator)
      // The measured r is that of scores: the first layer must be right.
      guard WindowRounding(largestWindow: ngram + 1, in: arithmetic).isExact,
        let scores = RoundedScores(parameters, in: arithmetic, orders: orders)
      else { continue }
      for order in self.orders(orders, seed) {
        let model = RoundedCopier(
          parameters, in: FloatArithmetic(format, accumulator: accumulator, order: order))
        for string in try strings(parameters, &source) {
          let (rest, lead) = try measured(string, parameters, by: model)
          let (bound, least) = (scores.rest(length: string.count), scores.lead(length: string.count))
          let place =
            "\(format.name)+\(accumulator.name), n = \(ngram), D = \(size), scale \(parameters.scale) "
            + "(\(parameters.scaleRule.name)), \(order.name), \(string)"
          #expect(lead >= least, "\(place): a lead of \(lead), not \(least)")
          #expect(lead <= 0 || rest <= bound, "\(place): r = \(rest), not \(bound) at most")
        }
      }
    }
  }

  @Test("where no score rounds r is that of X.scale, attained by de Bruijn strings, for every n and D")
  func exact() throws {
    for (ngram, size) in [(1, 2), (2, 2), (3, 2), (1, 3), (2, 3), (1, 5), (2, 5), (4, 10), (9, 2)] {
      for rule in ScaleRule.proved {
        let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule)
        for orders in OrderClass.allCases {
          let scores = try #require(RoundedScores(parameters, in: FloatArithmetic(.float64), orders: orders))
          let (bound, length) = (RestBound(parameters), parameters.maxLength)
          #expect(scores.areExact && scores.rest(length: length) == bound.largest(length: length))
          // Strings of fewer than n tokens have the start alone.
          if ngram > 1 { #expect(scores.rest(length: ngram - 1) == bound.largest(length: ngram - 1)) }
        }
      }
    }
  }

  @Test("of scores that overflow nothing is said")
  func overflow() throws {
    let format = try FloatFormat(significandBits: 4, exponentBits: 3)
    for orders in OrderClass.allCases {
      // 4 + 4 + 4 + 4 = 16 is infinite, and infinity less itself no number.
      #expect(
        RoundedScores(try NgramParameters(ngram: 2, alphabetSize: 3), in: FloatArithmetic(format), orders: orders)
          == nil)
      // 3 + 3 and the bonus of 12.
      #expect(
        RoundedScores(
          try NgramParameters(ngram: 2, alphabetSize: 2, scaleRule: .chosen(scale: 3, bonus: 4)),
          in: FloatArithmetic(format),
          orders: orders) == nil)
    }
  }
}
