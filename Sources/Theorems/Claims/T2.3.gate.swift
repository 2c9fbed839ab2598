import Arithmetic
import Constructions
import CopyTask
import Transformers

extension Claim {
  /// The gate lemma of Theorem 2.3: `GateGadget`.
  static let t23Gate = Claim(
    .t23Gate,
    title: "The ReLU layer silences what lies beyond a boundary",
    statement: """
      After the first layer Q_k and K_k hold the piece of the token k places back if no boundary (BOS or COPY) is \
      nearer, and zero if one is; at the boundary itself only its flag is 1.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass", "SpecifiedModel.query and .key"],
    executed: "the rational reference at every position of BOS x COPY x, its slots compared with the tokens",
    subject: CopierVariant.construction,
    nearMiss: (
      statement: "Gate strength M = 2 is enough.",
      subject: CopierVariant(change: { weights, _ in
        // Only what silences has the entry -M: all other entries of W_1 are 1 and 2.
        weights.changingGateInput { $0 == -ConstructionConstants.gateStrength ? -2 : $0 }
      })
    ),
    check: LemmaSweep.check(checkGate))

  /// Compares the slots Q_0...Q_{n-1} and K_1...K_n with the tokens.
  @Sendable static func checkGate(
    _ variant: CopierVariant, strings: CopyStrings, progress: Progress
  ) throws -> Finding {
    try variant.check(strings, progress: progress) { item in
      var finding = Finding()
      let run = try item.forcedRun()
      let specified = SpecifiedModel(item.parameters)
      for position in run.tokens.indices {
        let query = specified.query(run.tokens, at: position).map(\.coordinates)
        let key = specified.key(run.tokens, at: position).map(\.coordinates)
        for offset in 0..<item.parameters.ngram {
          for (slot, due) in [(ResidualSlot.query(offset), query[offset]), (.key(offset + 1), key[offset])] {
            let found = run.gated(slot, at: position)
            finding.require(
              found == due, "\(item.description): \(slot.name) at position \(position) is \(found), due is \(due)")
            finding.cover("slots")
          }
        }
      }
      return finding
    }
  }
}
