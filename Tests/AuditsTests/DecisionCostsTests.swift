import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers
import Workers

@testable import Audits

/// The parts of a decision: contexts, costs of keys, potentials.
@Suite("Decisions of an audit")
struct DecisionCostsTests {
  @Test("contexts are the windows of prompts and copies", arguments: [(1, 3), (2, 2), (2, 4), (3, 2)])
  func contexts(ngram: Int, size: Int) throws {
    let graph = try #require(ContextGraph(ngram: ngram, alphabetSize: size))
    let tokens = (0..<graph.contexts).map { graph.tokens(of: $0) }
    #expect(Set(tokens).count == graph.contexts)
    var source = SplitMix64(seed: 5)
    for _ in 0..<50 {
      let length = ngram + source.next(below: min(6, graph.nodes))
      let string = try DistinctNgramString(alphabetSize: size, order: ngram, length: length).tokens(using: &source)
      let all = [size] + string + [size + 1] + string
      for place in all.indices {
        let window = Array(all[max(0, place - ngram)...place])
        #expect(tokens.contains(window), "\(window)")
      }
      let start = string.prefix(ngram).reduce(0) { $0 * size + $1 }
      let end = string.suffix(ngram).reduce(0) { $0 * size + $1 }
      for count in 0...ngram {
        #expect(tokens[graph.prefix(count, of: start)] == [size] + string.prefix(count))
        #expect(
          tokens[graph.mixed(count, end: end, start: start)]
            == Array(string.suffix(ngram - count)) + [size + 1] + Array(string.prefix(count)))
      }
    }
  }

  @Test(
    "the costs of the keys of a string add up to no more than the lead of a run", arguments: [(1, 3), (2, 3), (3, 2)])
  func costs(ngram: Int, size: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
    let graph = try #require(ContextGraph(ngram: ngram, alphabetSize: size))
    var source = SplitMix64(seed: 11)
    // A copier that is not perfect, so that leads are of both signs.
    let weak = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: .chosen(scale: 1, bonus: 1))
    for parameters in [parameters, weak] {
      let weights = NgramCopier(parameters).weights
      let model = try AuditedModel(Transformer<Interval>(rounding: weights, to: .standard))
      let table = ContextTable(model, graph, workers: WorkerPool(threads: 1))
      for _ in 0..<12 {
        let length = ngram + source.next(below: graph.nodes)
        let string = try DistinctNgramString(alphabetSize: size, order: ngram, length: length).tokens(using: &source)
        try compare(string, table, Transformer<Rational>(rounding: weights, to: ()), &source)
      }
    }
  }

  /// Every step of a forced copy of the string.
  private func compare(
    _ string: [Token], _ table: ContextTable, _ model: Transformer<Rational>, _ source: inout SplitMix64
  ) throws {
    let graph = table.graph
    let (n, size, length) = (graph.ngram, graph.alphabetSize, string.count)
    var decoder = Decoder(model, capacity: 2 * length + 2)
    let prompt = [size] + string
    for token in prompt { try decoder.read(token) }
    let all = prompt + [size + 1] + string
    let contexts = all.indices.map { place in
      let window = Array(all[max(0, place - n)...place])
      return (0..<graph.contexts).first { graph.tokens(of: $0) == window } ?? -1
    }
    for step in 0...length {
      let activations = try decoder.step(all[length + 1 + step])
      let due = step < length ? string[step] : size + 2
      let query = contexts[length + 1 + step]
      let kind: Decision.Step = step < n ? .start(written: step) : step == n ? .first : .interior
      let paths = try #require(DecisionPaths(graph, kind, query: query, due: due))
      let weights = table.weights(ofQuery: query)
      for rival in 0..<table.vocabularySize where rival != due {
        let costs = DecisionCosts(table, weights: weights, query: query, due: due, rival: rival, paths: paths)
        let visible = contexts[...(length + 1 + step)]
        let sum = DecisionCosts.sum(visible.map { costs.costs[$0] })
        let lead = activations.logits[due] - activations.logits[rival]
        let total = visible.reduce(0.0) { $0 + weights.upper($1) }
        let leadAsDouble = Double(lead)
        #expect(
          sum <= leadAsDouble * total + 1e-9 * max(1, abs(leadAsDouble)), "\(string), step \(step), rival \(rival)")
        #expect(
          sum >= leadAsDouble * total - 1e-9 * max(1, abs(leadAsDouble)), "\(string), step \(step), rival \(rival)")
        // The same by the path: start, end, joint and edges.
        let start = string.prefix(n).reduce(0) { $0 * size + $1 }
        let end = string.suffix(n).reduce(0) { $0 * size + $1 }
        let edges =
          contexts[(n + 1)..<(length + 1)] + (step > n ? contexts[(length + n + 2)...(length + 1 + step)] : [])
        let byPath = DecisionCosts.sum(
          [costs.startCosts[start], costs.endCosts[end], costs.joint(start: start, end: end)]
            + edges.map { costs.costs[$0] })
        #expect(abs(byPath - sum) <= 1e-9 * max(1, abs(sum)), "\(string), step \(step), rival \(rival)")
        #expect(costs.paths.starts.contains(start) && costs.paths.ends.contains(end))
        // Whatever potentials there are, they bound it; and so does the least of what the joint contexts add.
        let size = costs.costs.reduce(1) { $0 + $1.magnitude }
        for round in 0..<4 {
          let into = (0..<graph.nodes).map { _ in
            round == 0 ? 0 : (Double(source.next(below: 2001)) / 1000 - 1) * size / Double(graph.nodes)
          }
          let potentials = Potentials(into: into, for: costs, limit: 4 * size)
          #expect(potentials.hold(for: costs))
          let bound = PairBounds(potentials, costs).value(start, end, costs.joint(start: start, end: end))
          #expect(bound <= sum + 1e-9 * size, "\(string), step \(step), rival \(rival), round \(round)")
          #expect(potentials.bound(for: costs).value <= sum + 1e-9 * size)
        }
        #expect(costs.leastJoint <= costs.joint(start: start, end: end))
      }
    }
  }

  @Test("potentials bound every path, and broken ones are refused")
  func potentials() throws {
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 3)
    let graph = try #require(ContextGraph(ngram: 2, alphabetSize: 3))
    let model = try AuditedModel(Transformer<Interval>(rounding: NgramCopier(parameters).weights, to: .standard))
    let table = ContextTable(model, graph, workers: WorkerPool(threads: 1))
    let query = graph.source(7) * 3 + 7 % 3
    var source = SplitMix64(seed: 3)
    for due in 0..<3 {
      guard let paths = DecisionPaths(graph, .interior, query: query, due: due) else { continue }
      let costs = DecisionCosts(
        table, weights: table.weights(ofQuery: query), query: query, due: due, rival: 4, paths: paths)
      let potentials = Potentials(into: [Double](repeating: 0, count: graph.nodes), for: costs, limit: 1e3)
      #expect(potentials.hold(for: costs))
      for _ in 0..<20 {
        var broken = potentials
        let node = source.next(below: graph.nodes)
        guard costs.freeSources[node] else { continue }
        broken.out[node] += 2e3
        #expect(!broken.hold(for: costs), "node \(node)")
      }
    }
  }
}
