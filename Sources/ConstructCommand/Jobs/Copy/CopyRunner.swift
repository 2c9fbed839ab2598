import Arithmetic
import Constructions
import CopyTask
import Engines
import Transformers

/// Runs one copy under a clock, with a line of progress.
struct CopyRunner {
  let input: CopyInput
  let settings: CopySettings

  /// Whether to keep the line of progress to itself.
  let quiet: Bool

  private var kernel: Kernel { settings.kernel(input.parameters, length: input.prompt.length) }

  /// Runs the copy.
  func report() throws -> CopyReport {
    switch kernel {
    case .packed: try packed()
    case .indexed: try indexed()
    case .rational: try reference(Rational.self, ())
    case .interval: try reference(Interval.self, settings.precision)
    case .bigfloat: try reference(BigFloat.self, settings.precision)
    case .float64: try reference(Double.self, ())
    case .float32: try reference(Float.self, ())
    case .float16: try reference(Float16.self, ())
    case .bfloat16: try reference(BFloat16.self, ())
    case .float8e4m3: try reference(Float8E4M3.self, ())
    case .float8e5m2: try reference(Float8E5M2.self, ())
    }
  }

  private func packed() throws -> CopyReport {
    let form = try PackedForm(of: NgramCopier(input.parameters))
    return timed { progress in
      let engine = PackedEngine(form, prompt: input.prompt)
      return (engine.run(workers: settings.workers, progress: progress), nil)
    }
  }

  private func indexed() throws -> CopyReport {
    let form = PackedForm(input.parameters)
    return timed { progress in
      let engine = IndexedEngine(form, prompt: input.prompt, classes: input.classes)
      let result = engine.run(workers: settings.workers, progress: progress)
      return (
        result.run,
        CopyReport.Certification(
          byIndex: result.certifiedByIndex, evaluatedExactly: result.evaluatedExactly)
      )
    }
  }

  private func reference<Element: ReportableScalar>(
    _ type: Element.Type, _ format: Element.Format
  ) throws -> CopyReport {
    try timed { progress in
      let model = Transformer<Element>(rounding: NgramCopier(input.parameters).weights, to: format)
      return (try CopyRun(of: input.prompt, by: model, workers: settings.workers, progress: progress), nil)
    }
  }

  private func timed<Element: ReportableScalar>(
    _ run: ((Int) -> Void) throws -> (CopyRun<Element>, CopyReport.Certification?)
  ) rethrows -> CopyReport {
    var progress = ProgressLine(length: input.prompt.length, quiet: quiet)
    defer { progress?.clear() }
    let clock = ContinuousClock()
    let start = clock.now
    let (run, certification) = try run { progress?.update($0) }
    return CopyReport(
      run, input: input, kernel: kernel, settings: settings, seconds: (clock.now - start).seconds,
      certification: certification)
  }
}
