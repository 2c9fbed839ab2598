package import Arithmetic
package import CopyTask
import Transformers

/// A copy by the reference, in fractions, with what a certificate records of each step.
///
/// The matrices are multiplied, position after position. No engine takes part.
struct ReferenceReplay {
  /// The attention weight of the right key, and the lead of the right logit, at each step that wrote the
  /// right token.
  private(set) var steps: [(weight: Rational, margin: Rational)] = []

  /// The first step that did not, with all logits; `nil` if there is none.
  private(set) var mismatch: (step: Int, logits: [Rational])?

  /// Runs `weights` on the prompt, up to the first mistake.
  ///
  /// - Throws: `CertificateProblem.rejected` if the weights give a score that is no integer, which those of
  ///   the construction do not.
  init(_ prompt: Prompt, weights: TransformerWeights<Int>) throws(CertificateProblem) {
    do throws(ScalarError) {
      try run(prompt, Transformer(rounding: weights, to: ()))
    } catch {
      throw .rejected("the weights cannot be run in fractions: \(error)")
    }
  }

  private mutating func run(_ prompt: Prompt, _ model: Transformer<Rational>) throws(ScalarError) {
    var (steps, mismatch) = (steps, mismatch)
    // What is due is what was written as long as nothing else was; then the replay ends.
    _ = try GreedyDecoding(
      after: prompt.tokens, end: prompt.alphabet.eos, limit: prompt.length + 1, by: model,
      choosing: { step, activations in
        let due = prompt.expectedOutput(atStep: step)
        let margin = LogitReading(activations.logits, due: due).margin
        guard margin > 0 else {
          mismatch = (step, activations.logits)
          return nil
        }
        let (head, right) = (activations.layers.last?.heads[0], prompt.position(ofRightKeyAtStep: step))
        // Other weights than the construction's may not see the right key, or have no head that attends by
        // scores.
        let weight = head.flatMap { $0.start <= right ? $0.weight(at: right) : nil } ?? 0
        steps.append((weight, margin))
        return due
      })
    (self.steps, self.mismatch) = (steps, mismatch)
  }
}

/// The logits of a step, as a certificate records them.
package struct LogitReading {
  /// The other token with the largest logit, the first of them if there are several.
  let rival: Token
  /// What is written; `nil` in a tie.
  let wrote: Token?
  /// The lead of the token that is due.
  let margin: Rational
  let dueLogit, rivalLogit: Rational

  package init(_ logits: [Rational], due: Token) {
    var rival = due == 0 ? 1 : 0
    for token in logits.indices where token != due && logits[token] > logits[rival] { rival = token }
    let most = max(logits[rival], logits[due])
    let winners = logits.indices.filter { logits[$0] == most }
    self.rival = rival
    wrote = winners.count == 1 ? winners[0] : nil
    margin = logits[due] - logits[rival]
    (dueLogit, rivalLogit) = (logits[due], logits[rival])
  }

  /// The record of a step at which something else than `due` was written.
  package func record(step: Int, due: Token) -> FailureCertificate.Step {
    FailureCertificate.Step(
      step: step, wrote: wrote, due: due, rival: rival, dueLogit: "\(dueLogit)", rivalLogit: "\(rivalLogit)")
  }
}
