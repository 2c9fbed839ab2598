import Arithmetic
import Workers

/// How a copy is computed.
struct CopyMethod {
  let kernel: Kernel

  /// Whether the user chose the kernel.
  let isKernelChosen: Bool

  let precision: Precision
  let workers: WorkerPool

  /// What computes a copy of a string that is held.
  var run: any KernelRun {
    func reference<Element: KernelScalar>(_ type: Element.Type) -> any KernelRun { ReferenceRun<Element>(precision) }
    return switch kernel.evaluator {
    case .engine(let engine): engine
    case .reference(let type): reference(type)
    }
  }
}
