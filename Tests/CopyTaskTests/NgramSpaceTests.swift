import CopyTask
import Testing

@Suite struct NgramSpaceTests {
  @Test func countsAndLengths() {
    #expect(NgramSpace(alphabetSize: 10, order: 4).count == 10_000)
    #expect(NgramSpace(alphabetSize: 10, order: 4).longestDistinctLength == 10_003)
    #expect(NgramSpace(alphabetSize: 1, order: 1_000_000_000).count == 1)
    #expect(NgramSpace(alphabetSize: 2, order: 62).count == 1 << 62)
    #expect(NgramSpace(alphabetSize: 2, order: 63).count == nil)
    #expect(NgramSpace(alphabetSize: 256, order: 75).longestDistinctLength == nil)
    #expect(NgramSpace(alphabetSize: Int.max, order: 1).longestDistinctLength == Int.max)
  }

  @Test func admitsUpToTheLongest() {
    #expect(NgramSpace(alphabetSize: 2, order: 3).admits(length: 10))
    #expect(!NgramSpace(alphabetSize: 2, order: 3).admits(length: 11))
    #expect(NgramSpace(alphabetSize: 2, order: 300).admits(length: Int.max))
  }

  @Test func smallestAlphabetIsTheFirstThatAdmits() {
    for order in 1...5 {
      for length in 0...400 {
        let first = (2...500).first { NgramSpace(alphabetSize: $0, order: order).admits(length: length) }
        #expect(NgramSpace.smallestAlphabet(order: order, length: length) == first)
      }
    }
    #expect(NgramSpace.smallestAlphabet(order: 4, length: 10_000) == 10)
    #expect(NgramSpace.smallestAlphabet(order: 1, length: 1 << 40) == 1 << 40)
  }
}
