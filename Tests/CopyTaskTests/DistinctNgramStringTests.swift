import CopyTask
import TestSupport
import Testing

@Suite struct DistinctNgramStringTests {
  private func draw(_ alphabetSize: Int, _ order: Int, _ length: Int, seed: UInt64) throws -> [Token] {
    var generator = SplitMix64(seed: seed)
    let source = try DistinctNgramString(alphabetSize: alphabetSize, order: order, length: length)
    return source.tokens(using: &generator)
  }

  @Test func ngramsAreDistinctAtEveryLength() {
    let sizes = Generator.triple(.int(in: 1...6), .int(in: 1...7), .int(in: 0...1_000_000))
    forAll(sizes) { alphabetSize, order, number in
      let longest = try #require(NgramSpace(alphabetSize: alphabetSize, order: order).longestDistinctLength)
      let length = number % (min(longest, 400) + 1)
      let tokens = try draw(alphabetSize, order, length, seed: UInt64(number))
      return tokens.count == length && tokens.allSatisfy((0..<alphabetSize).contains)
        && hasDistinctNgrams(tokens, order: order)
    }
  }

  @Test(arguments: [
    (1, 5), (2, 1), (2, 2), (2, 3), (2, 8), (2, 11), (3, 6), (5, 3), (10, 3), (40, 2), (700, 1),
  ])
  func theFullLengthIsReached(alphabetSize: Int, order: Int) throws {
    let longest = try #require(NgramSpace(alphabetSize: alphabetSize, order: order).longestDistinctLength)
    for seed in 0..<UInt64(5) {
      for length in max(0, longest - 2)...longest {
        let tokens = try draw(alphabetSize, order, length, seed: seed)
        #expect(tokens.count == length)
        #expect(hasDistinctNgrams(tokens, order: order))
      }
    }
  }

  /// All linear de Bruijn strings, (D!)^(D^(n-1)) of them, come up.
  @Test(arguments: [(2, 2, 4), (2, 3, 16), (3, 1, 6), (4, 1, 24), (3, 2, 216)])
  func everyFullStringCanComeUp(alphabetSize: Int, order: Int, count: Int) throws {
    let longest = try #require(NgramSpace(alphabetSize: alphabetSize, order: order).longestDistinctLength)
    var seen: Set<[Token]> = []
    for seed in 0..<UInt64(30 * count) {
      seen.insert(try draw(alphabetSize, order, longest, seed: seed))
    }
    #expect(seen.count == count)
  }

  /// The same for shorter strings, against all that exist.
  @Test(arguments: [(2, 2, 3), (2, 3, 6), (2, 3, 8), (3, 2, 5), (4, 1, 2)])
  func everyStringCanComeUp(alphabetSize: Int, order: Int, length: Int) throws {
    let existing = AllStrings(alphabetSize: alphabetSize, length: length).filter {
      hasDistinctNgrams($0, order: order)
    }
    var seen: Set<[Token]> = []
    for seed in 0..<UInt64(30 * existing.count) {
      seen.insert(try draw(alphabetSize, order, length, seed: seed))
    }
    #expect(seen == Set(existing))
  }

  @Test func theSameSeedGivesTheSameString() throws {
    // Bits, a hash set, uniform draws twice, and a permutation.
    let sizes = [(2, 9, 500), (2, 40, 300), (3, 60, 200), (2, 70, 300), (1000, 1, 900)]
    for (alphabetSize, order, length) in sizes {
      let one = try draw(alphabetSize, order, length, seed: 5)
      #expect(try draw(alphabetSize, order, length, seed: 5) == one)
      #expect(try draw(alphabetSize, order, length, seed: 6) != one)
      #expect(hasDistinctNgrams(one, order: order))
    }
  }

  /// Strings that a program of its own, with plain lists and in another language, drew by the same rules:
  /// what a seed stands for must not change.
  @Test(arguments: [
    (2, 4, 19, UInt64(7), "babbbbaaaabbabaabab"),
    (3, 2, 10, 1, "acabccbbaa"),
    (2, 6, 69, 3, "aaaaabbabbaabbbabaaabaaaababbababaabbaaabbbbbbabbbbaabaabababbbaaaaaa"),
    (2, 6, 40, 3, "aaabbbbaabababbbaaaaabbabbaabbbabaaabaaa"),
    (5, 1, 4, 9, "dbae"),
  ])
  func pinned(alphabetSize: Int, order: Int, length: Int, seed: UInt64, expected: String) throws {
    let tokens = try draw(alphabetSize, order, length, seed: seed)
    #expect(Alphabet(size: alphabetSize).text(of: tokens) == expected)
  }

  @Test func beyondTheLongestIsAnError() throws {
    let error = try #require(throws: DistinctNgramString.LengthError.self) {
      try DistinctNgramString(alphabetSize: 10, order: 4, length: 10_004)
    }
    #expect(error.length == 10_004)
    #expect(error.longest == 10_003)
    #expect(
      error.description == """
        no string of length 10004 over 10 tokens has pairwise distinct 4-grams: \
        10004 > 10^4 + 4 - 1 = 10003
        """
    )
  }
}
