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
    _ input: CopyInput, workers: WorkerPool, progress: (Int) -> Void
  ) throws -> KernelOutcome<Element> {
    let model = Transformer<Element>(rounding: NgramCopier(input.subject.parameters).weights, to: format)
    return KernelOutcome(run: try CopyRun(of: input.prompt, by: model, workers: workers, progress: progress))
  }
}
