import CopyTask
import Testing

@Suite struct DeBruijnSequenceTests {
  /// All pairs with at most 5,000 n-grams and few tokens, and some with many.
  static let parameters: [(alphabetSize: Int, order: Int)] =
    (1...6).flatMap { size in (1...12).map { (size, $0) } }.filter { size, order in
      (NgramSpace(alphabetSize: size, order: order).count ?? .max) <= 5000
    } + [(70, 1), (70, 2), (17, 3)]

  @Test(arguments: parameters)
  func everyNgramOccursOnce(alphabetSize: Int, order: Int) throws {
    let sequence = DeBruijnSequence(alphabetSize: alphabetSize, order: order)
    let count = try #require(sequence.space.count)
    let tokens = Array(sequence)
    #expect(tokens.count == count + order - 1)
    #expect(sequence.length == tokens.count)
    #expect(tokens.allSatisfy { (0..<alphabetSize).contains($0) })
    let ngrams = Set((0..<count).map { tokens[$0..<$0 + order] })
    #expect(ngrams.count == count)
  }

  /// Martin's greedy construction, with no Lyndon words in it: after n - 1 zeros, always the largest token
  /// that makes a new n-gram, until none does.
  private func preferLargest(alphabetSize: Int, order: Int) -> [Token] {
    var tokens = Array(repeating: 0, count: order - 1)
    var seen: Set<ArraySlice<Token>> = []
    grow: while true {
      for token in (0..<alphabetSize).reversed() {
        tokens.append(token)
        if seen.insert(tokens.suffix(order)).inserted { continue grow }
        tokens.removeLast()
      }
      return tokens
    }
  }

  @Test(arguments: parameters.filter { $0.alphabetSize > 1 })
  func itsComplementIsThePreferLargestSequence(alphabetSize: Int, order: Int) {
    // The greedy sequence after its n - 1 zeros is the greatest cyclic de Bruijn sequence; exchanging a and
    // D - 1 - a makes it the least.
    let cycle = preferLargest(alphabetSize: alphabetSize, order: order).dropFirst(order - 1)
    let complement = cycle.map { alphabetSize - 1 - $0 }
    let expected = complement + complement.prefix(order - 1)
    #expect(Array(DeBruijnSequence(alphabetSize: alphabetSize, order: order)) == expected)
  }

  /// The Lyndon words of length dividing n, found by the definition and sorted.
  @Test(arguments: parameters.filter { $0.alphabetSize > 1 && $0.order < 8 && $0.alphabetSize < 5 })
  func isTheConcatenationOfLyndonWords(alphabetSize: Int, order: Int) {
    var words: [[Token]] = []
    for length in 1...order where order.isMultiple(of: length) {
      for string in AllStrings(alphabetSize: alphabetSize, length: length) {
        let rotations = (1..<max(1, length)).map { Array(string[$0...] + string[..<$0]) }
        if rotations.allSatisfy({ string.lexicographicallyPrecedes($0) }) { words.append(string) }
      }
    }
    let cycle = words.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 }
    let sequence = DeBruijnSequence(alphabetSize: alphabetSize, order: order)
    #expect(Array(sequence) == cycle + cycle.prefix(order - 1))
  }

  @Test func aPrefixOfAHugeSequenceIsCheap() {
    let sequence = DeBruijnSequence(alphabetSize: 2, order: 1000)
    #expect(sequence.length == nil)
    let tokens = Array(sequence.prefix(5000))
    #expect(tokens.count == 5000)
    // 0, then 0^999 1, then 0^998 1 has the wrong length, then 0^998 1 1, then 0^997 1 0 1, ...
    let zeros = { Array(repeating: 0, count: $0) }
    let expected = zeros(1000) + [1] + zeros(998) + [1, 1] + zeros(997) + [1, 0, 1] + zeros(997) + [1, 1, 1]
    #expect(Array(tokens.prefix(4000)) == Array(expected.prefix(4000)))
    #expect(NgramStatistics(of: tokens, order: 1000).areDistinct)
  }
}
