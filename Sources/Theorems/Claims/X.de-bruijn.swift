import Arithmetic
import Constructions
import CopyTask
import Transformers
import Workers

extension Claim {
  /// A source on which the transformer makes no error and a small state almost always errs: `SourceBound`.
  static let xDeBruijn = Claim(
    .xDeBruijn,
    title: "On de Bruijn strings the transformer never errs, and a small state mostly does",
    statement: """
      There are N = (D!)^(D^(n-1)) strings of D^n + n - 1 tokens that have every n-gram once. The transformer of \
      \(ClaimID.t23) copies and ends all of them. A generalized state space model with s states copies at most s of \
      them, so with fewer than log2 N - 1 bits of state, 2 s < N, it errs on more than half; and for every s <= N \
      there is one with at most 2 s L + 2 states that copies s of them.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass"],
    executed: """
      all N strings, listed and counted in two more ways, copied by the reference, exactly; random table machines, \
      each with two strings after which it is in the same state; machines that store s of the strings
      """,
    subject: 0,
    nearMiss: (
      statement: """
      One token more does no harm: a string of D^n + n tokens that begins with one of them is copied and ended.
      """,
      subject: 1
    ),
    check: checkDeBruijnSource)

  /// All strings of some (D, n), with `excess` more tokens.
  private static func checkDeBruijnSource(_ excess: Int, sweep: DeBruijnSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    for (number, (size, order)) in sweep.sources.values.enumerated() {
      let parameters = try NgramParameters(ngram: order, alphabetSize: size)
      let strings = NgramSpace(alphabetSize: size, order: order).distinctStrings(upTo: parameters.maxLength)
        .filter { $0.count == parameters.maxLength }
      try checkCount(strings.count, parameters, into: &finding)
      let longer = (0..<excess).reduce(strings) { strings, _ in strings.flatMap { x in (0..<size).map { x + [$0] } } }
      let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
      let runs = try WorkerPool(threads: progress.threads).map(longer.count, leastShare: 1) { range in
        try range.map { try CopyRun(of: Prompt(alphabet: Alphabet(size: size), content: longer[$0]), by: model) }
      }
      for run in runs {
        let place = "n = \(order), D = \(size), x = \(run.prompt.alphabet.text(of: run.prompt.content))"
        finding.require(run.succeeded, "\(place): \(run.failureText)")
        finding.observe(run, place)
        finding.cover("strings copied and ended")
      }
      if finding.counterexample != nil { return finding }
      let source = DeBruijnSource(strings: strings, order: order, size: size)
      try source.checkRandomMachines(sweep.machines, into: &finding)
      for stored in stride(from: 1, through: strings.count, by: sweep.step(strings.count)) {
        try source.checkMemory(of: stored, into: &finding)
      }
      progress.advance(number + 1, of: sweep.sources.count)
    }
    return finding
  }

  /// The number of strings by two formulas: that of the theorem, and by sets of n-grams.
  private static func checkCount(
    _ count: Int, _ parameters: NgramParameters, into finding: inout Finding
  ) throws {
    let (size, order) = (parameters.alphabetSize, parameters.ngram)
    let formula = DeBruijnSweep.count(size, order)
    let counted = try DistinctNgramCount(NgramSpace(alphabetSize: size, order: order), upTo: parameters.maxLength)
      .counts[parameters.maxLength]
    finding.require(
      Integer(count) == formula && counted == formula,
      "n = \(order), D = \(size): \(count) strings, \(counted) by sets of n-grams, (D!)^(D^(n-1)) = \(formula)")
  }
}

/// What the check of X.de-bruijn runs.
private struct DeBruijnSweep: Sweep {
  /// (D, n).
  let sources: Cases<(Int, Int)>

  /// Random machines for each.
  let machines: Int

  /// About so many machines that store strings for each, or one for every number of strings.
  let memories: Int?

  init(_ effort: Effort) {
    sources = effort.choose(
      quick: Cases((2, 2), (3, 1), (2, 3)), standard: Cases((2, 2), (3, 1), (4, 1), (2, 3), (2, 4), (3, 2)),
      exhaustive: Cases((2, 2), (3, 1), (4, 1), (6, 1), (2, 3), (2, 4), (3, 2)))
    machines = effort.choose(quick: 20, standard: 200, exhaustive: 5000)
    memories = effort.choose(quick: 24, standard: 24, exhaustive: nil)
  }

  /// From one number of stored strings to the next, if there are `count` strings.
  func step(_ count: Int) -> Int { memories.map { max(1, count / $0) } ?? 1 }

  /// (D!)^(D^(n-1)).
  static func count(_ size: Int, _ order: Int) -> Integer {
    let nodes = (1..<order).reduce(1) { product, _ in product * size }
    return (1...size).reduce(Integer(1)) { $0 * Integer($1) }.raised(to: nodes)
  }

  var words: String {
    let counts = sources.values.compactMap { Int(exactly: DeBruijnSweep.count($0, $1)) }
    let isEvery = counts.allSatisfy { step($0) == 1 }
    return "(D, n) = \(sources.words): N = \(counts.map(\.words).joined(separator: ", ")); \(machines.grouped) random "
      + "machines and "
      + (isEvery ? "every s up to \(counts.max() ?? 0)" : "some \((memories ?? 0) + 1) values of s") + " for each"
  }
}
