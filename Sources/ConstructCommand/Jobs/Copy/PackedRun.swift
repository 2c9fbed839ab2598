import Arithmetic
import Constructions
import Engines
import Workers

/// A copy by the packed engine.
struct PackedRun: KernelRun {
  func bytes(_ parameters: NgramParameters, length: Int, threads: Int) -> Integer {
    CopyMemory.ofModel(parameters, for: .packed)
      + PackedEngine.bytes(PackedForm(parameters), length: length, threads: threads)
  }

  func copy(
    _ input: CopyInput, with model: CopyModel, workers: WorkerPool, progress: (Int) -> Void
  ) throws -> (run: CopyRun<Rational>, certification: CopyReport.Certification?) {
    let engine = PackedEngine(try model.form(), prompt: input.prompt)
    return (engine.run(workers: workers, progress: progress), nil)
  }
}
