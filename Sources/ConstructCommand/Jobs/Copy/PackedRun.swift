import Arithmetic
import Constructions
import CopyTask
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
    let form = try model.form()
    let length = input.prompt.length
    let (classes, conflict) = input.repeats(order: form.ngram)
    let end = conflict?.secondStep ?? length
    let occurrences = classes.occurrences()
    let again = classes.classOf.prefix(max(0, end - form.ngram + 1)).count { occurrences[Int($0)] > 1 }
    try CopyWork.require(valueSteps: again + 2 * (length - end), form: form, length: length, kernel: .packed)
    let engine = PackedEngine(form, prompt: input.prompt)
    return (engine.run(workers: workers, progress: progress), nil)
  }
}
