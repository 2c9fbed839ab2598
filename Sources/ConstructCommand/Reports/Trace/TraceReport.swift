import Constructions
import Lessons
import Transformers
import Workers

/// A trace, and which of its steps are shown.
struct TraceReport {
  let trace: CopyTrace

  /// What `construct copy` would say of the same run.
  let copy: CopyReport

  /// The steps that are shown, as far as they were reached.
  let shown: ClosedRange<Int>

  init(_ trace: CopyTrace, of input: CopyInput, steps: ClosedRange<Int>) {
    self.trace = trace
    shown = steps
    // What depends on the machine is left out: a trace is the same everywhere.
    copy = CopyReport(
      trace.run, input: input, kernel: .rational, settings: CopySettings(exactWith: WorkerPool(threads: 1)),
      seconds: 0, certification: nil)
  }

  var steps: [CopyTrace.Step] { trace.steps.filter { shown.contains($0.step) } }
}
