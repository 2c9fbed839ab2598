import Arithmetic
import Constructions
import CopyTask
import Transformers

extension Claim {
  /// The window lemma of Theorem 2.3: `WindowGadget`.
  static let t23Windows = Claim(
    .t23Windows,
    title: "Hard-ALiBi windows gather the last n + 1 tokens",
    statement: """
      After the first layer's attention the slot G_k of every position i holds the piece of the token k places \
      back, for every k <= min(i, n); for k > i it holds the mean of the pieces of all tokens so far.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass", "SpecifiedModel.piece"],
    executed: "the rational reference at every position of BOS x COPY x, its slots compared with the tokens",
    subject: CopierVariant.construction,
    nearMiss: (
      statement: "One head fewer does: n windows gather the last n + 1 tokens.",
      subject: CopierVariant(change: { weights, parameters in
        weights.changed { $0.layers[0].heads[parameters.ngram] = $0.layers[0].heads[parameters.ngram - 1] }
      })
    ),
    check: LemmaSweep.check(checkWindows))

  /// Compares the slots G_0...G_n with the tokens.
  @Sendable static func checkWindows(
    _ variant: CopierVariant, strings: CopyStrings, progress: Progress
  ) throws -> Finding {
    try variant.check(strings, progress: progress) { item in
      var finding = Finding()
      let run = try item.forcedRun()
      let pieces = run.tokens.map { SpecifiedModel(item.parameters).piece($0).coordinates }
      var sum = [Rational](repeating: 0, count: item.parameters.codeBits + 1)
      for position in run.tokens.indices {
        sum = zip(sum, pieces[position]).map { $0 + $1 }
        let mean = sum.map { $0 / Rational(position + 1) }
        for offset in 0...item.parameters.ngram {
          let due = offset <= position ? pieces[position - offset] : mean
          let found = run.gathered(.gathered(offset), at: position)
          finding.require(
            found == due, "\(item.description): G_\(offset) at position \(position) is \(found), due is \(due)")
          finding.cover("slots")
        }
      }
      return finding
    }
  }
}
