import Arithmetic
import Constructions
import Engines
import Workers

/// A copy by the indexed engine, of a string that is held.
struct IndexedRun: KernelRun {
  func bytes(_ parameters: NgramParameters, length: Int, threads: Int) -> Integer {
    CopyMemory.ofModel(parameters, for: .indexed) + IndexedEngine.bytes(length: length)
  }

  func copy(
    _ input: CopyInput, with model: CopyModel, workers: WorkerPool, progress: (Int) -> Void
  ) throws -> (run: CopyRun<Interval>, certification: CopyReport.Certification?) {
    let engine = IndexedEngine(try model.form(), prompt: input.prompt, classes: input.classes)
    let result = engine.run(workers: workers, progress: progress)
    return (
      result.run,
      CopyReport.Certification(byIndex: result.certifiedByIndex, evaluatedExactly: result.evaluatedExactly)
    )
  }
}
