import Arithmetic
import Constructions
import CopyTask
import Engines
import Transformers
import Workers

extension Claim {
  /// Theorem 2.3, for this project's construction: `NgramCopier`.
  static let t23 = Claim(
    .t23,
    title: "Two layers copy every string with distinct n-grams",
    statement: """
      For all n >= 1 and D >= 2 there is one transformer of depth 2 with Hard-ALiBi attention, n + 1 heads and one \
      head, width (d+2) + (n+1)(d+1) + 2n(d+1) + (d+1), d = max(2, ceil(log2 D)), and weights that depend on (n, D) \
      alone, which writes x and then EOS after BOS x COPY for every x with distinct n-grams and \
      1 <= L <= D^n + n - 1. Hence err <= p_ngram for every distribution of x.
      """,
    origin: .paper("Theorem 2.3"),
    trusted: [
      "GMP", "the reference's forward pass",
      "for de Bruijn strings the packed engine, which tests compare with the reference",
    ],
    executed: """
      greedy decoding in exact arithmetic: by the reference for all short strings, by the packed engine for long ones
      """,
    subject: CopierVariant.construction,
    nearMiss: (
      statement: """
      An n-gram may be read as x_i ... x_{i+n}, which are n + 1 tokens: every x whose (n+1)-grams are distinct is \
      copied.
      """,
      subject: CopierVariant(orderExcess: 1)
    ),
    check: checkCopying)

  /// Copies strings, and looks at the shape of the model; then long strings.
  private static func checkCopying(
    _ variant: CopierVariant, sweep: CopyingSweep, progress: Progress
  ) throws -> Finding {
    let strings = try CopyStrings(
      orderExcess: variant.orderExcess, everything: sweep.everything.values, random: sweep.random,
      longest: sweep.longest)
    var finding = try checkCopies(variant, strings: strings, progress: progress)
    if finding.counterexample != nil { return finding }
    for (ngram, alphabetSize) in sweep.deBruijn.values {
      try checkDeBruijn(NgramParameters(ngram: ngram, alphabetSize: alphabetSize), progress, into: &finding)
    }
    for (ngram, alphabetSize) in sweep.powersOfTwo.values {
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: .powerOfTwo)
      try checkDeBruijn(parameters, progress, into: &finding)
    }
    return finding
  }

  /// Copies strings by the reference, and looks at the shape of the model.
  @Sendable static func checkCopies(
    _ variant: CopierVariant, strings: CopyStrings, progress: Progress
  ) throws -> Finding {
    var finding = try variant.check(strings, progress: progress, checkOneCopy)
    if finding.counterexample != nil { return finding }
    for family in strings.families { checkShape(variant, family.parameters, into: &finding) }
    return finding
  }

  /// One string, by the reference.
  @Sendable private static func checkOneCopy(_ item: CopierCase) throws -> Finding {
    var finding = Finding()
    try item.parameters.requireProven(length: item.string.count)
    let run = try CopyRun(of: Prompt(alphabet: item.alphabet, content: item.string), by: item.model)
    finding.require(run.succeeded, "\(item.description): \(run.failureText)")
    finding.observe(run, item.description)
    return finding
  }

  /// A string as long as there is one, by the packed engine.
  private static func checkDeBruijn(
    _ parameters: NgramParameters, _ progress: Progress, into finding: inout Finding
  ) throws {
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let string = Array(DeBruijnSequence(alphabetSize: parameters.alphabetSize, order: parameters.ngram))
    let form = try PackedForm(of: NgramCopier(parameters))
    let run = PackedEngine(form, prompt: Prompt(alphabet: alphabet, content: string))
      .run(workers: WorkerPool(threads: progress.threads))
    let place =
      "n = \(parameters.ngram), D = \(parameters.alphabetSize), scale \(parameters.scale), "
      + "the de Bruijn string of \(string.count) tokens"
    finding.require(string.count == parameters.maxLength, "\(place): the longest is \(parameters.maxLength)")
    finding.require(run.succeeded, "\(place): \(run.failureText)")
    finding.observe(run, place)
    finding.cover("de Bruijn strings")
    finding.cover("tokens of de Bruijn strings", Integer(string.count))
  }

  /// Depth, heads, and width of the weights.
  private static func checkShape(
    _ variant: CopierVariant, _ parameters: NgramParameters, into finding: inout Finding
  ) {
    let weights = variant.weights(parameters)
    let (n, d) = (parameters.ngram, parameters.codeBits)
    let width = (d + 2) + (n + 1) * (d + 1) + 2 * n * (d + 1) + (d + 1)
    let heads = weights.layers.map(\.heads.count)
    finding.require(
      heads == [n + 1, 1] && weights.layout.width == width,
      "n = \(n), D = \(parameters.alphabetSize): heads \(heads) and width \(weights.layout.width), "
        + "due are [\(n + 1), 1] and \(width)")
  }
}

extension CopyRun {
  /// What went wrong first, in words.
  var failureText: String {
    guard let mismatch = firstMismatch else { return "nothing went wrong" }
    let wrote = mismatch.wrote.map { "token \($0) was written" } ?? "no token was certain"
    return "at step \(mismatch.step) \(wrote), due is token \(mismatch.due)"
  }
}

/// What the check of T2.3 copies.
private struct CopyingSweep: Sweep {
  /// (n, D) with all their strings.
  let everything: Cases<(Int, Int)>

  /// Strings for random parameters, and the longest of them.
  let random, longest: Int

  /// (n, D) with one string as long as there is one.
  let deBruijn: Cases<(Int, Int)>

  /// Those of them where the least scale that is a power of two is tried too: another one than the usual.
  let powersOfTwo: Cases<(Int, Int)>

  init(_ effort: Effort) {
    everything = effort.choose(
      quick: .run(1, 2...4) + Cases((2, 2), (3, 2)), standard: .run(1, 2...6) + Cases((2, 2), (3, 2), (2, 3)),
      exhaustive: .run(1, 2...7) + Cases((2, 2), (3, 2), (4, 2), (2, 3)))
    random = effort.choose(quick: 12, standard: 200, exhaustive: 2000)
    longest = effort.choose(quick: 12, standard: 40, exhaustive: 100)
    let quick = Cases((2, 8), (3, 5), (4, 4), (6, 2), (8, 2))
    let standard = quick + Cases((2, 64), (12, 2), (3, 20), (4, 10))
    deBruijn = effort.choose(
      quick: quick, standard: standard, exhaustive: standard + Cases((2, 256), (3, 40), (17, 2)))
    powersOfTwo = effort.choose(
      quick: Cases((3, 5)), standard: Cases((3, 5), (4, 10)), exhaustive: Cases((3, 5), (4, 10), (2, 256)))
  }

  var words: String {
    "all strings with distinct n-grams of every length for (n, D) = \(everything.words); \(random.grouped) random "
      + "ones; de Bruijn strings for \(deBruijn.count) further (n, D)\(deBruijn.longestInWords), "
      + "\(powersOfTwo.count) of them with the least scale that is a power of two as well"
  }
}

extension Finding {
  /// Remembers the extremes of an exact run.
  mutating func observe(_ run: CopyRun<Rational>, _ place: String) {
    if let attention = run.minAttention {
      observe(.smallest, "attention weight of the right key", attention.value, at: "\(place), step \(attention.step)")
    }
    if let margin = run.minMargin {
      observe(.smallest, "lead of the right logit", margin.value, at: "\(place), step \(margin.step)")
    }
  }
}
