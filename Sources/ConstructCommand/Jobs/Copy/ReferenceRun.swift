import Arithmetic
import Constructions
import Transformers
import Workers

/// A copy by the reference: the matrices, multiplied in numbers of one type.
struct ReferenceRun<Element: KernelScalar>: KernelRun {
  let format: Element.Format

  init(_ precision: Precision) { format = Element.format(precision) }

  func bytes(_ parameters: NgramParameters, length: Int, threads: Int) -> Integer {
    CopyMemory.neededByReference(
      parameters, length: length, bytesPerNumber: Element.approximateBytes(in: format))
  }

  func copy(
    _ input: CopyInput, with model: CopyModel, workers: WorkerPool, progress: (Int) -> Void
  ) throws -> (run: CopyRun<Element>, certification: CopyReport.Certification?) {
    let weights = model.weights ?? NgramCopier(input.subject.parameters).weights
    let transformer = Transformer<Element>(rounding: weights, to: format)
    return (try CopyRun(of: input.prompt, by: transformer, workers: workers, progress: progress), nil)
  }
}
