import Constructions
import CopyTask
import Lessons
import Workers

/// A trace in which everything is decided.
struct TracePlan {
  private let input: CopyInput
  private let shown: ClosedRange<Int>
  private let keys: Int?
  private let page: (path: String, page: ExplorerPage)?
  private let quiet: Bool

  /// Decides.
  ///
  /// - Parameters:
  ///   - steps: those to show, and the option that names them; all of them if there is none.
  ///   - keys: how many of the best keys to show; `nil` for all.
  ///   - html: where the explorer goes, if anywhere.
  /// - Throws: `Failure` for what cannot be traced or shown.
  init(
    _ request: StringRequest, steps: (range: ClosedRange<Int>, option: String)?, keys: Int?, html: String?, quiet: Bool
  ) throws {
    let string = try StringPlan(request)
    try TraceLimits.require(string, keys: keys)
    input = try CopyInput(string)
    shown = steps?.range ?? 0...string.length
    if let steps, shown.upperBound > string.length {
      throw Failure.usage("\(steps.option): expected steps from 0 to L = \(string.length)")
    }
    page = try html.map { [input] path in (path, try TracePlan.explorer(of: input, for: path)) }
    (self.keys, self.quiet) = (keys, quiet)
  }

  /// Runs the model, and writes the explorer.
  func report() throws -> TraceReport {
    let report = TraceReport(try trace(), of: input.subject, steps: shown)
    if let (path, page) = page { try OutputFile.write(page.html, to: path, option: "--html") }
    return report
  }

  private func trace() throws(Failure) -> CopyTrace {
    let progress = CopyProgress(length: input.prompt.length, quiet: quiet)
    defer { progress?.clear() }
    do {
      return try CopyTrace(
        of: input.prompt, input.subject.parameters, keys: keys,
        workers: WorkerPool(threads: Machine.processors)
      ) { progress?.update($0) }
    } catch {
      throw .limit("\(error)")
    }
  }

  // MARK: - The explorer

  /// The page that opens with the string of the trace.
  private static func explorer(of input: CopyInput, for path: String) throws(Failure) -> ExplorerPage {
    let (parameters, alphabet) = (input.subject.parameters, input.prompt.alphabet)
    func refusal(_ reason: String) -> Failure { .usage("--html \(path): \(reason)") }
    guard alphabet.script == .letters else {
      throw refusal("D = \(parameters.alphabetSize): the page takes letters, expected D <= \(StringPlan.letters)")
    }
    guard ExplorerPage.ngrams.contains(parameters.ngram) else {
      throw refusal("n = \(parameters.ngram): the page has room for n <= \(ExplorerPage.ngrams.upperBound)")
    }
    guard input.prompt.length <= ExplorerPage.longestString else {
      throw refusal("L = \(input.prompt.length): the page takes L <= \(ExplorerPage.longestString)")
    }
    // What is not said is what T2.3 asks for: it then follows when n or D is changed on the page.
    let rule = parameters.scaleRule
    return ExplorerPage(
      ngram: parameters.ngram, alphabet: parameters.alphabetSize,
      string: alphabet.text(of: input.prompt.content), scale: rule == .lengthDependent ? nil : parameters.scale,
      boundaryBonus: rule == .lengthFree ? parameters.boundaryBonus : nil)
  }
}
