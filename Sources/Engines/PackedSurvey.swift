import Arithmetic
import Constructions
import CopyTask
import Transformers
import Workers

/// All steps of a copy, each evaluated on the premise that the copy is right so far.
///
/// Most steps are decided by counting alone. If one key only has the points of a full match and all others
/// together have r < 1/7 of its weight, the readout's lemma gives the argmax: with p = 1/(1 + r) >= 1 - r,
///
///     logit(a) - logit(b) >= 2 gamma (2p - 1) >= 2 gamma - 4 gamma r,
///     logit(a) - logit(EOS) >= gamma d (2p - 1) - eta (1 - p) >= gamma d - (2 gamma d + eta) r,
///
/// and what BOS and COPY have, 0, is further behind than what EOS has. With gamma = 4 and eta = 3d the smaller of the
/// two is 8 - 16 r for d >= 3 and 8 - 22 r for d = 2.
///
/// Other steps, and the last one, are decided by the values of all keys.
struct PackedSurvey {
  let engine: PackedEngine

  /// What is known of a step.
  private struct Finding {
    /// The weight of all other keys relative to the right one, as a Double: a sum of positive terms, so off
    /// by no more than `relativeError`.
    let rest: Double

    /// How far below 2 gamma the margin is, at most.
    let deficit: Double

    /// Whether the certain argmax is what is due.
    let isRight: Bool
  }

  private var findings: [Finding] = []

  init(_ engine: PackedEngine) {
    self.engine = engine
    findings.reserveCapacity(engine.prompt.length + 1)
  }

  /// A bound on the relative error of `rest`. Each term is a count below 2^53 times a power of two, and so
  /// exact. At most 1075 / beta <= 1075 powers of 2^-beta are not zero in a Double, and as many sums err by
  /// 2^-53 each. (What is too small for a Double is lost: below `smallestRest` doubles do not tell.)
  private static let relativeError = 1e-9

  /// Far above the smallest Double, so that what is lost is below the relative error of a larger rest. With scales
  /// that are not chosen by hand every copy has a larger one: at step 0 it is at least 2^-(beta B) > 2^-104.
  private static let smallestRest = 1e-280

  /// The first step at which the certain argmax is not what is due; `nil` if every step is right. Findings
  /// exist for all steps up to it.
  mutating func firstFailure(workers: WorkerPool, progress: (Int) -> Void) -> Int? {
    let steps = engine.prompt.length + 1
    // Batches between reports of progress grow, so that an early failure is noticed early.
    var batch = 4 * workers.threads
    while findings.count < steps {
      let start = findings.count
      let count = min(batch, steps - start)
      let engine = engine
      findings += workers.map(count, leastShare: 1) { range in
        range.map { PackedSurvey.finding(engine, step: start + $0) }
      }
      if let failure = findings[start...].firstIndex(where: { !$0.isRight }) { return failure }
      progress(findings.count)
      batch = min(2 * batch, 4096)
    }
    return nil
  }

  private static func finding(_ engine: PackedEngine, step: Int) -> Finding {
    let scores = engine.scores(atStep: step)
    let counts = engine.pointCounts(scores, step)
    let right = scores.pointsOfRightKey
    var rest = 0.0
    for (points, count) in counts.entries {
      // The right key itself is not part of the rest. (To subtract its weight at the end would leave nothing
      // of a rest below 2^-53.)
      let others = points == right ? count - 1 : count
      let exponent = engine.form.scale * (points - right)
      rest += Double(others) * Double(sign: .plus, exponent: exponent, significand: 1)
    }
    // 0.14 < 1/7 by more than the rounding of `rest`. A second full match would add 1.
    let most = PackedSurvey.mostMargin(engine.form)
    if rest < 0.14 && step < engine.prompt.length {
      // What is too small for a Double is far below 10^-300.
      let deficit = PackedSurvey.deficit(engine.form, rest: rest * (1 + PackedSurvey.relativeError) + 1e-300)
      // By more than the rounding of `deficit`.
      if deficit < most * 0.999 { return Finding(rest: rest, deficit: deficit, isRight: true) }
    }
    let tally = engine.valueTally(scores, step)
    let guess = tally.approximateArgmax()
    let isRight = (try? tally.argmax(guess)) == engine.prompt.expectedOutput(atStep: step)
    return Finding(
      rest: rest, deficit: most - guess.lead + 4 * ValueTally.logitError(engine.form.margins),
      isRight: isRight)
  }

  /// 2 gamma: no token's lead is larger.
  private static func mostMargin(_ form: PackedForm) -> Double { 2 * Double(form.margins.contentGain) }

  /// How far below 2 gamma the lead of a token is at most, by the lemma, with the rest r; but for rounding.
  private static func deficit(_ form: PackedForm, rest: Double) -> Double {
    let gain = Double(form.margins.contentGain)
    let code = gain * Double(form.codeBits)
    return max(4 * gain * rest, 2 * gain - code + (2 * code + Double(form.margins.endGain)) * rest)
  }

  /// The exact extremes over the steps before `end`.
  ///
  /// The largest rest has the smallest attention weight; which step that is, doubles tell but for near ties,
  /// and those are evaluated exactly. Margins are bounded below in doubles, so that after the step with the
  /// lowest bound only steps are evaluated whose bound is below the smallest exact margin so far. A step that
  /// is wrong, which can be the last one only, has a margin of at most zero. Where doubles leave many steps,
  /// `contenders` leaves fewer.
  func extremes(before end: Int, workers: WorkerPool) -> StepExtremes {
    var extremes = StepExtremes()
    var evaluated = Set<Int>()
    func evaluate(_ steps: [Int]) {
      let new = steps.filter { evaluated.insert($0).inserted }
      let engine = engine
      let values = workers.map(new.count, leastShare: 1) { range in
        range.map { index in
          let exact = engine.exactStep(new[index])
          return (exact.rightWeight, exact.margin(of: engine.prompt.expectedOutput(atStep: new[index])))
        }
      }
      for (step, (weight, margin)) in zip(new, values) { extremes.add(weight, margin, at: step) }
    }
    let steps = 0..<end
    let largest = steps.map { findings[$0].rest }.max() ?? 0
    let least = largest < PackedSurvey.smallestRest ? 0 : largest * (1 - 2 * PackedSurvey.relativeError)
    let heaviest = steps.filter { findings[$0].rest >= least }
    evaluate(contenders(heaviest, below: nil, workers: workers) { $0.weight })
    evaluate(steps.filter { !findings[$0].isRight })
    evaluate(steps.max { findings[$0].deficit < findings[$1].deficit }.map { [$0] } ?? [])
    // A Double has an exact value, and 2 gamma bounds every deficit that none can hold.
    let most = 2 * Rational(engine.form.margins.contentGain)
    let deficit = most - (extremes.margin?.value ?? 0)
    let close = steps.filter { (Rational(exactly: findings[$0].deficit) ?? most) >= deficit }
    let new = close.filter { !evaluated.contains($0) }
    evaluate(contenders(new, below: extremes.margin?.value, workers: workers) { $0.margin })
    return extremes
  }

  /// Those of `steps` that can have the smallest value, all that do among them, by bounds that get closer
  /// until few steps are left or an exact evaluation costs no more.
  ///
  /// - Parameter known: an exact value; steps with larger ones are none.
  private func contenders(
    _ steps: [Int], below known: Rational?, workers: WorkerPool,
    _ value: @Sendable (StepEnclosure) -> (lower: Rational, upper: Rational)
  ) -> [Int] {
    let form = engine.form
    // Relative weights have this many bits at most: points range over twice n d, and the bonus.
    let points = 2 * form.bits + form.boundaryBonus
    let (mostBits, overflow) = points.multipliedReportingOverflow(by: form.scale)
    var steps = steps
    var bits = PackedSurvey.leastBits
    while steps.count > 2 * workers.threads, overflow || bits < mostBits / 4 {
      let (engine, asked, precision) = (engine, steps, bits)
      let bounds = workers.map(asked.count, leastShare: 1) { range in
        range.map { index in
          let scores = engine.scores(atStep: asked[index])
          return value(
            StepEnclosure(
              engine.valueTally(scores, asked[index]), form, rightPoints: scores.pointsOfRightKey,
              due: engine.prompt.expectedOutput(atStep: asked[index]), bits: precision))
        }
      }
      guard var least = known ?? bounds.first?.upper else { break }
      for bound in bounds { least = min(least, bound.upper) }
      steps = zip(steps, bounds).filter { $0.1.lower <= least }.map { $0.0 }
      bits *= 4
    }
    return steps
  }

  /// Where no key but those two points behind matters, weights differ by 4^-beta of 4^-beta, and beta is 34
  /// at most.
  private static let leastBits = 256
}
