import Arithmetic
import Constructions
import CopyTask
import Rounding
import Testing

@testable import Theorems

@Suite("How many keys are near a query")
struct KeyScoresTests {
  private let shapes = [(1, 2), (2, 2), (3, 2), (1, 3), (2, 3), (1, 5), (2, 5), (1, 6), (1, 13), (2, 6), (4, 2)]

  private func ngrams(_ parameters: NgramParameters) -> [[Token]] {
    Array(AllStrings(alphabetSize: parameters.alphabetSize, length: parameters.ngram))
  }

  @Test("by bits that differ: around zeros as enumerated, and nowhere more")
  func distances() throws {
    for (ngram, size) in shapes {
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
      let found = KeyDistances(ngram: ngram, alphabetSize: size, codeBits: parameters.codeBits).counts
      let keys = ngrams(parameters)
      for query in keys {
        var counts = [Int](repeating: 0, count: ngram * parameters.codeBits + 1)
        for key in keys { counts[zip(query, key).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }] += 1 }
        if query.allSatisfy({ $0 == 0 }) { #expect(found == counts.map { Integer($0) }, "n = \(ngram), D = \(size)") }
        var (around, most) = (Integer(0), Integer(0))
        for distance in counts.indices {
          around += Integer(counts[distance])
          most += found[distance]
          #expect(around <= most, "n = \(ngram), D = \(size), \(query): \(counts)")
        }
      }
    }
  }

  @Test("by score: in the reference's order around zeros as enumerated, and for no query more with any score")
  func scores() throws {
    var lossy = 0
    for (ngram, size) in shapes {
      for bits in 2...4 {
        let arithmetic = FloatArithmetic(try FloatFormat(significandBits: bits, exponentBits: 8))
        let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
        let terms = ngram * parameters.codeBits
        for orders in OrderClass.allCases {
          let sums = try #require(
            SumExtremes(unit: Double(parameters.scale), count: terms, in: arithmetic, orders: orders))
          let scores = KeyScores(parameters, sums, in: arithmetic, orders: orders)
          let (all, others) = (scores.groups(tokens: ngram), scores.groups(tokens: ngram, withoutOwn: true))
          #expect(all.map(\.score) == all.map(\.score).sorted(by: >))
          if !sums.isExact { lossy += 1 }
          for query in ngrams(parameters) {
            let place = "p = \(bits), n = \(ngram), D = \(size), \(orders), \(query)"
            let found = ngrams(parameters).filter { $0 != query }
              .map { score(query, $0, parameters, sums.unit, arithmetic.format) }
            let top = score(query, query, parameters, sums.unit, arithmetic.format)
            for least in Set(found + [top]) {
              for (groups, own) in [(all, true), (others, false)] {
                let count = found.count { $0 >= least } + (own && top >= least ? 1 : 0)
                let bound = groups.filter { $0.score >= least }.reduce(Integer(0)) { $0 + $1.count }
                #expect(Integer(count) <= bound, "\(place): \(count) with \(least), not \(bound) at most")
                if orders == .product, !sums.isExact, query.allSatisfy({ $0 == 0 }) {
                  #expect(Integer(count) == bound, "\(place)")
                }
              }
            }
          }
        }
      }
    }
    #expect(lossy > 20)
  }

  /// The score of a key, in the reference's order.
  private func score(
    _ query: [Token], _ key: [Token], _ parameters: NgramParameters, _ unit: Double, _ format: FloatFormat
  ) -> Double {
    var sum = 0.0
    for (a, b) in zip(query, key) {
      for bit in 0..<parameters.codeBits {
        sum = format.round(((a ^ b) >> bit) & 1 == 0 ? sum + unit : sum - unit)
      }
    }
    return sum
  }
}
