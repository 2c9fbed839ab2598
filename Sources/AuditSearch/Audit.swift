public import Audits
public import CopyTask
public import Workers

/// Whether a model copies every string with distinct n-grams: every decision closed by potentials, or a string that
/// fails, or neither within the time that was given.
public struct Audit: Sendable {
  /// A decision that potentials do not close.
  public struct OpenDecision: Sendable {
    /// The decision.
    public let decision: Decision
    /// The least that its keys were shown to add.
    public let bound: Double
  }

  /// The least lead that was shown, in logits times the right key's attention weight relative to its own.
  public struct Margin: Sendable {
    /// The sum over all keys of weight times lead, in units of the right key's weight, at least.
    public let value: Double
    /// The decision.
    public let decision: Decision
  }

  /// The contexts.
  public let graph: ContextGraph

  /// L_max, or a smaller length up to which was asked.
  public let upTo: Int

  /// Decisions by what closed them.
  public private(set) var closed: [Closing.Method: Int] = [:]

  /// Those that are left.
  public private(set) var open: [OpenDecision] = []

  /// The least lead of the decisions that were closed.
  public private(set) var margin: Margin?

  /// L_lo: every string with distinct n-grams of at most this length is copied and ended.
  public private(set) var provenLength = 0

  /// The shortest string that fails; one of L_lo + 1 tokens, where there is one.
  public private(set) var failure: [Token]?

  /// A string on which the intervals do not tell, and no shorter one fails.
  public private(set) var undecided: [Token]?

  /// Whether the time ran out.
  public private(set) var isCut = false

  /// Whether every string up to `upTo` tokens is copied.
  public var holds: Bool { provenLength == upTo }

  /// Audits a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - graph: The contexts of its strings; its first layer sees at most n + 1 tokens.
  ///   - upTo: The greatest length that is asked about, at most D^n + n - 1.
  ///   - deadline: When the search for a failing string is given up, and decisions are no longer closed.
  ///   - workers: The threads that share the queries.
  ///   - progress: Is told how many queries of how many are done.
  /// - Throws: `ScalarError`, which intervals do not lead to.
  public init(
    _ model: AuditedModel, _ graph: ContextGraph, upTo: Int, deadline: ContinuousClock.Instant, workers: WorkerPool,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    (self.graph, self.upTo) = (graph, upTo)
    // Strings of fewer than n tokens are no paths: there are less than D^n of them.
    for length in stride(from: 1, to: min(graph.ngram, upTo + 1), by: 1) {
      for string in AllStrings(alphabetSize: graph.alphabetSize, length: length) {
        switch try model.verdict(on: string) {
        case .copied: continue
        case .fails: failure = string
        case .undecided: undecided = string
        }
        return
      }
      provenLength = length
    }
    guard provenLength < upTo else { return }
    let table = ContextTable(model, graph, workers: workers)
    let queries = Audit.queries(graph)
    // A few queries at a time, so that progress is seen.
    let stride = 16 * workers.threads
    for begin in Swift.stride(from: 0, to: queries.count, by: stride) {
      guard ContinuousClock.now < deadline else {
        isCut = true
        return
      }
      let end = min(begin + stride, queries.count)
      let results = workers.mapEach(end - begin) {
        QueryAudit(table, queries[begin + $0].0, query: queries[begin + $0].1)
      }
      for result in results {
        closed.merge(result.closed) { $0 + $1 }
        open += result.open
        if let least = result.margin, least.value < margin?.value ?? .infinity { margin = least }
      }
      progress(end, queries.count)
    }
    try search(model, table, deadline)
  }

  /// Goes through the lengths, until a string fails in one of the decisions that are open.
  private mutating func search(
    _ model: AuditedModel, _ table: ContextTable, _ deadline: ContinuousClock.Instant
  ) throws {
    if open.isEmpty {
      provenLength = upTo
      return
    }
    for length in max(1, graph.ngram)...upTo {
      for open in open {
        guard let paths = DecisionPaths(graph, open.decision.step, query: open.decision.query, due: open.decision.due)
        else { continue }
        let weights = table.weights(ofQuery: open.decision.query)
        let costs = DecisionCosts(
          table, weights: weights, query: open.decision.query, due: open.decision.due, rival: open.decision.rival,
          paths: paths)
        var search = FailureSearch(costs, deadline: deadline)
        var found: (string: [Token], fails: Bool)?
        _ = try search.run(length: length) { string in
          switch try model.verdict(on: string) {
          case .copied: return false
          case .fails: found = (string, true)
          case .undecided: found = (string, false)
          }
          return true
        }
        if let found {
          if found.fails { failure = found.string } else { undecided = found.string }
          if found.fails { return }
        }
        if search.isCut {
          isCut = true
          return
        }
      }
      if undecided != nil { return }
      provenLength = length
    }
  }

  /// All queries, with the step at which they stand.
  private static func queries(_ graph: ContextGraph) -> [(Decision.Step, Int)] {
    var queries: [(Decision.Step, Int)] = []
    for written in 0..<graph.ngram { queries += graph.mixed(written).map { (.start(written: written), $0) } }
    queries += graph.mixed(graph.ngram).map { (.first, $0) }
    return queries + (0..<graph.edges).map { (.interior, $0) }
  }
}

/// All decisions of one query.
private struct QueryAudit: Sendable {
  var closed: [Closing.Method: Int] = [:]
  var open: [Audit.OpenDecision] = []
  var margin: Audit.Margin?

  init(_ table: ContextTable, _ step: Decision.Step, query: Int) {
    let graph = table.graph
    let weights = table.weights(ofQuery: query)
    for due in Array(0..<graph.alphabetSize) + [graph.alphabetSize + 2] {
      guard let paths = DecisionPaths(graph, step, query: query, due: due) else { continue }
      let unit = weights.upper(QueryAudit.rightKey(graph, step, query: query, due: due, paths))
      for rival in 0..<table.vocabularySize where rival != due {
        let decision = Decision(step: step, query: query, due: due, rival: rival)
        let costs = DecisionCosts(table, weights: weights, query: query, due: due, rival: rival, paths: paths)
        let closing = Closing(costs)
        closed[closing.method, default: 0] += 1
        if closing.method == .open {
          open.append(Audit.OpenDecision(decision: decision, bound: closing.bound))
        } else if closing.bound.isFinite {
          let value = (closing.bound / unit).nextDown
          if value < margin?.value ?? .infinity { margin = Audit.Margin(value: value, decision: decision) }
        }
      }
    }
  }

  /// The context of the position that holds the token due.
  private static func rightKey(
    _ graph: ContextGraph, _ step: Decision.Step, query: Int, due: Token, _ paths: DecisionPaths
  ) -> Int {
    switch step {
    case .start(let written): graph.prefix(written + 1, of: paths.starts[0])
    case .first, .interior:
      due < graph.alphabetSize ? paths.edges[paths.edges.count - 1] : graph.mixed(0, end: paths.ends[0], start: 0)
    }
  }
}
