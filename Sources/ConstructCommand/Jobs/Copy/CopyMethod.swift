import Arithmetic
import Workers

/// How a copy is computed.
struct CopyMethod {
  let kernel: Kernel

  /// Why this kernel and not `packed`, where the user chose none.
  let kernelReason: String?

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
