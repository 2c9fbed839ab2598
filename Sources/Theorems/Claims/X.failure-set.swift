import Arithmetic
import Constructions
import CopyTask
import Engines
import Transformers
import Workers

extension Claim {
  /// The strings on which the construction fails: `SuccessorConflict`.
  static let xFailureSet = Claim(
    .xFailureSet,
    title: "Exactly the strings with a successor conflict fail",
    statement: """
      For 1 <= L <= D^n + n - 1 the first L outputs are wrong exactly when some n-gram of x has two different \
      successors in x, and every decoder that is a function of the prompt and its last n outputs errs there too. \
      Copying and ending fails exactly when the same holds with the end counted as a successor: for L >= n, when x \
      repeats an n-gram. Hence on uniform strings err <= C(L-n, 2) D^-n (1 - 1/D).
      """,
    origin: .project,
    trusted: ["GMP", "the packed engine, which tests compare with the reference"],
    executed: """
      all D^L strings by the packed engine, exactly; what was written is compared with the prediction from the string, \
      and the numbers with a formula
      """,
    subject: true,
    nearMiss: (
      statement: "The end need not count: what has no two different successors in x is copied and ended.",
      subject: false
    ),
    check: checkFailures)

  /// Runs all strings. `countsEnd` says whether the end counts as a successor in the prediction of what is
  /// copied and ended.
  private static func checkFailures(
    _ countsEnd: Bool, sweep: FailureSweep, progress: Progress
  ) throws -> Finding {
    var finding = Finding()
    for (number, (size, order, length)) in sweep.sets.enumerated() {
      let parameters = try NgramParameters(ngram: order, alphabetSize: size)
      let form = try PackedForm(of: NgramCopier(parameters))
      let alphabet = Alphabet(size: size)
      let workers = WorkerPool(threads: progress.threads)
      let all = Integer(size).raised(to: length)
      // By the first tokens, so that threads have something to do and a counterexample is found soon.
      let heads = min(length, size > 3 ? 2 : 4)
      let prefixes = Array(AllStrings(alphabetSize: size, length: heads))
      let parts = workers.map(prefixes.count, leastShare: 1) { range in
        range.map { index in
          var part = FailureTally()
          for rest in AllStrings(alphabetSize: size, length: length - heads) {
            let string = prefixes[index] + rest
            part.add(
              PackedEngine(form, prompt: Prompt(alphabet: alphabet, content: string)).run(), order: order,
              countsEnd: countsEnd)
            if part.finding.counterexample != nil { break }
          }
          return part
        }
      }
      let tally = parts.reduce(into: FailureTally()) { $0.merge($1) }
      finding.merge(tally.finding)
      if finding.counterexample != nil { return finding }
      let place = "D = \(size), n = \(order), L = \(length)"
      let errors = try CopyErrorCount(NgramSpace(alphabetSize: size, order: order), upTo: length)
      tally.check(errors, length, place, &finding)
      finding.cover("strings", all)
      finding.cover("sets (D, n, L)")
      progress.advance(number + 1, of: sweep.sets.count)
    }
    return finding
  }
}

/// The strings that the check of X.failure-set copies.
private struct FailureSweep: Sweep {
  /// D, n, L, with all D^L strings.
  let sets: [(Int, Int, Int)]

  init(_ effort: Effort) {
    let quick = [
      (2, 2, 4), (2, 3, 6), (2, 3, 8), (2, 4, 8), (3, 1, 3), (3, 2, 4), (3, 2, 5), (3, 2, 6), (5, 1, 4), (2, 2, 5),
      (4, 1, 4), (4, 2, 4),
    ]
    let standard = quick + [(3, 3, 9), (2, 3, 10), (2, 4, 12), (4, 2, 6), (6, 1, 5)]
    sets = effort.choose(
      quick: quick, standard: standard,
      exhaustive: standard + [(2, 4, 19), (3, 2, 10), (4, 2, 10), (5, 2, 8)])
  }

  var words: String {
    // D^L: that of n = L.
    let largest = sets.compactMap { NgramSpace(alphabetSize: $0, order: $2).count }.max() ?? 0
    return "all strings for \(sets.count) sets (D, n, L), the largest with \(largest.grouped) strings"
  }
}

/// How many strings failed, and whether those that were expected to.
private struct FailureTally: Sendable {
  var wrong: Integer = 0
  var wrongOrEndless: Integer = 0
  var finding = Finding()

  /// Adds one run, and compares it with the prediction.
  mutating func add(_ run: CopyRun<Rational>, order: Int, countsEnd: Bool) {
    let string = run.prompt.content
    let place = "D = \(run.prompt.alphabet.size), n = \(order), x = \(run.prompt.alphabet.text(of: string))"
    let failsInside = Array(run.generated.prefix(string.count)) != string
    if failsInside { wrong += 1 }
    if !run.succeeded { wrongOrEndless += 1 }
    let inside = SuccessorConflict(in: string, order: order, countingEnd: false)
    let conflict = countsEnd ? SuccessorConflict(in: string, order: order, countingEnd: true) : inside
    finding.require(
      failsInside == (inside != nil),
      "\(place): the tokens are \(failsInside ? "not copied" : "copied"), against the prediction")
    finding.require(
      run.succeeded == (conflict == nil),
      "\(place): \(run.succeeded ? "copied and ended" : "not copied and ended"), against the prediction")
    if countsEnd, string.count >= order {
      finding.require(
        (conflict != nil) == repeatsNgram(string, order),
        "\(place): a conflict without a repeated n-gram, or the reverse")
    }
    if let inside { finding.require(isConflict(inside, in: string, order), "\(place): \(inside) is no conflict") }
  }

  mutating func merge(_ other: FailureTally) {
    wrong += other.wrong
    wrongOrEndless += other.wrongOrEndless
    finding.merge(other.finding)
  }

  /// Compares the numbers with the formula, and the error with its bound.
  func check(_ errors: CopyErrorCount, _ length: Int, _ place: String, _ finding: inout Finding) {
    finding.require(
      errors.wrong(length: length) == wrong && errors.wrongOrEndless(length: length) == wrongOrEndless,
      "\(place): \(wrong) wrong and \(wrongOrEndless) wrong or not ended, by the formula "
        + "\(errors.wrong(length: length)) and \(errors.wrongOrEndless(length: length))")
    let space = errors.distinct.space
    let steps = Integer(max(0, length - space.order))
    let size = Integer(space.alphabetSize)
    let bound = Rational(steps * (steps - 1) / 2 * (size - 1), size.raised(to: space.order + 1))
    let error = errors.error(length: length)
    finding.require(error <= bound, "\(place): err = \(error) > C(L-n, 2) D^-n (1 - 1/D) = \(bound)")
    finding.observe(.largest, "probability of a wrong token", error, at: place)
  }

  /// By definition: two windows hold the same n tokens.
  private func repeatsNgram(_ string: [Token], _ order: Int) -> Bool {
    guard string.count >= order else { return false }
    let ngrams = (0...(string.count - order)).map { Array(string[$0..<($0 + order)]) }
    return Set(ngrams).count < ngrams.count
  }

  /// By definition: the last n outputs before both steps are the same, and different tokens are due. So a
  /// decoder that sees the prompt and these outputs writes the same token at both, which is wrong at one of
  /// them.
  private func isConflict(_ conflict: SuccessorConflict, in string: [Token], _ order: Int) -> Bool {
    let (first, second) = (conflict.firstStep, conflict.secondStep)
    guard first >= order, first < second, second < string.count else { return false }
    return string[(first - order)..<first] == string[(second - order)..<second] && string[first] != string[second]
  }
}
