import Arithmetic
import Constructions
import CopyTask
import Transformers

/// What decoding could write at an exact tie. The construction's decoder writes nothing and says so; ties
/// occur only in strings that repeat n-grams.
enum TieRule: String, CaseIterable {
  case lowest, highest

  /// Why another rule makes no difference to X.failure-set: a tie needs an n-gram with two successors, and by
  /// the proof at `SuccessorConflict` such a string fails in any case, at this step or a later one.
  static let reason = "a string in which logits tie fails whatever is written at the tie"

  /// Strings of one (n, D) that are run: as long as there are no more than this of a length.
  private static let mostStrings = 512

  /// The rule as a change of the construction, and what became of it.
  func outcome(_ parameters: NgramParameters) throws -> MutationScore.Outcome {
    let mutant = Mutant(name: "tie rule: the \(rawValue) token wins", equivalence: nil) { weights, _ in weights }
    let changes = try changesAnOutcome(parameters)
    return MutationScore.Outcome(
      mutant: mutant, killer: changes ? .xFailureSet : nil, equivalence: changes ? nil : TieRule.reason, engines: nil)
  }

  /// Whether the rule copies a string that is predicted to fail, or fails on one that is not.
  private func changesAnOutcome(_ parameters: NgramParameters) throws -> Bool {
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let (order, size) = (parameters.ngram, parameters.alphabetSize)
    var length = 1
    var count = size
    // One token more than is promised: every string then repeats an n-gram, and ties are found.
    while length <= parameters.maxLength + 1, count <= TieRule.mostStrings {
      for string in AllStrings(alphabetSize: size, length: length) {
        let prompt = Prompt(alphabet: Alphabet(size: size), content: string)
        let written = try decode(prompt, by: model)
        let inside = SuccessorConflict(in: string, order: order, countingEnd: false) != nil
        let conflict = SuccessorConflict(in: string, order: order, countingEnd: true) != nil
        let failsInside = Array(written.prefix(length)) != string
        if failsInside != inside || (written != prompt.expectedOutput) != conflict { return true }
      }
      length += 1
      count *= size
    }
    return false
  }

  /// What greedy decoding writes with this rule.
  private func decode(_ prompt: Prompt, by model: Transformer<Rational>) throws -> [Token] {
    try GreedyDecoding(
      after: prompt.tokens, end: prompt.alphabet.eos, limit: prompt.length + 1, by: model,
      choosing: { _, activations in
        let logits = activations.logits
        let most = logits.max() ?? 0
        return self == .lowest ? logits.firstIndex(of: most) : logits.lastIndex(of: most)
      }
    ).generated
  }
}
