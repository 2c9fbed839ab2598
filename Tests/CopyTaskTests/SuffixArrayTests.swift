import CopyTask
import TestSupport
import Testing

@Suite struct SuffixArrayTests {
  private func sortedNaively<T: Comparable>(_ text: [T]) -> [Int32] {
    text.indices.sorted { text[$0...].lexicographicallyPrecedes(text[$1...]) }.map(Int32.init)
  }

  private func commonPrefix<T: Equatable>(_ text: [T], _ i: Int, _ j: Int) -> Int {
    zip(text[i...], text[j...]).prefix { $0 == $1 }.count
  }

  /// Order, shared prefixes and longest repeat, each by its definition.
  private func isRight(_ array: SuffixArray, for text: [Int]) -> Bool {
    let order = sortedNaively(text)
    guard array.positions == order, array.count == text.count else { return false }
    let shared = order.indices.map { rank in
      rank == 0 ? 0 : Int32(commonPrefix(text, Int(order[rank - 1]), Int(order[rank])))
    }
    guard array.commonPrefixLengths() == shared else { return false }
    var longest = 0
    for i in text.indices {
      for j in text.indices where j > i { longest = max(longest, commonPrefix(text, i, j)) }
    }
    guard array.smallestDistinctOrder() == longest + 1 else { return false }
    guard let found = array.longestRepeat() else { return longest == 0 }
    // Of several longest repeats, the first pair of neighbours in the order.
    guard let rank = shared.firstIndex(of: Int32(longest)) else { return false }
    let places = [Int(order[rank - 1]), Int(order[rank])]
    return found.length == longest && found.first == places.min() && found.second == places.max()
  }

  @Test(arguments: [1, 2, 3, 4, 26, 256, 300])
  func randomStrings(alphabetSize: Int) {
    forAll(.tokens(alphabetSize: alphabetSize, count: 0...40), seeds: 0..<8, trials: 12) { text in
      isRight(SuffixArray(text), for: text)
    }
  }

  @Test(arguments: [2, 3, 256])
  func bytesAreSortedLikeTokens(alphabetSize: Int) {
    forAll(.tokens(alphabetSize: alphabetSize, count: 0...40), seeds: 8..<16, trials: 12) { text in
      isRight(SuffixArray(bytes: text.map(UInt8.init)), for: text)
    }
  }

  /// Ranks take the place of tokens that are negative or exceed the length.
  @Test func anyIntegersAreTokens() {
    let extremes = Generator<Int>.oneOf([0, 1, -1, 41, Int.max, Int.min, 1 << 40])
    forAll(.array(of: extremes, count: 0...30), seeds: 0..<8) { text in
      isRight(SuffixArray(text), for: text)
    }
  }

  @Test func everyShortString() {
    for (size, longest) in [(2, 9), (3, 6), (4, 4)] {
      for length in 0...longest {
        let strings = AllStrings(alphabetSize: size, length: length)
        let wrong = strings.first { !isRight(SuffixArray($0), for: $0) }
        #expect(wrong == nil)
      }
    }
  }

  /// Strings with many long repeats: they are sorted through several levels of the recursion.
  @Test func periodicAndSelfSimilarStrings() {
    for length in [1, 2, 3, 10, 64, 65, 150] {
      let constant = Array(repeating: 7, count: length)
      #expect(isRight(SuffixArray(constant), for: constant))
      for period in [2, 3, 5, 8] {
        let rising = (0..<length).map { $0 % period }
        #expect(isRight(SuffixArray(rising), for: rising))
        let falling = (0..<length).map { period - $0 % period }
        #expect(isRight(SuffixArray(falling), for: falling))
      }
    }
    var fibonacci: ([Int], [Int]) = ([0], [0, 1])
    while fibonacci.1.count < 200 { fibonacci = (fibonacci.1, fibonacci.1 + fibonacci.0) }
    #expect(isRight(SuffixArray(fibonacci.1), for: fibonacci.1))
    let thueMorse = (0..<200).map { $0.nonzeroBitCount % 2 }
    #expect(isRight(SuffixArray(thueMorse), for: thueMorse))
  }

  @Test func knownOrder() {
    let banana = SuffixArray(bytes: Array("banana".utf8))
    #expect(banana.positions == [5, 3, 1, 0, 4, 2])
    #expect(banana.commonPrefixLengths() == [0, 1, 3, 0, 0, 2])
    #expect(banana.longestRepeat() == SuffixArray(Array("banana".utf8).map(Int.init)).longestRepeat())
    #expect(banana.longestRepeat().map { [$0.length, $0.first, $0.second] } == [3, 1, 3])
    #expect(banana.smallestDistinctOrder() == 4)
    #expect(SuffixArray([]).smallestDistinctOrder() == 1)
  }
}
