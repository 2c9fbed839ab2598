import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers

/// The lemmas of T2.3, each on every position of every run, in exact arithmetic.
@Suite("Lemmas of T2.3 at every position, exactly")
struct LemmaTests {
  private let cases = distinctNgramCases(longest: 12)

  /// Checks a property of the exact run on random strings with distinct n-grams.
  private func forAllRuns(_ property: (ForcedRun<Rational>) throws -> Bool) {
    forAll(cases, seeds: 0..<6, trials: 5) { ngram, size, string in
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
      return try property(ForcedRun(parameters, string, format: ()))
    }
  }

  private func coordinates(_ piece: SpecifiedModel.Piece) -> [Rational] {
    (piece.code + [piece.flag]).map { Rational($0) }
  }

  @Test("T2.3.windows: G_k holds the piece at offset k, or the mean of all where there is none")
  func windows() {
    forAllRuns { run in
      let specified = SpecifiedModel(run.parameters)
      for position in run.tokens.indices {
        let pieces = run.tokens[...position].map { coordinates(specified.piece($0)) }
        let sum = pieces.dropFirst().reduce(pieces[0]) { zip($0, $1).map { $0 + $1 } }
        let mean = sum.map { $0 / Rational(position + 1) }
        for offset in 0...run.parameters.ngram {
          let expected = offset <= position ? pieces[position - offset] : mean
          guard run.gathered("G_\(offset)", at: position) == expected else { return false }
        }
      }
      return true
    }
  }

  @Test("T2.3.gate: Q_k and K_k hold the piece if no boundary is nearer, and zero if one is")
  func gate() {
    forAllRuns { run in
      let specified = SpecifiedModel(run.parameters)
      for position in run.tokens.indices {
        let query = specified.query(run.tokens, at: position)
        let key = specified.key(run.tokens, at: position)
        for offset in 0..<run.parameters.ngram {
          guard run.gated("Q_\(offset)", at: position) == coordinates(query[offset]) else { return false }
          guard run.gated("K_\(offset + 1)", at: position) == coordinates(key[offset]) else { return false }
        }
      }
      return true
    }
  }

  @Test("T2.3.match: the right key has the score of a full match, and leads by 2 beta or more")
  func match() {
    forAllRuns { run in
      let (n, d, beta) = (run.parameters.ngram, run.parameters.codeBits, run.parameters.scale)
      for position in run.tokens.indices {
        guard let step = run.step(at: position) else { continue }
        guard let scores = run.activations[position].layers[1].heads[0]?.scores else { return false }
        let right = run.prompt.position(ofRightKeyAtStep: step)
        let best = beta * (step < n ? step * d + 2 : n * d)
        guard scores[right] == Rational(best) else { return false }
        for other in scores.indices where other != right {
          guard scores[other] <= Rational(best - 2 * beta) else { return false }
        }
      }
      return true
    }
  }

  @Test("T2.3.weight: all other keys together have less than 1/8 of the right key's weight")
  func weight() {
    forAllRuns { run in
      for position in run.tokens.indices {
        guard let step = run.step(at: position) else { continue }
        guard let head = run.activations[position].layers[1].heads[0] else { return false }
        let right = run.prompt.position(ofRightKeyAtStep: step)
        let others = head.unnormalized.indices.filter { $0 != right }
        // At most 2L + 1 of them, each at most 4^-beta of the right one.
        guard others.count <= 2 * run.prompt.length + 1 else { return false }
        let bound = head.unnormalized[right] * Rational.powerOfTwo(-2 * run.parameters.scale)
        guard others.allSatisfy({ head.unnormalized[$0] <= bound }) else { return false }
        let rest = others.reduce(Rational(0)) { $0 + head.unnormalized[$1] } / head.unnormalized[right]
        guard rest < Rational(1, 8), head.weight(at: right) == 1 / (1 + rest) else { return false }
        guard head.weight(at: right) > Rational(8, 9) else { return false }
      }
      return true
    }
  }

  @Test("T2.3.readout: logits and leads keep the bounds of the lemma")
  func readout() {
    forAllRuns { run in
      let d = Rational(run.parameters.codeBits)
      let alphabet = run.prompt.alphabet
      for position in run.tokens.indices {
        guard let step = run.step(at: position) else { continue }
        let activations = run.activations[position]
        guard let head = activations.layers[1].heads[0] else { return false }
        let weight = head.weight(at: run.prompt.position(ofRightKeyAtStep: step))
        let logits = activations.logits
        let due = run.prompt.expectedOutput(atStep: step)
        guard logits[alphabet.bos] == 0, logits[alphabet.copy] == 0 else { return false }
        if due == alphabet.eos {
          guard logits[due] >= 3 * d * weight, logits[due] > 8 * d / 3 else { return false }
          for token in alphabet.content {
            guard logits[token] <= 4 * d * (1 - weight), logits[token] < 4 * d / 9 else { return false }
          }
        } else {
          guard logits[due] >= 4 * d * (2 * weight - 1), logits[due] > 28 * d / 9 else { return false }
          guard logits[alphabet.eos] <= 3 * d * (1 - weight), logits[alphabet.eos] < d / 3 else { return false }
          for token in alphabet.content where token != due {
            guard logits[due] - logits[token] >= 8 * (2 * weight - 1) else { return false }
          }
        }
      }
      return true
    }
  }
}
