import Arithmetic
import Constructions
import CopyTask
import Engines
import Workers

/// What a user asks of a copy, each part of it checked by itself.
struct CopyRequest {
  var string: StringRequest
  /// The kernel, if one was chosen.
  var kernel: Kernel?
  let precision: Precision
  let threads: Int
  /// Where the certificate goes, and where is kept how far the copy is, if anywhere.
  var certificate, checkpoint: String?
  /// Whether to keep the line of progress to itself.
  let quiet: Bool
}

/// A copy in which everything is decided: the parameters, the string and its length, the scale, the kernel, its
/// precision and threads, what is written besides the report, and that it all fits this machine.
struct CopyPlan {
  let string: StringPlan
  let method: CopyMethod

  /// Whether the string is copied without being held; should one of its n-grams occur again, it is held after
  /// all.
  let isStreamed: Bool

  let certificate: CertificateFile?
  let checkpoint: String?
  let quiet: Bool

  /// Decides.
  ///
  /// - Throws: `Failure` for what cannot be done, before anything is run.
  init(_ request: CopyRequest) throws {
    var string = try StringPlan(request.string)
    let (parameters, length) = (string.parameters, string.length)
    let choice = request.kernel == nil ? KernelChoice(for: string) : nil
    let kernel = request.kernel ?? choice?.kernel ?? .packed
    method = CopyMethod(
      kernel: kernel, kernelReason: choice?.reason, precision: request.precision,
      workers: WorkerPool(threads: request.threads))
    certificate = try request.certificate.map { path in
      let file = try CertificateFile(path)
      try file.require(parameters, length: length, isDeBruijn: string.isDeBruijn, kernel: kernel)
      return file
    }
    isStreamed = kernel == .indexed && length <= LongCopy.longestString && string.canBeBegunAnew
    if isStreamed { string.suffixes = nil }
    if let checkpoint = request.checkpoint, !isStreamed {
      throw Failure.usage(
        "--checkpoint \(checkpoint) with --kernel \(kernel.rawValue) and the source \(string.source): expected "
          + "--kernel indexed with de-bruijn, rotated or --text")
    }
    checkpoint = request.checkpoint
    quiet = request.quiet
    self.string = string
    try isStreamed ? requireMemoryForLong() : requireMemory()
    try CopyWork.require(string, kernel: kernel)
  }

  /// Refuses a string that is held and does not fit this machine.
  private func requireMemory() throws(Failure) {
    try CopyMemory.require(
      method.run.bytes(string.parameters, length: string.length, threads: method.workers.threads), for: string,
      by: method.kernel)
  }

  // MARK: - Running

  /// Runs the copy, and writes what is to be written besides the report.
  func report() throws -> CopyReport {
    let report: CopyReport
    let content: () throws(Failure) -> [Token]
    let model = CopyModel(string.parameters, for: method.kernel)
    if isStreamed, let long = try longRun(model) {
      (report, content) = (long, string.content)
    } else {
      if isStreamed { try requireMemory() }
      let input = try CopyInput(string)
      (report, content) = (try run(method.run, input, with: model), { input.prompt.content })
    }
    try certificate?.write(report, isDeBruijn: string.isDeBruijn, content: content)
    return report
  }

  /// Runs the copy of a string that is held under a clock, with a line of progress.
  private func run(_ run: some KernelRun, _ input: CopyInput, with model: CopyModel) throws -> CopyReport {
    let progress = CopyProgress(length: string.length, quiet: quiet)
    defer { progress?.clear() }
    let watch = Stopwatch()
    let (copy, certification) = try run.copy(input, with: model, workers: method.workers) { progress?.update($0) }
    var report = CopyReport(
      copy, of: input.subject, with: model, by: method, seconds: watch.seconds, certification: certification)
    if !method.kernel.isCertain {
      report.rounding = RoundingVerdict(
        method.kernel, string.parameters, length: string.length, areDistinct: input.subject.statistics.areDistinct)
      report.exact = try ExactExtremes(input, with: model, workers: method.workers)
    }
    return report
  }
}

extension StringPlan {
  /// Whether it is the beginning of the linear de Bruijn sequence: a certificate then names it.
  var isDeBruijn: Bool {
    if case .sequence(.deBruijn, _) = origin { true } else { false }
  }
}
