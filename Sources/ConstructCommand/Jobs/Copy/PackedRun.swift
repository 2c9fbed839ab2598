import Arithmetic
import Constructions
import Engines
import Workers

/// A copy by the packed engine.
struct PackedRun: KernelRun {
  func bytes(_ parameters: NgramParameters, length: Int, threads: Int) -> Integer {
    CopyMemory.ofModel(parameters) + PackedEngine.bytes(parameters, length: length, threads: threads)
  }

  func copy(_ input: CopyInput, workers: WorkerPool, progress: (Int) -> Void) -> KernelOutcome<Rational> {
    let engine = PackedEngine(input.subject.parameters, prompt: input.prompt)
    return KernelOutcome(run: engine.run(workers: workers, progress: progress))
  }
}
