import Constructions
import CopyTask
import Lessons
import TestSupport
import Testing
import Transformers

/// The puzzles whose answers are strings.
@Suite struct StringPuzzleTests {
  private func parameters(_ ngram: Int, _ size: Int) throws -> NgramParameters {
    try NgramParameters(ngram: ngram, alphabetSize: size)
  }

  private func tokens(_ text: String, _ size: Int) throws -> [Token] {
    try Alphabet(size: size).tokens(in: text)
  }

  // MARK: - Break

  /// The strings that break the copier are those that repeat an n-gram, or give one two successors; so the
  /// shortest are a^(n+1) and those like it, and n + 2 tokens.
  @Test(arguments: [(1, 2), (2, 2), (1, 3)])
  func theShortestStringsThatFail(ngram: Int, size: Int) throws {
    let parameters = try parameters(ngram, size)
    let shortest = [Token](repeating: 1, count: ngram + 1)
    #expect(try BreakPuzzle(parameters, notEnded: shortest, miscopied: shortest + [0]).verdict().isSolved)
    let long = try BreakPuzzle(parameters, notEnded: shortest + [0], miscopied: shortest + [0]).verdict()
    #expect(long.counterexample?.string == [Token](repeating: 0, count: ngram + 1))
    let ended = try BreakPuzzle(parameters, notEnded: shortest, miscopied: shortest).verdict()
    #expect(ended.counterexample?.string == shortest && ended.counterexample?.step == nil)
    #expect(ended.counterexample?.text.contains("token by token") == true)
  }

  @Test func everyAnswerIsJudgedByTheSuccessors() throws {
    let parameters = try parameters(1, 3)
    let reference = PuzzleReference(ngram: 1, alphabetSize: 3)
    forAll(.tokens(alphabetSize: 3, count: 0...4), trials: 5) { string in
      let verdict = try BreakPuzzle(parameters, notEnded: string, miscopied: [0, 0, 1]).verdict()
      // A string of two tokens or more that is written and ended has distinct tokens.
      let fails = reference.outcome(string, outputs: string.count + 1) != .right
      return verdict.isSolved == (fails && string.count == 2)
    }
  }

  // MARK: - One layer

  private func oneLayer(_ first: String, _ second: String, seed: UInt64 = 8) throws -> PuzzleVerdict {
    try OneLayerPuzzle(
      parameters(2, 3), windows: [.last(2), .last(3), .all], seed: seed, first: tokens(first, 3),
      second: tokens(second, 3)
    ).verdict()
  }

  @Test(arguments: [8, 9, 10] as [UInt64])
  func exchangedTokensThatNoWindowSees(seed: UInt64) throws {
    #expect(try oneLayer("abca", "baca", seed: seed).isSolved)
    #expect(try oneLayer("abbca", "babca", seed: seed).isSolved)
  }

  @Test func whatIsToldApartIsNoAnswer() throws {
    let last = try oneLayer("abca", "abac")
    #expect(last.counterexample?.text == "abca and abac: the layer tells them apart at COPY")
    // The windows do not see the first token, but the head that sees all does.
    let other = try oneLayer("abca", "bbca")
    #expect(other.counterexample?.text == "abca and bbca: the layer tells them apart at COPY")
    #expect(try oneLayer("abca", "abca").counterexample?.text == "both strings are abca: nothing is mistaken")
    // Two layers fail on this one themselves.
    let repeated = try oneLayer("ababa", "baaba")
    #expect(repeated.counterexample?.string == [0, 1, 0, 1, 0] && repeated.counterexample?.step != nil)
    #expect(repeated.counterexample?.text.hasSuffix("the one layer is not to blame") == true)
  }

  // MARK: - De Bruijn

  @Test func everyDeBruijnStringIsAnAnswer() throws {
    let parameters = try parameters(2, 2)
    let level = (0..<5).reduce([[]] as [[Token]]) { level, _ in level.flatMap { [$0 + [0], $0 + [1]] } }
    var solved = 0
    for string in level {
      let verdict = try DeBruijnPuzzle(parameters, pattern: [0], string: string).verdict()
      let pairs = Set(zip(string, string.dropFirst()).map { [$0, $1] })
      #expect(verdict.isSolved == (pairs.count == 4 && string[0] == 0), "\(string)")
      if pairs.count < 4, string[0] == 0 { #expect(verdict.reason?.contains(" stands at tokens ") == true) }
      solved += verdict.isSolved ? 1 : 0
    }
    // Of the (2!)^2 = 4 linear de Bruijn strings half begin with a.
    #expect(solved == 2)
    #expect(
      try DeBruijnPuzzle(parameters, pattern: [], string: [0, 0, 1, 1]).verdict().counterexample?.text
        == "4 tokens; due are D^n + n - 1 = 2^2 + 2 - 1 = 5")
  }
}
