public import CopyTask

/// One of the finitely many choices that a model makes while it copies: after a context one token is due, and another
/// must not have a logit as large, whatever else the string holds.
public struct Decision: Hashable, Sendable {
  /// What has been written, as far as the context knows.
  public enum Step: Hashable, Sendable {
    /// t < n tokens: the query has read the last n - t tokens of the string, COPY, and its first t tokens.
    case start(written: Int)
    /// n tokens.
    case first
    /// More than n tokens; the query has read an edge.
    case interior
  }

  /// Where the copy stands.
  public let step: Step

  /// The query's context.
  public let query: Int

  /// The token that is due.
  public let due: Token

  /// The token that it is compared with.
  public let rival: Token

  /// A decision of a query in a context that stands at this step.
  public init(step: Step, query: Int, due: Token, rival: Token) {
    (self.step, self.query, self.due, self.rival) = (step, query, due, rival)
  }
}

/// The strings in which a decision is taken: paths from `starts` to `ends` over all of `edges`, in which no node is
/// visited twice.
public struct DecisionPaths: Sendable {
  /// Edges that the path has, one after the other: the query's, and the one that is due. Empty if there are none.
  public let edges: [Int]

  /// How many of them have been written: they stand in the copy too.
  public let written: Int

  /// How often the edges before them are visible: 2, in the prompt and in the copy; or 1, where none was written.
  public let copies: Int

  /// The first and the last nodes that are possible.
  public let starts, ends: [Int]

  /// mixed(k) is visible for k = 0 ... `mixed`.
  public let mixed: Int

  /// The paths of a step, with this query and this token due; `nil` if there are none.
  public init?(_ graph: ContextGraph, _ step: Decision.Step, query: Int, due: Token) {
    let (n, size, nodes) = (graph.ngram, graph.alphabetSize, graph.nodes)
    let isEnd = due == size + 2
    switch step {
    case .start(let t):
      let number = query - graph.mixed(t).lowerBound
      let (tail, head) = (number / graph.power(t), number % graph.power(t))
      guard !isEnd else { return nil }
      let first = (head * size + due) * graph.power(n - t - 1)
      starts = Array(first..<(first + graph.power(n - t - 1)))
      ends = (0..<nodes).filter { graph.tail($0, n - t) == tail }
      (edges, written, copies, mixed) = ([], 0, 1, t)
    case .first:
      let node = query - graph.mixed(n).lowerBound
      starts = [node]
      if isEnd {
        (edges, ends) = ([], [node])
      } else {
        let edge = node * size + due
        guard graph.target(edge) != node else { return nil }
        (edges, ends) = ([edge], (0..<nodes).filter { $0 != node })
      }
      (written, copies, mixed) = (0, 1, n)
    case .interior:
      let (source, node) = (graph.source(query), graph.target(query))
      guard source != node else { return nil }
      starts = (0..<nodes).filter { $0 != node }
      if isEnd {
        (edges, ends) = ([query], [node])
      } else {
        let edge = node * size + due
        guard graph.target(edge) != node, graph.target(edge) != source else { return nil }
        (edges, ends) = ([query, edge], (0..<nodes).filter { $0 != node })
      }
      (written, copies, mixed) = (1, 2, n)
    }
  }
}
