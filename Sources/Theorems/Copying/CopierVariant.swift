import Arithmetic
import Constructions
import CopyTask
import Transformers
import Workers

/// What the checks of Theorem 2.3 and its lemmas are applied to: the construction, or one with a change.
///
/// The claims are about the construction. Near misses change its weights or the statement, and mutants change
/// its weights in every way there is.
struct CopierVariant: Sendable {
  /// Changes the construction's weights.
  var change: @Sendable (TransformerWeights<Int>, NgramParameters) -> TransformerWeights<Int> = { weights, _ in
    weights
  }

  /// The strings are those whose (n + excess)-grams are distinct.
  var orderExcess = 0

  /// Whether bounds that are attained are taken to be strict.
  var isStrict = false

  /// The construction, and the statement as it is.
  static let construction = CopierVariant()

  /// The weights for these parameters.
  func weights(_ parameters: NgramParameters) -> TransformerWeights<Int> {
    change(NgramCopier(parameters).weights, parameters)
  }

  /// The model in exact arithmetic.
  func model(_ parameters: NgramParameters) -> Transformer<Rational> {
    Transformer(rounding: weights(parameters), to: ())
  }

  /// Checks all strings one by one, on several threads, and stops after a counterexample. What is
  /// found does not depend on the number of threads.
  func check(
    _ strings: CopyStrings, progress: Progress,
    _ body: @escaping @Sendable (CopierCase) throws -> Finding
  ) throws -> Finding {
    var finding = Finding()
    var done = 0
    for family in strings.families {
      let model = model(family.parameters)
      // Enough at a time that the threads are busy, few enough that a counterexample ends it soon.
      let share = 16
      for begin in stride(from: 0, to: family.strings.count, by: share * progress.threads) {
        let part = family.strings[begin..<min(begin + share * progress.threads, family.strings.count)]
        let findings = try WorkerPool(threads: progress.threads).map(part.count, leastShare: 1) { range in
          try range.map { index in
            try body(
              CopierCase(
                variant: self, parameters: family.parameters, model: model, string: part[part.startIndex + index]))
          }
        }
        for found in findings { finding.merge(found) }
        finding.cover("strings", Integer(part.count))
        done += part.count
        progress.advance(done, of: strings.count)
        if finding.counterexample != nil { return finding }
      }
    }
    return finding
  }
}

extension Claim {
  /// A check of a claim about the construction, applied to what stands for the construction.
  typealias VariantCheck = @Sendable (CopierVariant, CopyStrings, Progress) throws -> Finding
}
