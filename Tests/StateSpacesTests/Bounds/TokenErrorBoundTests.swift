import Arithmetic
import CopyTask
import StateSpaces
import TestSupport
import Testing

/// All sets of `count` elements.
private func subsets<Element>(_ elements: ArraySlice<Element>, _ count: Int) -> [[Element]] {
  guard count > 0 else { return [[]] }
  guard let first = elements.first else { return [] }
  let rest = elements.dropFirst()
  return subsets(rest, count - 1).map { [first] + $0 } + subsets(rest, count)
}

@Suite("Bounds token by token")
struct TokenErrorBoundTests {
  @Test(
    "hold for the best code books, all of which are tried",
    arguments: [
      (2, 1, 1), (2, 2, 2), (2, 3, 2), (2, 3, 3), (2, 3, 4), (2, 4, 2), (3, 2, 2), (3, 2, 3), (3, 2, 4),
    ])
  func codeBooks(size: Int, length: Int, states: Int) {
    let all = Array(AllStrings(alphabetSize: size, length: length))
    // A state decodes to one string; each string goes to the state whose string is nearest.
    let best =
      subsets(all[...], states).map { book in
        all.reduce(0) { sum, string in
          sum + (book.map { word in zip(word, string).count { $0 != $1 } }.min() ?? 0)
        }
      }.min() ?? 0
    let error = Rational(best, all.count * length)
    let bound = TokenErrorBound(alphabetSize: size, error: error)
    #expect(bound.bitsNeeded(count: Integer(length)) <= .log2(Integer(states)))
    // With no error it is attained by as many states as strings.
    #expect(
      TokenErrorBound(alphabetSize: size, error: 0).bitsNeeded(count: Integer(length))
        == .log2(Integer(all.count)))
  }

  @Test("fall from log2 D to zero, at the error of a guess")
  func monotone() {
    forAll(.triple(.int(in: 1...20), .int(in: 0...60), .int(in: 0...60))) { size, first, second in
      let (less, more) = (Rational(min(first, second), 60), Rational(max(first, second), 60))
      let bits = { TokenErrorBound(alphabetSize: size, error: $0).bitsPerToken }
      let guess = Rational(1) - Rational(1, Integer(size))
      return bits(more) <= bits(less) && bits(0) == .log2(Integer(size)) && bits(guess) == .zero
        && (less >= guess || bits(less) > .zero)
    }
  }

  @Test("have an inverse")
  func inverse() {
    forAll(.triple(.int(in: 2...20), .int(in: 0...500), .int(in: 0...9))) { size, bits, tenths in
      let bound = TokenErrorBound(alphabetSize: size, error: Rational(tenths, 20))
      let capacity = LogarithmicSum(Rational(bits))
      guard let count = bound.largestCount(bits: Integer(bits)) else { return bound.bitsPerToken == .zero }
      guard bound.bitsNeeded(count: count) <= capacity, bound.bitsNeeded(count: count + 1) > capacity else {
        return false
      }
      return TokenErrorBound.Queries.allCases.allSatisfy { queries in
        let need = { bound.suffixKeyBits(length: $0, ngram: 3, queries: queries) }
        guard let length = bound.longestSuffixKeyLength(bits: Integer(bits), ngram: 3, queries: queries) else {
          return false
        }
        return need(length) <= capacity && need(length + 1) > capacity
      }
    }
  }

  @Test("are zero for strings too short for a block")
  func shortStrings() {
    for length in 0...3 {
      #expect(TokenErrorBound.suffixKeyBlocks(length: Integer(length), ngram: 4, queries: .unaligned) == 0)
      #expect(TokenErrorBound.suffixKeyBlocks(length: Integer(length), ngram: 4, queries: .aligned) == 0)
    }
    #expect(TokenErrorBound.suffixKeyBlocks(length: 5, ngram: 4, queries: .aligned) == 1)
    #expect(TokenErrorBound.suffixKeyBlocks(length: 9, ngram: 4, queries: .unaligned) == 1)
  }

  @Test("and that of a group counts its elements")
  func stateTracking() {
    #expect(StateTrackingBound.bits(groupOrder: 120).ceiling == 7)
  }
}

@Suite("Bounds for any source")
struct SourceBoundTests {
  /// Sources of 1 to 9 strings with probabilities in proportion to small integers.
  private static var sources: Generator<[Int]> { .array(of: .int(in: 0...9), count: 1...9) }

  private func source(_ weights: [Int]) -> SourceBound? {
    let sum = weights.reduce(0, +)
    return sum == 0 ? nil : SourceBound(probabilities: weights.map { Rational($0, sum) })
  }

  @Test("the largest probabilities are what the best set of strings has")
  func everySubset() {
    forAll(SourceBoundTests.sources, trials: 4) { weights in
      guard let source = source(weights) else { return true }
      let sum = weights.reduce(0, +)
      return (0...weights.count).allSatisfy { states in
        let best = subsets(weights[...], states).map { $0.reduce(0, +) }.max() ?? 0
        return source.bestSuccess(states: states) == Rational(best, sum)
      }
    }
  }

  @Test("for a uniform source the bound is T2.7")
  func uniform() throws {
    let source = try #require(SourceBound(probabilities: [Rational](repeating: Rational(1, 16), count: 16)))
    for states in 0...20 {
      let error = UniformCopyBound.leastError(alphabetSize: 2, length: 4, states: Integer(states))
      #expect(source.bestSuccess(states: states) == Rational(1) - error)
    }
  }

  @Test("probabilities that are none are refused")
  func refused() {
    #expect(SourceBound(probabilities: [Rational(1, 2)]) == nil)
    #expect(SourceBound(probabilities: [Rational(3, 2), Rational(-1, 2)]) == nil)
    #expect(SourceBound(probabilities: []) == nil)
  }
}
