import Arithmetic
import Constructions
import CopyTask
import Transformers

extension Claim {
  /// The match lemma of Theorem 2.3: `MatchGadget`.
  static let t23Match = Claim(
    .t23Match,
    title: "The right key leads by two points",
    statement: """
      At step t the key of position t + 1 scores beta n d for t >= n and beta (t d + B) for t < n, and every other \
      visible key at least 2 beta less.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass", "SpecifiedModel.score"],
    executed: """
      the scores of the second layer at every step, in the rational reference, compared with the points of the tokens
      """,
    subject: CopierVariant.construction,
    nearMiss: (
      statement: "A boundary bonus of 1 is enough: the right key still leads by two points.",
      subject: CopierVariant(change: { weights, parameters in
        // The entries of W_Q are beta for codes and beta B for flags.
        weights.changingMatchQuery { _ in parameters.scale }
      })
    ),
    check: LemmaSweep.check(checkMatch))

  /// Compares the score of the right key with that of a full match, and with all others.
  @Sendable static func checkMatch(
    _ variant: CopierVariant, strings: CopyStrings, progress: Progress
  ) throws -> Finding {
    try variant.check(strings, progress: progress) { item in
      var finding = Finding()
      let run = try item.forcedRun()
      let specified = SpecifiedModel(item.parameters)
      let (n, d, beta) = (item.parameters.ngram, item.parameters.codeBits, item.parameters.scale)
      for step in run.prompt.steps {
        let position = run.prompt.position(ofQueryAtStep: step)
        guard let scores = item.match(run, step: step, &finding)?.scores else { continue }
        let right = run.prompt.position(ofRightKeyAtStep: step)
        let due = beta * (step < n ? step * d + ConstructionConstants.boundaryBonus : n * d)
        finding.require(
          scores[right] == Rational(due),
          "\(item.description): at step \(step) the right key scores \(scores[right]), due is \(due)")
        for key in scores.indices {
          let score = specified.score(run.tokens, from: position, to: key)
          finding.require(
            scores[key] == Rational(score),
            "\(item.description): at step \(step) the key of position \(key) scores \(scores[key]), due is \(score)")
        }
        for other in scores.indices where other != right {
          let lead = scores[right] - scores[other]
          finding.observe(.smallest, "lead in points", lead / Rational(beta), at: "\(item.description), step \(step)")
          finding.require(
            lead >= Rational(2 * beta),
            "\(item.description): at step \(step) the key of position \(other) is only \(lead) behind, "
              + "due is \(2 * beta)")
        }
        finding.cover("keys", Integer(scores.count))
      }
      return finding
    }
  }
}
