import Arithmetic
import Constructions
import CopyTask
import Testing
import Theorems
import Transformers

/// Beyond what the claim covers at the quick level.
@Suite("X.hybrid: neither half copies what it takes for another string")
struct HybridTwinTests {
  private func model(_ parameters: NgramParameters, _ part: HybridCopier.Part) -> Transformer<Rational> {
    Transformer(rounding: HybridCopier(parameters, part: part).weights, to: ())
  }

  @Test(
    "all strings with distinct n-grams: the whole copies, no half does, and each has its witness",
    arguments: [(3, 2, 7), (2, 3, 5)])
  func exhaustive(ngram: Int, alphabetSize: Int, longest: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let alphabet = Alphabet(size: alphabetSize)
    let whole = model(parameters, .whole)
    var witnesses = 0
    for content in NgramSpace(alphabetSize: alphabetSize, order: ngram).distinctStrings(upTo: longest) {
      let prompt = Prompt(alphabet: alphabet, content: content)
      #expect(try CopyRun(of: prompt, by: whole).succeeded, "\(content)")
      for part in [HybridCopier.Part.stateSpace, .attention] {
        let half = model(parameters, part)
        #expect(try !CopyRun(of: prompt, by: half).succeeded, "\(part) \(content)")
        guard let twin = part.twin(of: content, order: ngram) else { continue }
        #expect(twin != content && NgramStatistics(of: twin, order: ngram).areDistinct)
        let other = Prompt(alphabet: alphabet, content: twin)
        #expect(try TwinRun(prompt, other, continuation: content, by: half).firstDifference == nil)
        // The whole model tells them apart.
        #expect(try TwinRun(prompt, other, continuation: content, by: whole).firstDifference != nil)
        witnesses += 1
      }
    }
    #expect(witnesses > 0)
  }
}
