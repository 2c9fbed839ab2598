import Arithmetic
import Constructions
import CopyTask

/// Strings in the order in which puzzles look at them: by length, then by the alphabet.
struct PuzzleStrings {
  /// A string, and how many outputs of x_1 ... x_L EOS are asked for.
  typealias Item = (string: [Token], outputs: Int)

  let items: [Item]

  /// What they are, in the plural.
  let kind: String

  /// The strings that the theorem promises to copy and to end: those of 1 to L_max tokens with distinct
  /// n-grams.
  ///
  /// - Complexity: D + ... + D^L_max strings are looked at.
  static func promised(_ parameters: NgramParameters) -> PuzzleStrings {
    let strings = all(parameters).filter { NgramStatistics(of: $0, order: parameters.ngram).areDistinct }
    return PuzzleStrings(
      items: strings.map { ($0, $0.count + 1) },
      kind: "strings with distinct \(parameters.ngram)-grams over D = \(parameters.alphabetSize), "
        + "1 <= L <= \(parameters.maxLength)")
  }

  /// The strings whose tokens n-gram lookup can write (X.failure-set). It is asked to end those only that it
  /// can end.
  ///
  /// - Complexity: D + ... + D^L_max strings are looked at.
  static func copyable(_ parameters: NgramParameters) -> PuzzleStrings {
    let order = parameters.ngram
    let items: [Item] = all(parameters).compactMap { string in
      if SuccessorConflict(in: string, order: order, countingEnd: false) != nil { return nil }
      let canBeEnded = SuccessorConflict(in: string, order: order, countingEnd: true) == nil
      return (string, string.count + (canBeEnded ? 1 : 0))
    }
    return PuzzleStrings(
      items: items,
      kind: "strings in which no \(order)-gram has two successors, D = \(parameters.alphabetSize), "
        + "1 <= L <= \(parameters.maxLength)")
  }

  private static func all(_ parameters: NgramParameters) -> [[Token]] {
    (1...parameters.maxLength).flatMap { AllStrings(alphabetSize: parameters.alphabetSize, length: $0) }
  }

  /// Runs the trial on one string after the other, up to the first mistake. `checked` counts the string of
  /// the mistake too.
  func firstMistake(
    of trial: CopierTrial
  ) throws(ScalarError) -> (checked: Int, counterexample: PuzzleCounterexample?) {
    for (index, item) in items.enumerated() {
      if let mistake = try trial.mistake(on: item.string, outputs: item.outputs) {
        return (index + 1, mistake)
      }
    }
    return (items.count, nil)
  }
}
