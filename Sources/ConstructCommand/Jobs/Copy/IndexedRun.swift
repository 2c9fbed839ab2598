import Arithmetic
import Constructions
import CopyTask
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
    let form = try model.form()
    // A model of a file may have another n than the one that the string was described by.
    let (classes, conflict) = input.repeats(order: form.ngram)
    let engine = IndexedEngine(form, prompt: input.prompt, classes: classes)
    // Where two steps cannot both be right the engine is wrong at one of them, and ends there.
    try CopyWork.require(
      valueSteps: engine.undecidedSteps(through: conflict?.secondStep ?? input.prompt.length), form: form,
      length: input.prompt.length, kernel: .indexed)
    let result = engine.run(workers: workers, progress: progress)
    return (
      result.run,
      CopyReport.Certification(byIndex: result.certifiedByIndex, evaluatedExactly: result.evaluatedExactly)
    )
  }
}
