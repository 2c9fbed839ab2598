import CopyTask
import TestSupport
import Testing

@Suite("All strings of a length")
struct AllStringsTests {
  /// By extension: every string with a token less, and every token.
  private func listed(_ alphabetSize: Int, _ length: Int) -> [[Token]] {
    (0..<length).reduce([[]]) { strings, _ in strings.flatMap { string in (0..<alphabetSize).map { string + [$0] } } }
  }

  @Test("come up once each, in lexicographic order")
  func order() {
    for (alphabetSize, most) in [(1, 9), (2, 10), (3, 6), (5, 4), (300, 1)] {
      for length in 0...most {
        #expect(Array(AllStrings(alphabetSize: alphabetSize, length: length)) == listed(alphabetSize, length))
      }
    }
  }

  /// How many there are was counted by another program.
  @Test(
    "are those listed with distinct n-grams where they have them",
    arguments: [
      (1, 2, 2, 4), (1, 3, 3, 15), (1, 4, 4, 64), (1, 5, 5, 325), (2, 2, 5, 24), (3, 2, 10, 234), (2, 3, 10, 1884),
    ])
  func distinct(order: Int, alphabetSize: Int, longest: Int, count: Int) {
    let space = NgramSpace(alphabetSize: alphabetSize, order: order)
    let found = space.distinctStrings(upTo: longest)
    #expect(found.count == count && found == found.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(longest == space.longestDistinctLength && space.distinctStrings(upTo: longest + 1) == found)
    let every = (1...longest).flatMap { AllStrings(alphabetSize: alphabetSize, length: $0) }
    #expect(Set(found) == Set(every.filter { hasDistinctNgrams($0, order: order) }))
  }
}

/// By the definition: no two positions start the same n tokens.
func hasDistinctNgrams(_ tokens: [Token], order: Int) -> Bool {
  guard tokens.count >= order else { return true }
  let ngrams = (0...tokens.count - order).map { tokens[$0..<$0 + order] }
  return Set(ngrams).count == ngrams.count
}
