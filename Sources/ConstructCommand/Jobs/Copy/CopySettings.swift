import Arithmetic
import Constructions
import Engines
import Transformers
import Workers

/// How a copy is computed, checked.
struct CopySettings {
  /// The kernel that the user chose, if any.
  let chosenKernel: Kernel?

  let precision: Precision
  let workers: WorkerPool

  /// The settings of a command.
  ///
  /// - Throws: `Failure` that names the option out of range.
  init(_ command: Copy) throws(Failure) {
    chosenKernel = command.kernel
    precision = try CopySettings.checked(precision: command.precision, kernel: command.kernel)
    workers = WorkerPool(threads: try CopySettings.checked(threads: command.threads))
  }

  /// The settings of a run by the reference in exact arithmetic.
  init(exactWith workers: WorkerPool) {
    chosenKernel = .rational
    precision = .standard
    self.workers = workers
  }

  /// The rule for the scale: what the user chose, or that of T2.3.
  static func scaleRule(_ choice: ScaleChoice?) -> ScaleRule { (choice ?? .lengthDependent).rule }

  /// The kernel: what the user chose, or what suits the length.
  func kernel(_ parameters: NgramParameters, length: Int) -> Kernel {
    chosenKernel ?? .suited(to: parameters, length: length)
  }

  /// Whether a string that need not be held is copied without being held.
  func isLong(_ parameters: NgramParameters, length: Int) -> Bool {
    kernel(parameters, length: length) == .indexed && length <= LongCopy.longestString
  }

  /// Refuses a long copy that does not fit this machine.
  func requireMemoryForLong(
    _ parameters: NgramParameters, length: Int, source: Int
  ) throws(Failure) {
    let needed =
      MachineMemory.ofProgram + MachineMemory.ofWeights(parameters)
      + LongCopy.bytes(PackedForm(parameters), length: length) + Integer(source)
    try MachineMemory.require(needed, for: parameters, length: length)
  }

  /// Refuses a copy that does not fit this machine.
  func requireMemory(_ parameters: NgramParameters, length: Int) throws(Failure) {
    let needed = kernel(parameters, length: length)
      .bytesNeeded(parameters, length: length, precision: precision, threads: workers.threads)
    try MachineMemory.require(needed, for: parameters, length: length)
  }

  private static func checked(precision: Int?, kernel: Kernel?) throws(Failure) -> Precision {
    guard let precision else { return .standard }
    guard let kernel, kernel.takesPrecision else {
      let subject = kernel.map { "--kernel \($0.rawValue), whose precision is fixed" } ?? "no --kernel"
      throw .usage("--precision \(precision) with \(subject): expected with interval or bigfloat")
    }
    guard let checked = Precision(bits: precision) else {
      throw .usage("--precision \(precision): expected \(Precision.least) to \(Precision.largest) bits")
    }
    return checked
  }

  /// More threads than any machine has, so that a slip of the finger does not start a million.
  private static let mostThreads = 4096

  static func checked(threads: Int?) throws(Failure) -> Int {
    guard let threads else { return MachineProcessors.count }
    guard (1...mostThreads).contains(threads) else {
      throw .usage("--threads \(threads): expected 1 to \(mostThreads)")
    }
    return threads
  }
}
