public import CopyTask

/// What a model whose first layer sees at most n + 1 tokens can have read at a position, over all strings with distinct
/// n-grams: finitely many contexts.
///
/// The n-grams are the nodes of a graph, numbered in base D, the first token first. The (n+1)-grams are its edges: edge
/// e leads from node e / D to node e mod D^n. A string of L >= n tokens with distinct n-grams is a path that visits no
/// node twice. At its positions in the prompt and in the copy a window of n + 1 tokens holds
///
/// - an edge, from the (n+1)-st token on;
/// - `prefix(k)`: BOS and the first k tokens, k = 0 ... n;
/// - `mixed(k)`: the last n - k tokens, COPY, and the first k tokens again, k = 0 ... n.
///
/// So they depend on edges of the path, on its first node, and on its last node.
public struct ContextGraph: Hashable, Sendable {
  /// n.
  public let ngram: Int

  /// D.
  public let alphabetSize: Int

  /// D^n.
  public let nodes: Int

  /// D^(n+1).
  public var edges: Int { nodes * alphabetSize }

  /// D^0, D^1, ..., D^(n+1).
  private let powers: [Int]

  /// Where the contexts of prefix(k) and mixed(k) begin.
  private let prefixStarts, mixedStarts: [Int]

  /// The number of all contexts.
  public let contexts: Int

  /// The largest number of contexts that is audited: with 2^20 of them, tables take gigabytes.
  public static let mostContexts = 1 << 20

  /// - Returns: `nil` where there are more than `mostContexts` contexts.
  public init?(ngram: Int, alphabetSize: Int) {
    precondition(ngram >= 1 && alphabetSize >= 2, "n = \(ngram), D = \(alphabetSize): expected n >= 1 and D >= 2")
    var powers = [1]
    for _ in 0...ngram {
      let (next, overflow) = powers[powers.count - 1].multipliedReportingOverflow(by: alphabetSize)
      guard !overflow, next <= ContextGraph.mostContexts else { return nil }
      powers.append(next)
    }
    (self.ngram, self.alphabetSize, self.powers) = (ngram, alphabetSize, powers)
    nodes = powers[ngram]
    var next = powers[ngram + 1]
    var prefixes: [Int] = []
    for length in 0...ngram {
      prefixes.append(next)
      next += powers[length]
    }
    var mixed: [Int] = []
    for _ in 0...ngram {
      mixed.append(next)
      next += nodes
    }
    (prefixStarts, mixedStarts, contexts) = (prefixes, mixed, next)
    guard next <= ContextGraph.mostContexts else { return nil }
  }

  /// D^exponent, exponent <= n + 1.
  public func power(_ exponent: Int) -> Int { powers[exponent] }

  /// The node that an edge leaves.
  public func source(_ edge: Int) -> Int { edge / alphabetSize }

  /// The node that it leads to.
  public func target(_ edge: Int) -> Int { edge % nodes }

  /// The first `count` tokens of a node, as a number.
  public func head(_ node: Int, _ count: Int) -> Int { node / powers[ngram - count] }

  /// Its last `count` tokens, as a number.
  public func tail(_ node: Int, _ count: Int) -> Int { node % powers[count] }

  /// The context of BOS and the first `length` tokens of the node.
  public func prefix(_ length: Int, of node: Int) -> Int { prefixStarts[length] + head(node, length) }

  /// The context of the last n - `length` tokens of `end`, COPY, and the first `length` tokens of `start`.
  public func mixed(_ length: Int, end: Int, start: Int) -> Int {
    mixedStarts[length] + tail(end, ngram - length) * powers[length] + head(start, length)
  }

  /// The contexts of mixed(length), each once: that of number i has the last n - length tokens i / D^length, and the
  /// first length tokens i mod D^length.
  public func mixed(_ length: Int) -> Range<Int> { mixedStarts[length]..<(mixedStarts[length] + nodes) }

  /// The tokens of a context, oldest first.
  public func tokens(of context: Int) -> [Token] {
    if context < edges { return digits(context, ngram + 1) }
    if context < mixedStarts[0] {
      let length = prefixStarts.lastIndex { $0 <= context } ?? 0
      return [alphabetSize] + digits(context - prefixStarts[length], length)
    }
    let length = mixedStarts.lastIndex { $0 <= context } ?? 0
    let number = context - mixedStarts[length]
    return digits(number / powers[length], ngram - length) + [alphabetSize + 1]
      + digits(number % powers[length], length)
  }

  /// The tokens of a node.
  public func tokens(ofNode node: Int) -> [Token] { digits(node, ngram) }

  private func digits(_ number: Int, _ count: Int) -> [Token] {
    (0..<count).map { number / powers[count - 1 - $0] % alphabetSize }
  }
}
