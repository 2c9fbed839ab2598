import Arithmetic
import Constructions
import CopyTask
import Engines
import Transformers
import Workers

extension Claim {
  /// A state space layer, then an attention layer: `HybridCopier`.
  static let xHybrid = Claim(
    .xHybrid,
    title: "A shift register and one attention layer copy",
    statement: """
      A linear state space layer that remembers n tokens, followed by one attention layer without positions, \
      copies and terminates every string with distinct n-grams, 1 <= L <= D^n + n - 1 (at most 2^62). Neither half \
      does, whatever is read out of it: it takes x for another string with distinct n-grams, the state space half \
      for x without x_1 if L > n, the attention half for the reversal of x, if x is no palindrome.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass", "for de Bruijn strings the packed engine, beside the reference"],
    executed: """
      greedy decoding by the reference, exactly, of the whole and of each half; the halves' features on a string \
      and on the one it is taken for; on de Bruijn strings what was written and the extremes are compared with the \
      transformer's, from the packed engine
      """,
    subject: HybridCopier.Part.whole,
    nearMiss: (
      statement: "The state space layer is enough: without attention it copies every string with distinct n-grams.",
      subject: .stateSpace
    ),
    check: checkHybrid)

  /// Copies strings by `part` of the model, which should be able to, and by each half.
  private static func checkHybrid(
    _ part: HybridCopier.Part, sweep: HybridSweep, progress: Progress
  ) throws -> Finding {
    var finding = Finding()
    let (small, large) = (sweep.everything.values, sweep.deBruijn.values)
    for (number, (ngram, size)) in small.enumerated() {
      let models = try HybridModels(ngram, size, part)
      let strings = NgramSpace(alphabetSize: size, order: ngram).distinctStrings(upTo: models.parameters.maxLength)
      let parts = try WorkerPool(threads: progress.threads).map(strings.count, leastShare: 1) { range in
        try range.map { try models.check(strings[$0]) }
      }
      for part in parts { finding.merge(part) }
      if finding.counterexample != nil { return finding }
      progress.advance(number + 1, of: small.count + large.count)
    }
    for (number, (ngram, size)) in large.enumerated() {
      let models = try HybridModels(ngram, size, part)
      try models.checkDeBruijn(progress, into: &finding)
      progress.advance(small.count + number + 1, of: small.count + large.count)
    }
    return finding
  }
}

/// The strings that the check of X.hybrid copies.
private struct HybridSweep: Sweep {
  /// (n, D) with all their strings.
  let everything: Cases<(Int, Int)>

  /// (n, D) with one string as long as there is one.
  let deBruijn: Cases<(Int, Int)>

  init(_ effort: Effort) {
    everything = effort.choose(
      quick: Cases((1, 2), (1, 3), (2, 2)), standard: Cases((1, 2), (1, 3), (1, 4), (2, 2), (3, 2)),
      exhaustive: .run(1, 2...5) + Cases((2, 2), (3, 2), (2, 3)))
    let quick = Cases((3, 2), (2, 3))
    let standard = quick + Cases((6, 2), (3, 8), (8, 2), (3, 10))
    deBruijn = effort.choose(quick: quick, standard: standard, exhaustive: standard + Cases((11, 2)))
  }

  var words: String {
    "all strings with distinct n-grams for (n, D) = \(everything.words); the de Bruijn strings for "
      + "\(deBruijn.words)\(deBruijn.longestInWords)"
  }
}

/// The hybrid's parts for one (n, D).
private struct HybridModels: Sendable {
  let parameters: NgramParameters

  /// What should copy.
  let subject: Transformer<Rational>
  let whole: Transformer<Rational>
  let halves: [(part: HybridCopier.Part, model: Transformer<Rational>)]

  init(_ ngram: Int, _ size: Int, _ part: HybridCopier.Part) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
    func model(_ part: HybridCopier.Part) -> Transformer<Rational> {
      Transformer(rounding: HybridCopier(parameters, part: part).weights, to: ())
    }
    self.parameters = parameters
    (subject, whole) = (model(part), model(.whole))
    halves = [HybridCopier.Part.stateSpace, .attention].map { ($0, model($0)) }
  }

  private func prompt(_ content: [Token]) -> Prompt {
    Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
  }

  /// One string.
  func check(_ content: [Token]) throws -> Finding {
    var finding = Finding()
    let prompt = prompt(content)
    let place = "n = \(parameters.ngram), D = \(parameters.alphabetSize), x = \(prompt.alphabet.text(of: content))"
    let run = try CopyRun(of: prompt, by: subject)
    finding.require(run.succeeded, "\(place): \(run.failureText)")
    finding.observe(run, place)
    for (part, model) in halves {
      let fails = try !CopyRun(of: prompt, by: model).succeeded
      if fails { finding.cover("failures of a half alone") }
      guard let twin = part.twin(of: content, order: parameters.ngram) else { continue }
      finding.require(
        twin != content && NgramStatistics(of: twin, order: parameters.ngram).areDistinct,
        "\(place): \(twin) is no other string with distinct n-grams")
      let other = self.prompt(twin)
      finding.require(
        try TwinRun(prompt, other, continuation: content, by: model).firstDifference == nil,
        "\(place): the \(part.rawValue) half tells it from \(prompt.alphabet.text(of: twin))")
      finding.require(
        try TwinRun(prompt, other, continuation: content, by: whole).firstDifference != nil,
        "\(place): the whole does not tell it from \(prompt.alphabet.text(of: twin))")
      let twinFails = try !CopyRun(of: other, by: model).succeeded
      finding.require(
        fails || twinFails, "\(place): the \(part.rawValue) half copies it and \(prompt.alphabet.text(of: twin))")
      finding.cover("strings that a half takes for another")
    }
    finding.cover("strings")
    return finding
  }

  /// A string as long as there is one, also compared with the transformer.
  func checkDeBruijn(_ progress: Progress, into finding: inout Finding) throws {
    let content = Array(DeBruijnSequence(alphabetSize: parameters.alphabetSize, order: parameters.ngram))
    let place = "n = \(parameters.ngram), D = \(parameters.alphabetSize), de Bruijn string of \(content.count) tokens"
    let workers = WorkerPool(threads: progress.threads)
    let run = try CopyRun(of: prompt(content), by: subject, workers: workers)
    finding.require(run.succeeded, "\(place): \(run.failureText)")
    finding.observe(run, place)
    let form = try PackedForm(of: NgramCopier(parameters))
    let packed = PackedEngine(form, prompt: prompt(content)).run(workers: workers)
    finding.require(
      run.generated == packed.generated && run.minAttention?.value == packed.minAttention?.value
        && run.minMargin?.value == packed.minMargin?.value,
      "\(place): the hybrid and the transformer differ")
    finding.cover("de Bruijn strings")
    finding.cover("tokens of de Bruijn strings", Integer(content.count))
  }
}
