import Arithmetic
import Constructions
import CopyTask
import Transformers

extension Claim {
  /// The readout lemma of Theorem 2.3: `ReadoutGadget`.
  static let t23Readout = Claim(
    .t23Readout,
    title: "The right logit leads",
    statement: """
      Let the right key have weight p > 8/9. If a token is due, its logit is at least 4d (2p - 1) > 28d/9, that of \
      EOS at most 3d (1 - p) < d/3, and every other token loses by at least 8 (2p - 1). If the end is due, EOS has at \
      least 3dp > 8d/3 and every token at most 4d (1 - p) < 4d/9. BOS and COPY have 0.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass", "SpecifiedModel.logits"],
    executed: "all logits at every step, as fractions, compared with the bounds and with those of the tokens",
    subject: CopierVariant.construction,
    nearMiss: (
      statement: "The bounds in p are strict: for example logit(EOS) < 3d (1 - p) wherever a token is due.",
      subject: CopierVariant(isStrict: true)
    ),
    check: LemmaSweep.check(checkReadout))

  /// Compares the logits with the bounds of the lemma.
  @Sendable static func checkReadout(
    _ variant: CopierVariant, strings: CopyStrings, progress: Progress
  ) throws -> Finding {
    try variant.check(strings, progress: progress) { item in
      var finding = Finding()
      let run = try item.forcedRun()
      for step in run.prompt.steps {
        let activations = run.activations[run.prompt.position(ofQueryAtStep: step)]
        guard let head = item.match(run, step: step, &finding) else { continue }
        let weight = head.weight(at: run.prompt.position(ofRightKeyAtStep: step))
        let specified = SpecifiedModel(item.parameters)
          .logits(Array(run.tokens[...run.prompt.position(ofQueryAtStep: step)]))
        finding.require(
          activations.logits == specified,
          "\(item.description), step \(step): logits \(activations.logits), due are \(specified)")
        var bounds = ReadoutBounds(item, step: step, logits: activations.logits)
        bounds.check(run.prompt.expectedOutput(atStep: step), weight: weight, into: &finding)
        finding.cover("steps")
      }
      return finding
    }
  }
}

/// The bounds of the readout lemma at one step.
private struct ReadoutBounds {
  let item: CopierCase
  let step: Int
  let logits: [Rational]

  init(_ item: CopierCase, step: Int, logits: [Rational]) {
    (self.item, self.step, self.logits) = (item, step, logits)
  }

  mutating func check(_ due: Token, weight p: Rational, into finding: inout Finding) {
    let d = Rational(item.parameters.codeBits)
    let alphabet = item.alphabet
    let rivals = alphabet.content.filter { $0 != due }
    exact(logits[alphabet.bos] == 0 && logits[alphabet.copy] == 0, "BOS and COPY have 0", &finding)
    if due == alphabet.eos {
      atLeast(logits[due], 3 * d * p, above: 8 * d / 3, "EOS", &finding)
      for token in rivals { atMost(logits[token], 4 * d * (1 - p), below: 4 * d / 9, "token \(token)", &finding) }
    } else {
      atLeast(logits[due], 4 * d * (2 * p - 1), above: 28 * d / 9, "the token that is due", &finding)
      atMost(logits[alphabet.eos], 3 * d * (1 - p), below: d / 3, "EOS", &finding)
      for token in rivals {
        atLeast(logits[due] - logits[token], 8 * (2 * p - 1), above: 0, "the lead over token \(token)", &finding)
      }
    }
    for token in logits.indices where token != due {
      finding.observe(
        .smallest, "lead of the right logit", logits[due] - logits[token], at: "\(item.description), step \(step)")
    }
  }

  private func atLeast(
    _ value: Rational, _ bound: Rational, above floor: Rational, _ name: String, _ finding: inout Finding
  ) {
    let holds = (item.variant.isStrict ? value > bound : value >= bound) && value > floor
    exact(holds, "\(name) has \(value), due is \(bound) or more, and more than \(floor)", &finding)
  }

  private func atMost(
    _ value: Rational, _ bound: Rational, below ceiling: Rational, _ name: String, _ finding: inout Finding
  ) {
    let holds = (item.variant.isStrict ? value < bound : value <= bound) && value < ceiling
    exact(holds, "\(name) has \(value), due is \(bound) or less, and less than \(ceiling)", &finding)
  }

  private func exact(_ holds: Bool, _ what: String, _ finding: inout Finding) {
    finding.require(holds, "\(item.description), step \(step): \(what)")
  }
}
