import Arithmetic
import Constructions
import CopyTask
import Testing
import Transformers

@testable import Theorems

@Suite("What is written at an exact tie")
struct TieRuleTests {
  @Test("makes no difference to which strings fail, where ties occur")
  func equivalence() throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 3)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    var ties = 0
    for string in AllStrings(alphabetSize: 3, length: 4) {
      let run = try CopyRun(of: Prompt(alphabet: Alphabet(size: 3), content: string), by: model)
      if case .tie? = run.uncertainty { ties += 1 }
    }
    #expect(ties > 0)
    for rule in TieRule.allCases {
      let outcome = try rule.outcome(parameters)
      #expect(outcome.killer == nil && outcome.equivalence == TieRule.reason)
    }
  }
}
