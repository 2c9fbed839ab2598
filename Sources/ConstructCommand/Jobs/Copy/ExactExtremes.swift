import Arithmetic
import Constructions
import StrictJSON
import Workers

/// The smallest attention weight and margin of the exact model on a string that was copied in rounded numbers: found
/// by the engine that a copy without `--kernel` takes.
struct ExactExtremes {
  /// The engine.
  let kernel: Kernel

  let minAttention: CopyReport.Extreme?
  let minMargin: CopyReport.Extreme?

  /// Copies the string once more.
  init(_ input: CopyInput, with model: CopyModel, workers: WorkerPool) throws {
    let kernel = KernelChoice(for: input.subject.string).kernel
    let method = CopyMethod(kernel: kernel, kernelReason: nil, precision: .standard, workers: workers)
    func extremes(_ run: some KernelRun) throws -> (CopyReport.Extreme?, CopyReport.Extreme?) {
      let copy = try run.copy(input, with: model, workers: workers, progress: { _ in }).run
      return (copy.minAttention.map(CopyReport.Extreme.init), copy.minMargin.map(CopyReport.Extreme.init))
    }
    self.kernel = kernel
    (minAttention, minMargin) = try extremes(method.run)
  }
}
