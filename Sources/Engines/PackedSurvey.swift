import Arithmetic
import Constructions
import CopyTask
import Transformers

/// All steps of a copy, each evaluated on the premise that the copy is right so far.
///
/// Most steps are decided by counting alone. If one key only has the points of a full match and all others
/// together have r < 1/7 of its weight, the readout's lemma gives the argmax: with p = 1/(1 + r) > 7/8,
///
///     logit(a) - logit(b) >= 8 (2p - 1) >= 8 - 16 r,
///     logit(a) - logit(EOS) >= d (11p - 7) >= 4d - 11d r,
///     logit(a) - 0 >= 4d (2p - 1) >= 4d - 8d r,
///
/// all of them positive.
///
/// Other steps, and the last one, are evaluated exactly.
struct PackedSurvey {
  let engine: PackedEngine

  /// What is known of a step.
  private struct Finding {
    /// The weight of all other keys relative to the right one, as a Double: a sum of positive terms, so off by
    /// no more than `relativeError`.
    let rest: Double
    /// Present if counting did not decide the step.
    let exact: ExactStep?
  }

  private var findings: [Finding] = []

  init(_ engine: PackedEngine) {
    self.engine = engine
    findings.reserveCapacity(engine.prompt.length + 1)
  }

  /// A bound on the relative error of `rest`: each term is a count below 2^53 times a power of two, and so
  /// exact; adding up fewer than 2^20 of them errs by at most 2^-53 for each. (Terms too small for a Double are
  /// lost, but a rest as small as that is not the largest: at step 0 it is at least 2^-68.)
  private static let relativeError = 1e-9

  /// How many steps are evaluated between reports of progress.
  private static let batch = 4096

  /// The first step at which the certain argmax is not what is due, or there is none; `nil` if every step is
  /// right. Findings exist for all steps before it.
  mutating func firstFailure(workers: Workers, progress: (Int) -> Void) -> Int? {
    let steps = engine.prompt.length + 1
    while findings.count < steps {
      let start = findings.count
      let count = min(PackedSurvey.batch, steps - start)
      let engine = engine
      findings += workers.map(count, leastShare: 1) { range in
        range.map { PackedSurvey.finding(engine, step: start + $0) }
      }
      for step in start..<(start + count) {
        guard let exact = findings[step].exact else { continue }
        guard (try? exact.argmax()) == engine.prompt.expectedOutput(atStep: step) else {
          return step
        }
      }
      progress(findings.count)
    }
    return nil
  }

  private static func finding(_ engine: PackedEngine, step: Int) -> Finding {
    let counts = engine.pointCounts(atStep: step)
    let right = engine.rightPoints(atStep: step)
    var rest = 0.0
    for (points, count) in counts.entries {
      // The right key itself is not part of the rest. (To subtract its weight at the end would leave nothing
      // of a rest below 2^-53.)
      let others = points == right ? count - 1 : count
      let exponent = engine.parameters.scale * (points - right)
      rest += Double(others) * Double(sign: .plus, exponent: exponent, significand: 1)
    }
    // 0.14 < 1/7 by more than the rounding of `rest`.
    let isDecided = counts.count(atPoints: right) == 1 && rest < 0.14 && step < engine.prompt.length
    return Finding(rest: rest, exact: isDecided ? nil : engine.exactStep(step))
  }

  /// The exact extremes over the steps before `end`.
  ///
  /// The largest rest has the smallest attention weight; which step that is, doubles tell but for near ties,
  /// and those are evaluated exactly. A margin is bounded below by a function of the rest, so only steps whose
  /// bound is below the smallest exact margin so far have to be evaluated.
  func extremes(before end: Int) -> StepExtremes {
    var extremes = StepExtremes()
    guard end > 0 else { return extremes }
    let largest = findings[..<end].map(\.rest).max() ?? 0
    var evaluated = Set<Int>()
    func evaluate(_ step: Int) {
      guard evaluated.insert(step).inserted else { return }
      let exact = findings[step].exact ?? engine.exactStep(step)
      extremes.add(exact, at: step, due: engine.prompt.expectedOutput(atStep: step))
    }
    for step in 0..<end where findings[step].exact != nil { evaluate(step) }
    for step in 0..<end where findings[step].rest >= largest * (1 - 2 * PackedSurvey.relativeError) {
      evaluate(step)
    }
    var deficit = 8 - (extremes.margin?.value ?? 0)
    for step in 0..<end where marginDeficit(findings[step].rest) >= deficit {
      evaluate(step)
      deficit = 8 - (extremes.margin?.value ?? 0)
    }
    return extremes
  }

  /// How far below 8 the margin of a step that counting decided can be, at most: 16 r for d >= 3, where
  /// 4d - 8 exceeds (11d - 16) r for every r < 1/7, and 22 r for d = 2.
  private func marginDeficit(_ rest: Double) -> Rational {
    let factor = engine.parameters.codeBits == 2 ? 22.0 : 16.0
    // What is too small for a Double is far below 10^-300.
    let bound = factor * (rest * (1 + PackedSurvey.relativeError) + 1e-300)
    // A rest that is no number, or infinite, belongs to no decided step.
    return Rational(exactly: bound) ?? 8
  }
}
