import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers

@Suite("X.hybrid: a shift register and one attention layer copy, neither of them alone does")
struct HybridTests {
  private func model(_ parameters: NgramParameters, _ part: HybridCopier.Part) -> Transformer<Rational> {
    Transformer(rounding: HybridCopier(parameters, part: part).weights, to: ())
  }

  @Test("every logit is that of the transformer, on any tokens after BOS")
  func sameLogits() {
    forAll(.triple(.int(in: 1...4), .int(in: 2...5), .int(in: 0...9999)), seeds: 0..<6, trials: 4) { n, size, seed in
      let parameters = try NgramParameters(ngram: n, alphabetSize: size)
      var source = SplitMix64(seed: UInt64(seed))
      let alphabet = Alphabet(size: size)
      var hybrid = Decoder(model(parameters, .whole), capacity: 14)
      var copier = Decoder(
        Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ()), capacity: 14)
      // COPY anywhere, and content.
      for token in [alphabet.bos] + (0..<12).map({ _ in source.next(below: size + 2) }) {
        let token = token == alphabet.bos ? (hybrid.position == 0 ? token : 0) : token
        guard try hybrid.step(token).logits == copier.step(token).logits else { return false }
      }
      return true
    }
  }

  @Test("a whole de Bruijn string", arguments: [(3, 4), (6, 2)])
  func deBruijn(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let content = Array(DeBruijnSequence(alphabetSize: alphabetSize, order: ngram))
    let prompt = Prompt(alphabet: Alphabet(size: alphabetSize), content: content)
    #expect(try CopyRun(of: prompt, by: model(parameters, .whole)).succeeded)
  }
}
