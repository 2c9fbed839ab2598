import Arithmetic
import AuditSearch
import Audits
import CopyTask
import ModelFiles
import Workers

/// The audit of a model of a file.
struct AuditJob {
  let path: String
  let ngram, upTo: Int?
  let seconds: Int
  let threads: Int
  let quiet: Bool

  func report() throws -> AuditReport {
    let file = try WeightsCopy.model(at: path)
    let audited: AuditedModel
    do {
      audited = try AuditedModel(file.transformer(Interval.self, format: .standard))
    } catch {
      throw Failure.usage("--weights \(path): \(error)")
    }
    let n = ngram ?? max(1, audited.window - 1)
    guard n + 1 >= audited.window else {
      throw Failure.usage(
        "--ngram \(n) with --weights \(path): its first layer sees \(audited.window) tokens, expected "
          + "n >= \(audited.window - 1)")
    }
    guard let graph = n >= 1 ? ContextGraph(ngram: n, alphabetSize: audited.alphabetSize) : nil else {
      throw Failure.limit(
        "--weights \(path) with n = \(n), D = \(audited.alphabetSize): more than \(ContextGraph.mostContexts) contexts")
    }
    let longest = graph.nodes + n - 1
    guard (1...longest).contains(upTo ?? longest) else {
      throw Failure.usage("--up-to \(upTo ?? 0): expected 1 <= L <= D^n + n - 1 = \(longest)")
    }
    let line = ProgressLine(quiet: quiet)
    defer { line?.clear() }
    let watch = Stopwatch()
    let audit = try Audit(
      audited, graph, upTo: upTo ?? longest, deadline: .now + .seconds(seconds), workers: WorkerPool(threads: threads)
    ) { done, all in
      line?.show("\(done.grouped) of \(all.grouped) queries, \(Int(watch.seconds)) s")
    }
    return AuditReport(path: path, audit: audit, longest: longest, seconds: watch.seconds)
  }
}
