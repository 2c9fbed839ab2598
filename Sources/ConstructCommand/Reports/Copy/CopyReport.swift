import Arithmetic
import Constructions
import CopyTask
import Engines
import Transformers
import Workers

/// Everything there is to say about one copy, whatever number type it ran in.
struct CopyReport: CommandReport {
  /// A value and the step at which it was seen.
  struct Extreme {
    let value: ReportedNumber
    let step: Int

    init<Element: ReportableScalar>(_ extreme: CopyRun<Element>.Extreme) {
      (value, step) = (extreme.value.reported, extreme.step)
    }
  }

  /// The first difference from what was due.
  struct Mismatch {
    let step: Int
    let wrote: Token?
    let due: Token
  }

  /// How the indexed engine decided the steps.
  struct Certification {
    let byIndex, evaluatedExactly: Int
  }

  let subject: CopySubject
  let method: CopyMethod
  let model: CopyModel

  /// Of the indexed engine only.
  let certification: Certification?

  let seconds: Double
  let peakBytes: Int

  /// How many steps were taken from a checkpoint file; `nil` if none were.
  let resumedAt: Int?

  /// How many tokens were written, EOS included.
  let generated: Int
  let copied: Int
  let terminated: Bool

  /// Whether EOS came, but not right after the L-th token.
  let endedElsewhere: Bool
  let succeeded: Bool
  let firstMismatch: Mismatch?
  let uncertainty: ArgmaxError?
  let minAttention: Extreme?
  let minMargin: Extreme?

  /// What is known besides of a copy in rounded numbers; `nil` for all others.
  var rounding: RoundingVerdict?

  /// What these numbers are in the exact model; `nil` where they were not rounded, or not found.
  var exact: ExactExtremes?

  init<Element: ReportableScalar>(
    _ run: CopyRun<Element>, of subject: CopySubject, with model: CopyModel, by method: CopyMethod, seconds: Double,
    certification: Certification? = nil
  ) {
    (self.subject, self.model, self.method, self.certification) = (subject, model, method, certification)
    self.seconds = seconds
    resumedAt = nil
    peakBytes = Machine.peakMemory
    generated = run.generated.count
    copied = run.copied
    terminated = run.terminated
    endedElsewhere = run.generated.last == subject.alphabet.eos && !run.terminated
    succeeded = run.succeeded
    firstMismatch = run.firstMismatch.map { Mismatch(step: $0.step, wrote: $0.wrote, due: $0.due) }
    uncertainty = run.uncertainty
    minAttention = run.minAttention.map(Extreme.init)
    minMargin = run.minMargin.map(Extreme.init)
  }

  /// The report of a copy of a long string with distinct n-grams, whose steps were all decided.
  init(
    _ result: LongCopy.Result, of subject: CopySubject, with model: CopyModel, by method: CopyMethod, seconds: Double,
    resumedAt: Int?
  ) {
    (self.subject, self.model, self.method) = (subject, model, method)
    certification = Certification(byIndex: result.certified, evaluatedExactly: 0)
    (self.seconds, self.resumedAt) = (seconds, resumedAt)
    peakBytes = Machine.peakMemory
    generated = result.certified
    copied = min(result.certified, subject.length)
    succeeded = result.outcome == .copied
    terminated = succeeded
    endedElsewhere = false
    uncertainty = nil
    if case .contradicted(let step, let wrote, let due) = result.outcome {
      firstMismatch = Mismatch(step: step, wrote: wrote == due ? nil : wrote, due: due)
    } else {
      firstMismatch = nil
    }
    minAttention = result.minAttention.map(Extreme.init)
    minMargin = result.minMargin.map(Extreme.init)
  }

  var kernel: Kernel { method.kernel }

  var bounds: CopyBounds {
    CopyBounds(alphabetSize: subject.parameters.alphabetSize, length: subject.length)
  }

  /// Of the tokens that this process wrote.
  var tokensPerSecond: Double { seconds > 0 ? Double(generated - (resumedAt ?? 0)) / seconds : 0 }

  /// Whether every step was taken from a checkpoint file.
  var isTakenWhole: Bool { resumedAt.map { $0 >= generated } ?? false }

  /// 0 if the string was copied and terminated; 70 if only more precision could tell; 1 otherwise.
  var status: ExitStatus {
    if succeeded { return .success }
    if kernel == .interval, case .undecided = uncertainty { return .limit }
    return .refuted
  }
}
