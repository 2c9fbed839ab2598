import Arithmetic
import Constructions
import CopyTask
import Engines
import Testing
import Transformers
import Workers

@Suite("X.scale: measured on strings that have every n-gram once")
struct ScaleSurveyTests {
  private func survey(
    _ ngram: Int, _ size: Int, _ rule: ScaleRule, _ source: ScaleSurvey.Source = .extremal
  ) throws -> ScaleSurvey {
    try ScaleSurvey(
      NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule), source: source,
      workers: WorkerPool(threads: 2))
  }

  @Test(
    "the bounds are attained, at the start and at the end",
    arguments: [(1, 2), (1, 3), (1, 7), (2, 2), (2, 5), (2, 12), (3, 3), (3, 6), (4, 4), (7, 2), (9, 2)])
  func attained(ngram: Int, alphabetSize: Int) throws {
    let survey = try survey(ngram, alphabetSize, .lengthFree)
    let bound = RestBound(survey.parameters)
    #expect(survey.restAtStart == bound.start(length: survey.length))
    #expect(survey.restAtEnd == bound.interior(terms: ngram).upper)
    #expect(survey.largestRest?.value == survey.provedRest)
    #expect(survey.provedRest < Rational(1, 8) && survey.guaranteedWeight > Rational(8, 9))
    #expect(survey.holds)
  }

  @Test(
    "near miss: a scale or a bonus smaller by one leaves a rest of 1/8 or more",
    arguments: [(1, 3), (2, 2), (2, 5), (3, 6), (4, 4), (9, 2)])
  func nearMiss(ngram: Int, alphabetSize: Int) throws {
    let free = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: .lengthFree)
    let smallerScale = try survey(
      ngram, alphabetSize, .chosen(scale: free.scale - 1, bonus: 4 * free.boundaryBonus))
    #expect(smallerScale.restAtEnd >= Rational(1, 8))
    let smallerBonus = try survey(
      ngram, alphabetSize, .chosen(scale: free.scale, bonus: free.boundaryBonus - 1))
    #expect(smallerBonus.restAtStart >= Rational(1, 8) && smallerBonus.restAtEnd < Rational(1, 8))
  }

  @Test("a scale that is much too small does not copy")
  func tooSmall() throws {
    for (scale, bonus) in [(1, 14), (4, 0)] {
      let survey = try survey(5, 4, .chosen(scale: scale, bonus: bonus))
      #expect(!survey.run.succeeded)
    }
  }

  @Test(
    "the largest rests that the specification gives for its own beta and B",
    arguments: [
      // n, D, beta = ceil(log2(16 (n d + 2)) / 2), B = ceil((n d + 6) / beta), rest in ten-thousandths.
      (9, 2, 5, 196), (6, 4, 4, 1036),
    ])
  func specification(ngram: Int, alphabetSize: Int, scale: Int, tenThousandths: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let bits = ngram * parameters.codeBits
    #expect(1 << (2 * scale) >= 16 * (bits + 2) && 1 << (2 * scale - 2) < 16 * (bits + 2))
    let survey = try survey(
      ngram, alphabetSize, .chosen(scale: scale, bonus: (bits + 6 + scale - 1) / scale), .deBruijn)
    let rest = try #require(survey.largestRest).value * 10000
    #expect(rest > Rational(tenThousandths) - Rational(1, 2) && rest < Rational(tenThousandths) + Rational(1, 2))
    #expect(survey.holds)
  }
}
