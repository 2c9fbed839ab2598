import Arithmetic
import Constructions
import CopyTask
import Engines
import Transformers
import Workers

extension Claim {
  /// The scale that does not depend on the length: `RestBound`.
  static let xScale = Claim(
    .xScale,
    title: "A score scale that does not depend on the length",
    statement: """
      Let q = 4^-beta, s = 2^(-beta d), and W = the sum of q^(ones of b) over the tokens b = 0 ... D - 1. Let x \
      have distinct n-grams and 1 <= L <= L_max tokens, let x_1 ... x_t be written, and let r be the weight of all \
      visible keys but the right one, relative to the right one. For all integers beta >= 1 and B >= 0, r is at \
      most 2 (W^n - 1) + 2 (s + ... + s^n) + s^n if t >= n, and at most 2^(-beta B) (L + 1) if t < n; one string \
      of D^n + n - 1 tokens attains both, at t = L and at t = 0. So the least beta for which the first is below \
      1/8, and then the least B with 2^(beta B) > 8 (L_max + 1), are the least with r < 1/8 for all these strings, \
      and with them every such string is copied and ended. That beta is at most ceil(log2(32 n d) / 2), whatever \
      the length.
      """,
    origin: .project,
    trusted: ["GMP", "the packed engine, which tests compare with the reference"],
    executed: """
      all short strings with distinct n-grams, and two strings of the greatest length for each of several (n, D), \
      by the packed engine, exactly: r against the bounds; the least beta and B, by fractions
      """,
    subject: 0,
    nearMiss: (
      statement: "A beta smaller by one is enough: it leaves r < 1/8 for all these strings.",
      subject: -1
    ),
    check: checkScale)

  /// Checks the scale that is larger than the least one by `excess`.
  private static func checkScale(_ excess: Int, sweep: ScaleSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    for (ngram, size) in sweep.everything.values {
      try checkShort(parameters(ngram, size, excess), progress, into: &finding)
    }
    for (number, (ngram, size)) in sweep.longest.values.enumerated() {
      if finding.counterexample != nil { return finding }
      try checkLong(parameters(ngram, size, excess), progress, into: &finding)
      progress.advance(number + 1, of: sweep.longest.count)
    }
    var source = SplitMix64(seed: 31)
    for _ in 0..<sweep.scales {
      // Small and large numbers alike.
      let ngram = 1 + source.next(below: 1 << (1 + source.next(below: 10)))
      let size = 2 + source.next(below: 1 << (1 + source.next(below: 20)))
      try checkLeast(ngram, size, into: &finding)
    }
    return finding
  }

  /// The least numbers, or a scale that differs from the least one by `excess`. The bonus is then large
  /// enough anyway, so that only the scale is tried.
  private static func parameters(_ ngram: Int, _ size: Int, _ excess: Int) throws -> NgramParameters {
    let least = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: .lengthFree)
    if excess == 0 { return least }
    return try NgramParameters(
      ngram: ngram, alphabetSize: size,
      scaleRule: .chosen(scale: least.scale + excess, bonus: 2 * least.boundaryBonus))
  }

  /// All strings with distinct n-grams.
  private static func checkShort(
    _ parameters: NgramParameters, _ progress: Progress, into finding: inout Finding
  ) throws {
    let size = parameters.alphabetSize
    let alphabet = Alphabet(size: size)
    let strings = NgramSpace(alphabetSize: size, order: parameters.ngram)
      .distinctStrings(upTo: parameters.maxLength)
    let form = try PackedForm(of: NgramCopier(parameters))
    let runs = WorkerPool(threads: progress.threads).map(strings.count, leastShare: 1) { range in
      range.map { PackedEngine(form, prompt: Prompt(alphabet: alphabet, content: strings[$0])).run() }
    }
    for run in runs {
      let place = "n = \(parameters.ngram), D = \(size), x = \(alphabet.text(of: run.prompt.content))"
      finding.check(run, parameters, place)
      finding.cover("strings")
    }
  }

  /// Two strings that have every n-gram once, one of which attains the bounds.
  private static func checkLong(
    _ parameters: NgramParameters, _ progress: Progress, into finding: inout Finding
  ) throws {
    let place = "n = \(parameters.ngram), D = \(parameters.alphabetSize), beta = \(parameters.scale)"
    for source in ScaleSurvey.Source.allCases {
      let survey = try ScaleSurvey(parameters, source: source, workers: WorkerPool(threads: progress.threads))
      let name = "\(place), the \(source.rawValue) string of \(survey.length) tokens"
      finding.check(survey.run, parameters, name)
      if source == .extremal {
        let bound = RestBound(parameters)
        let (start, end) = (bound.start(length: survey.length), bound.interior(terms: parameters.ngram).lower)
        finding.require(survey.restAtStart == start, "\(name): r = \(survey.restAtStart) at t = 0, not \(start)")
        finding.require(survey.restAtEnd == end, "\(name): r = \(survey.restAtEnd) at t = L, not \(end)")
        finding.cover("strings that attain both bounds")
      }
      finding.cover("strings of the greatest length")
      finding.cover("their tokens", Integer(survey.length))
    }
  }

  /// The least beta and B, and how large beta is.
  private static func checkLeast(_ ngram: Int, _ size: Int, into finding: inout Finding) throws {
    let least = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: .lengthFree)
    let (scale, bonus) = (least.scale, least.boundaryBonus)
    let place = "n = \(ngram), D = \(size): beta = \(scale), B = \(bonus)"
    let threshold = Rational(1, 8)
    finding.require(RestBound(least).interior(isBelow: threshold), "\(place): 2 (W^n - 1) + ... >= 1/8")
    finding.require(
      RestBound(least).start(length: least.maxLength) < threshold, "\(place): 2^(-beta B) (L + 1) >= 1/8")
    if scale > 1 {
      let smaller = try NgramParameters(
        ngram: ngram, alphabetSize: size, scaleRule: .chosen(scale: scale - 1, bonus: bonus))
      finding.require(!RestBound(smaller).interior(isBelow: threshold), "\(place): a smaller beta does, too")
    }
    if bonus > 0 {
      let smaller = try NgramParameters(
        ngram: ngram, alphabetSize: size, scaleRule: .chosen(scale: scale, bonus: bonus - 1))
      finding.require(
        RestBound(smaller).start(length: least.maxLength) >= threshold, "\(place): a smaller B does, too")
    }
    // beta <= ceil(log2(32 n d) / 2), that is, 4^(beta - 1) < 32 n d.
    finding.require(
      Integer(4).raised(to: scale - 1) < Integer(32 * ngram) * Integer(least.codeBits),
      "\(place): beta exceeds log2(32 n d) / 2 by one or more")
    finding.observe(.largest, "beta", Rational(scale), at: place)
    finding.cover("scales")
  }
}

/// What the check of X.scale runs and computes.
private struct ScaleSweep: Sweep {
  /// (n, D) with all their strings.
  let everything: Cases<(Int, Int)>

  /// (n, D) with two strings as long as there are.
  let longest: Cases<(Int, Int)>

  /// Random (n, D) whose least beta and B are computed.
  let scales: Int

  init(_ effort: Effort) {
    everything = effort.choose(
      quick: Cases((1, 2), (1, 3), (2, 2)), standard: .run(1, 2...5) + Cases((2, 2), (3, 2), (2, 3)),
      exhaustive: .run(1, 2...7) + Cases((2, 2), (3, 2), (2, 3)))
    let quick = Cases((1, 7), (2, 5), (3, 3), (2, 12), (4, 4), (7, 2), (5, 3))
    let standard = quick + Cases((9, 2), (6, 4), (12, 2), (3, 20), (4, 10), (2, 100), (16, 2))
    longest = effort.choose(quick: quick, standard: standard, exhaustive: standard + Cases((17, 2), (9, 4), (18, 2)))
    scales = effort.choose(quick: 60, standard: 1000, exhaustive: 20_000)
  }

  var words: String {
    "all strings for (n, D) = \(everything.words); two of the greatest length for \(longest.count) (n, D), L up to "
      + "\(longest.longest.grouped); beta for \(scales.grouped) (n, D)"
  }
}

extension Finding {
  /// Compares the largest r of a run with 1/8 and with the bound.
  fileprivate mutating func check(_ run: CopyRun<Rational>, _ parameters: NgramParameters, _ place: String) {
    guard let attention = run.minAttention else { return refute("\(place): nothing was copied") }
    let rest = 1 / attention.value - 1
    let proved = RestBound(parameters).largest(length: run.prompt.length)
    require(rest <= proved, "\(place): r = \(rest) at t = \(attention.step) > \(proved)")
    require(rest < Rational(1, 8), "\(place): r = \(rest) >= 1/8 at t = \(attention.step)")
    require(run.succeeded, "\(place): \(run.failureText)")
    observe(.largest, "r", rest, at: "\(place), t = \(attention.step)")
    observe(.largest, "r measured, relative to r proved", rest / proved, at: "\(place), t = \(attention.step)")
    observe(.smallest, "attention weight guaranteed", 1 / (1 + proved), at: place)
  }
}
