import Arithmetic
import Constructions
import CopyTask
import Transformers

/// Everything there is to say about one copy, whatever number type it ran in.
struct CopyReport {
  /// A value and the step at which it was seen.
  struct Extreme {
    let value: ReportedNumber
    let step: Int
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

  let input: CopyInput
  let kernel: Kernel

  /// Whether the user chose the kernel.
  let isKernelChosen: Bool

  /// Of the indexed engine only.
  let certification: Certification?

  let precision: Precision
  let threads: Int
  let seconds: Double
  let peakBytes: Int

  let generated: [Token]
  let copied: Int
  let terminated: Bool
  let succeeded: Bool
  let firstMismatch: Mismatch?
  let uncertainty: ArgmaxError?
  let minAttention: Extreme?
  let minMargin: Extreme?

  init<Element: ReportableScalar>(
    _ run: CopyRun<Element>, input: CopyInput, kernel: Kernel, settings: CopySettings, seconds: Double,
    certification: Certification?
  ) {
    self.input = input
    self.kernel = kernel
    isKernelChosen = settings.chosenKernel != nil
    self.certification = certification
    precision = settings.precision
    threads = settings.workers.threads
    self.seconds = seconds
    peakBytes = MachineMemory.peak
    generated = run.generated
    copied = run.copied
    terminated = run.terminated
    succeeded = run.succeeded
    firstMismatch = run.firstMismatch.map { Mismatch(step: $0.step, wrote: $0.wrote, due: $0.due) }
    uncertainty = run.uncertainty
    minAttention = run.minAttention.map { Extreme(value: $0.value.reported, step: $0.step) }
    minMargin = run.minMargin.map { Extreme(value: $0.value.reported, step: $0.step) }
  }

  var size: ConstructionSize { ConstructionSize(input.parameters) }

  var bounds: CopyBounds {
    CopyBounds(alphabetSize: input.parameters.alphabetSize, length: input.prompt.length)
  }

  var tokensPerSecond: Double { seconds > 0 ? Double(generated.count) / seconds : 0 }

  /// 0 if the string was copied and terminated; 70 if only more precision could tell; 1 otherwise.
  var status: ExitStatus {
    if succeeded { return .success }
    if kernel == .interval, case .undecided = uncertainty { return .limit }
    return .refuted
  }
}
