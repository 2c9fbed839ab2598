import Arithmetic
import Constructions
import Transformers
import Workers

/// What computes a copy of a string that is held: an engine, or the reference in a number type.
protocol KernelRun {
  associatedtype Element: ReportableScalar

  /// About how many bytes a copy of `length` tokens takes, the program and the weights among them.
  func bytes(_ parameters: NgramParameters, length: Int, threads: Int) -> Integer

  /// Copies the string; the indexed engine says how it decided. `progress` is told how many tokens were read or
  /// written.
  func copy(
    _ input: CopyInput, with model: CopyModel, workers: WorkerPool, progress: (Int) -> Void
  ) throws -> (run: CopyRun<Element>, certification: CopyReport.Certification?)
}
