import Arithmetic
import Lessons
import Workers

/// A trace, and which of its steps are shown.
struct TraceReport: CommandReport {
  let trace: CopyTrace

  /// What `construct copy` would say of the same run.
  let copy: CopyReport

  /// The steps that are shown, as far as they were reached.
  let shown: ClosedRange<Int>

  init(_ trace: CopyTrace, of subject: CopySubject, steps: ClosedRange<Int>) {
    self.trace = trace
    shown = steps
    // What depends on the machine is left out: a trace is the same everywhere.
    copy = CopyReport(
      trace.run, of: subject, with: CopyModel(trace.parameters, for: .rational),
      by: CopyMethod(
        kernel: .rational, kernelReason: nil, precision: .standard, workers: WorkerPool(threads: 1)),
      seconds: 0)
  }

  var status: ExitStatus { copy.status }

  var steps: [CopyTrace.Step] { trace.steps.filter { shown.contains($0.step) } }
}
