import CopyTask
import TestSupport
import Testing

@Suite("A rotated de Bruijn sequence is the cyclic one from another place, with other names")
struct RotatedDeBruijnSequenceTests {
  @Test(
    "has every n-gram once, whatever the seed", arguments: [(1, 2), (1, 5), (2, 3), (3, 2), (4, 2), (6, 2), (3, 4)])
  func everyNgramOnce(order: Int, alphabetSize: Int) {
    let space = NgramSpace(alphabetSize: alphabetSize, order: order)
    forAll(.int(in: 0...1_000_000), seeds: 0..<4, trials: 20) { seed in
      let sequence = RotatedDeBruijnSequence(alphabetSize: alphabetSize, order: order, seed: UInt64(seed))
      let tokens = Array(sequence)
      let ngrams = Set((0...(tokens.count - order)).map { tokens[$0..<($0 + order)] })
      return tokens.count == space.longestDistinctLength && ngrams.count == space.count
        && tokens.allSatisfy { (0..<alphabetSize).contains($0) }
    }
  }

  @Test("is a rotation of the least one up to the names", arguments: [(2, 3), (4, 2), (3, 3), (6, 2)])
  func rotation(order: Int, alphabetSize: Int) {
    let least = Array(DeBruijnSequence(alphabetSize: alphabetSize, order: order).dropLast(order - 1))
    var starts = Set<Int>()
    for seed in 0..<UInt64(60) {
      let sequence = RotatedDeBruijnSequence(alphabetSize: alphabetSize, order: order, seed: seed)
      let tokens = Array(sequence.prefix(least.count))
      let places = least.indices.filter { place in
        var names: [Token: Token] = [:]
        return least.indices.allSatisfy { index in
          let token = least[(place + index) % least.count]
          defer { names[token] = tokens[index] }
          return names[token].map { $0 == tokens[index] } ?? !names.values.contains(tokens[index])
        }
      }
      #expect(!places.isEmpty, "seed \(seed)")
      starts.formUnion(places)
    }
    // Not always the same place.
    #expect(starts.count > 2)
  }

  @Test("a prefix of a sequence too long to be counted can be taken")
  func long() {
    let sequence = RotatedDeBruijnSequence(alphabetSize: 3, order: 1000, seed: 7)
    #expect(sequence.length == nil)
    let tokens = Array(sequence.prefix(5000))
    #expect(tokens.count == 5000 && Set(tokens).count == 3)
    #expect(NgramStatistics(of: tokens, order: 1000).areDistinct)
    #expect(tokens == Array(sequence.prefix(5000)))
    #expect(tokens != Array(RotatedDeBruijnSequence(alphabetSize: 3, order: 1000, seed: 8).prefix(5000)))
  }
}
