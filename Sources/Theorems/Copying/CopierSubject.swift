import Arithmetic
import Constructions
import CopyTask
import Transformers
import Workers

/// What the checks of Theorem 2.3 and its lemmas are applied to: the construction, or one with a change.
///
/// The claims are about the construction. Near misses change its weights or the statement, and mutants change
/// its weights in every way there is.
struct CopierSubject: Sendable {
  /// Changes the construction's weights.
  var change: @Sendable (TransformerWeights<Int>, NgramParameters) -> TransformerWeights<Int> = { weights, _ in
    weights
  }

  /// The strings are those whose (n + excess)-grams are distinct.
  var orderExcess = 0

  /// Whether bounds that are attained are taken to be strict.
  var isStrict = false

  /// The strings to check instead of those of the level of effort, if any.
  var sweep: CopySweep?

  /// The construction, and the statement as it is.
  static let construction = CopierSubject()

  /// The weights for these parameters.
  func weights(_ parameters: NgramParameters) -> TransformerWeights<Int> {
    change(NgramCopier(parameters).weights, parameters)
  }

  /// The model in exact arithmetic.
  func model(_ parameters: NgramParameters) -> Transformer<Rational> {
    Transformer(rounding: weights(parameters), to: ())
  }

  /// Checks the strings of the lemmas one by one; see `check(_:progress:_:)`.
  func checkLemma(
    _ effort: Effort, _ progress: Progress, _ body: @escaping @Sendable (CopySubjectCase) throws -> Finding
  ) throws -> Finding {
    try check(sweep ?? .lemmas(effort), progress: progress, body)
  }

  /// Checks all strings of a sweep one by one, on several threads, and stops after a counterexample. What is
  /// found does not depend on the number of threads.
  func check(
    _ sweep: CopySweep, progress: Progress,
    _ body: @escaping @Sendable (CopySubjectCase) throws -> Finding
  ) throws -> Finding {
    var finding = Finding()
    var done = 0
    for family in sweep.families {
      let model = model(family.parameters)
      // Enough at a time that the threads are busy, few enough that a counterexample ends it soon.
      let share = 16
      for begin in stride(from: 0, to: family.strings.count, by: share * progress.threads) {
        let strings = family.strings[begin..<min(begin + share * progress.threads, family.strings.count)]
        let first = strings.startIndex
        let parts = try WorkerPool(threads: progress.threads).map(strings.count, leastShare: 1) { range in
          try range.map { index in
            try body(
              CopySubjectCase(subject: self, parameters: family.parameters, model: model, string: strings[first + index]))
          }
        }
        for part in parts { finding.merge(part) }
        finding.cover("strings", Integer(strings.count))
        done += strings.count
        progress.advance(done, of: sweep.count)
        if finding.counterexample != nil { return finding }
      }
    }
    return finding
  }
}

/// One string, and the model that is to copy it.
struct CopySubjectCase: Sendable {
  let subject: CopierSubject
  let parameters: NgramParameters
  let model: Transformer<Rational>
  let string: [Token]

  /// The alphabet of the string.
  var alphabet: Alphabet { Alphabet(size: parameters.alphabetSize) }

  /// The string for people, with its parameters.
  var description: String {
    "n = \(parameters.ngram), D = \(parameters.alphabetSize), x = \(alphabet.text(of: string))"
  }

  /// The model at every position of BOS x COPY x.
  func forcedRun() throws -> ForcedRun<Rational> {
    try ForcedRun(parameters, string, model: model)
  }

  /// What the second layer's head did at a step. If there is none that sees all positions, that is a
  /// counterexample.
  func match(_ run: ForcedRun<Rational>, step: Int, _ finding: inout Finding) -> HeadActivations<Rational>? {
    let position = run.prompt.position(ofQueryAtStep: step)
    guard let head = run.activations[position].layers[1].heads[0], head.scores.count == position + 1 else {
      finding.refute("\(description): at step \(step) the second layer does not score all positions")
      return nil
    }
    return head
  }
}
