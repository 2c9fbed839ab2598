import Arithmetic
import Constructions
import CopyTask
import Transformers

extension Claim {
  /// The weight lemma of Theorem 2.3: `MatchGadget`.
  static let t23Weight = Claim(
    .t23Weight,
    title: "The right key has more than 8/9 of the attention",
    statement: """
      With 4^beta > 8 (2 L_max + 1), at every step at most 2L + 1 other keys are visible, each has at most 4^-beta \
      of the right key's weight, and together they have less than 1/8 of it: the right key's attention weight exceeds \
      8/9.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass"],
    executed: "the attention weights of the second layer at every step, as fractions",
    subject: CopierVariant.construction,
    nearMiss: (
      statement: "The factor 8 can go: the least beta with 4^beta > 2 L_max + 1 keeps the others below 1/8.",
      subject: CopierVariant(change: { weights, parameters in
        var scale = 0
        while Integer(4).raised(to: scale) <= Integer(2) * Integer(parameters.maxLength) + 1 { scale += 1 }
        return weights.changingMatchQuery { $0 / parameters.scale * scale }
      })
    ),
    check: LemmaSweep.check(checkWeight))

  /// Adds up the attention weights.
  @Sendable static func checkWeight(
    _ variant: CopierVariant, strings: CopyStrings, progress: Progress
  ) throws -> Finding {
    try variant.check(strings, progress: progress) { item in
      var finding = Finding()
      let run = try item.forcedRun()
      for step in run.prompt.steps {
        guard let head = item.match(run, step: step, &finding) else { continue }
        let place = "\(item.description), step \(step)"
        let right = run.prompt.position(ofRightKeyAtStep: step)
        let others = head.unnormalized.indices.filter { $0 != right }.map { head.unnormalized[$0] }
        let own = head.unnormalized[right]
        let rest = others.reduce(Rational(0), +) / own
        finding.require(
          others.count <= 2 * run.prompt.length + 1,
          "\(place): \(others.count) other keys, more than 2L + 1 = \(2 * run.prompt.length + 1)")
        finding.require(rest < Rational(1, 8), "\(place): the other keys have \(rest) of the right key's weight")
        let bound = own * Rational.powerOfTwo(-2 * item.parameters.scale)
        finding.require(
          others.allSatisfy { $0 <= bound },
          "\(place): a key has more than 4^-\(item.parameters.scale) of the right key's weight")
        let weight = head.weight(at: right)
        finding.require(
          weight == 1 / (1 + rest) && weight > Rational(8, 9), "\(place): the right key's weight is \(weight)")
        finding.observe(.smallest, "attention weight of the right key", weight, at: place)
        finding.cover("steps")
      }
      return finding
    }
  }
}
