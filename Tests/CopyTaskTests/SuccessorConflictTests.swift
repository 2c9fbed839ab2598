import CopyTask
import TestSupport
import Testing

@Suite struct SuccessorConflictTests {
  /// All pairs of steps, with padded n-grams written out, in the order of the documentation.
  private func naive(_ tokens: [Token], order: Int, countingEnd: Bool) -> [SuccessorConflict.Successor]? {
    let steps = 0..<tokens.count + (countingEnd ? 1 : 0)
    let padded: [Token] = Array(repeating: -1, count: order) + tokens
    let ngram = { (t: Int) in padded[t..<t + order] }
    let successor = { (t: Int) -> SuccessorConflict.Successor in t < tokens.count ? .token(tokens[t]) : .end }
    for second in steps {
      for first in 0..<second where ngram(first) == ngram(second) && successor(first) != successor(second) {
        return [.token(first), .token(second), successor(first), successor(second)]
      }
    }
    return nil
  }

  private func found(_ tokens: [Token], order: Int, countingEnd: Bool) -> [SuccessorConflict.Successor]? {
    SuccessorConflict(in: tokens, order: order, countingEnd: countingEnd).map {
      [.token($0.firstStep), .token($0.secondStep), $0.firstSuccessor, $0.secondSuccessor]
    }
  }

  @Test(arguments: [1, 2, 3, 5], [false, true])
  func agreesWithTheDefinition(alphabetSize: Int, countingEnd: Bool) {
    let inputs = Generator.pair(.tokens(alphabetSize: alphabetSize, count: 0...20), .int(in: 1...6))
    forAll(inputs) { text, order in
      found(text, order: order, countingEnd: countingEnd)
        == naive(text, order: order, countingEnd: countingEnd)
    }
  }

  /// X.failure-set: how many of all D^L strings are miscopied, and how many are miscopied or not ended.
  struct Count: CustomTestStringConvertible, Sendable {
    let alphabetSize, order, length, wrong, wrongOrUnended, all: Int
    var testDescription: String { "(D, n, L) = (\(alphabetSize), \(order), \(length))" }

    init(_ alphabetSize: Int, _ order: Int, _ length: Int, _ wrong: Int, _ wrongOrUnended: Int, _ all: Int) {
      (self.alphabetSize, self.order, self.length) = (alphabetSize, order, length)
      (self.wrong, self.wrongOrUnended, self.all) = (wrong, wrongOrUnended, all)
    }
  }

  @Test(arguments: [
    Count(2, 2, 4, 2, 8, 16), Count(2, 3, 6, 10, 28, 64), Count(2, 3, 8, 124, 208, 256),
    Count(2, 4, 8, 38, 86, 256), Count(3, 1, 4, 48, 81, 81), Count(3, 2, 4, 6, 21, 81),
    Count(3, 2, 5, 48, 117, 243), Count(3, 2, 6, 282, 495, 729), Count(5, 1, 4, 280, 505, 625),
  ])
  func countsOverAllStrings(count: Count) {
    let strings = Array(AllStrings(alphabetSize: count.alphabetSize, length: count.length))
    let conflicts = [false, true].map { countingEnd in
      strings.count { SuccessorConflict(in: $0, order: count.order, countingEnd: countingEnd) != nil }
    }
    #expect([strings.count, conflicts[0], conflicts[1]] == [count.all, count.wrong, count.wrongOrUnended])
  }

  @Test func distinctNgramsHaveNoConflict() {
    forAll(.pair(.tokens(alphabetSize: 3, count: 0...16), .int(in: 1...5))) { text, order in
      let isDistinct = NgramStatistics(of: text, order: order).areDistinct
      return !isDistinct || SuccessorConflict(in: text, order: order, countingEnd: true) == nil
    }
    // The converse is false: abab under n = 2 without its end, since ab is followed by a alone.
    #expect(SuccessorConflict(in: [0, 1, 0, 1], order: 2, countingEnd: false) == nil)
    #expect(SuccessorConflict(in: [0, 1, 0, 1], order: 2, countingEnd: true)?.secondSuccessor == .end)
  }
}
