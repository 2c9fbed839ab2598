import Arithmetic
import Constructions
import CopyTask
import Testing
import Transformers

/// Strings that repeat n-grams: copied exactly where the successors agree.
@Suite("X.failure-set: which strings fail")
struct FailureSetTests {
  /// The figures of the specification, which another program found by brute force: over all D^L strings, how
  /// many have a wrong output among the first L, and how many are wrong or not terminated.
  private static let figures = [
    // D, n, L, wrong, wrong or not terminated
    (2, 2, 4, 2, 8), (2, 3, 6, 10, 28), (2, 3, 8, 124, 208), (2, 4, 8, 38, 86), (3, 1, 4, 48, 81),
    (3, 2, 4, 6, 21), (3, 2, 5, 48, 117), (3, 2, 6, 282, 495), (5, 1, 4, 280, 505),
  ]

  @Test("X.failure-set: exactly those with a successor conflict, with and without the end", arguments: figures)
  func exhaustive(alphabetSize: Int, ngram: Int, length: Int, wrong: Int, wrongOrEndless: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let alphabet = Alphabet(size: alphabetSize)
    var counts = (wrong: 0, wrongOrEndless: 0)
    var surprises: [[Token]] = []
    for string in AllStrings(alphabetSize: alphabetSize, length: length) {
      let run = try CopyRun(of: Prompt(alphabet: alphabet, content: string), by: model)
      let failsInside = Array(run.generated.prefix(length)) != string
      let fails = !run.succeeded
      counts.wrong += failsInside ? 1 : 0
      counts.wrongOrEndless += fails ? 1 : 0
      // The prediction, from the string alone.
      let conflictInside = SuccessorConflict(in: string, order: ngram, countingEnd: false) != nil
      let conflict = SuccessorConflict(in: string, order: ngram, countingEnd: true) != nil
      if failsInside != conflictInside || fails != conflict { surprises.append(string) }
    }
    #expect(surprises.isEmpty, "predicted wrongly: \(surprises.prefix(3))")
    #expect(counts == (wrong, wrongOrEndless))
  }

  @Test("a tie is reported with its candidates, and what was written before it stands")
  func tie() throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 3)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let alphabet = Alphabet(size: 3)
    var ties = 0
    for string in AllStrings(alphabetSize: 3, length: 4) {
      let run = try CopyRun(of: Prompt(alphabet: alphabet, content: string), by: model)
      guard case .tie(let candidates) = run.uncertainty else {
        #expect(run.uncertainty == nil)
        continue
      }
      ties += 1
      let mismatch = try #require(run.firstMismatch)
      #expect(candidates.count >= 2)
      #expect(!run.succeeded && !run.terminated)
      #expect(mismatch.step <= run.generated.count)
    }
    #expect(ties > 0)
  }

  @Test("an n-gram of n + 1 tokens is not enough: abac has distinct 2-grams, and n = 1 fails on it")
  func nearMiss() throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 4)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let abac = [0, 1, 0, 2]
    #expect(hasDistinctNgrams(abac, 2) && !hasDistinctNgrams(abac, 1))
    let run = try CopyRun(of: Prompt(alphabet: Alphabet(size: 4), content: abac), by: model)
    #expect(!run.succeeded)
  }
}
