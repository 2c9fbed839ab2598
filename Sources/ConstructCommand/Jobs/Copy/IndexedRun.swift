import Arithmetic
import Constructions
import Engines
import Workers

/// A copy by the indexed engine, of a string that is held.
struct IndexedRun: KernelRun {
  func bytes(_ parameters: NgramParameters, length: Int, threads: Int) -> Integer {
    CopyMemory.ofModel(parameters) + IndexedEngine.bytes(length: length)
  }

  func copy(_ input: CopyInput, workers: WorkerPool, progress: (Int) -> Void) -> KernelOutcome<Interval> {
    let engine = IndexedEngine(input.subject.parameters, prompt: input.prompt, classes: input.classes)
    let result = engine.run(workers: workers, progress: progress)
    return KernelOutcome(
      run: result.run,
      certification: CopyReport.Certification(
        byIndex: result.certifiedByIndex, evaluatedExactly: result.evaluatedExactly))
  }
}
