import CopyTask
import TestSupport
import Testing

@Suite struct NgramStatisticsTests {
  @Test(arguments: [1, 2, 3, 300])
  func agreesWithTheDefinition(alphabetSize: Int) {
    let inputs = Generator.pair(.tokens(alphabetSize: alphabetSize, count: 0...30), .int(in: 1...9))
    forAll(inputs) { text, order in
      let statistics = NgramStatistics(of: text, order: order)
      let ngrams = text.count < order ? [] : (0...text.count - order).map { text[$0..<$0 + order] }
      guard statistics.order == order, statistics.positionCount == ngrams.count,
        statistics.distinctCount == Set(ngrams).count
      else { return false }
      let second = ngrams.indices.first { ngrams[..<$0].contains(ngrams[$0]) }
      let first = second.flatMap { ngrams.firstIndex(of: ngrams[$0]) }
      guard statistics.firstRepeat?.second == second, statistics.firstRepeat?.first == first else {
        return false
      }
      guard statistics.firstRepeat.map({ $0.length == order }) != false else { return false }
      // Equivalently, the longest repeat is shorter than n.
      return statistics.areDistinct == (second == nil)
        && statistics.areDistinct == (SuffixArray(text).smallestDistinctOrder() <= order)
    }
  }

  @Test func abacRepeatsItsFirstLetter() {
    let statistics = NgramStatistics(of: [0, 1, 0, 2], order: 1)
    #expect(statistics.positionCount == 4)
    #expect(statistics.distinctCount == 3)
    #expect(!statistics.areDistinct)
    #expect(statistics.firstRepeat.map { [$0.length, $0.first, $0.second] } == [1, 0, 2])
    #expect(NgramStatistics(of: [0, 1, 0, 2], order: 2).areDistinct)
  }
}
