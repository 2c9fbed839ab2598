public import Constructions
import CopyTask
public import Transformers

/// The least scale beta, a whole number, at which every string of up to L_max tokens with distinct n-grams is
/// copied and ended.
///
/// The proof takes a larger one, so as to have room: `NgramParameters.scale`. Lemma: `T2.3.weight`.
public struct ScalePuzzle: Puzzle {
  public static let name = PuzzleName.scale

  /// n and D of the copier.
  public let parameters: NgramParameters

  /// beta. At 0 all scores are equal.
  public let scale: Int

  /// - Precondition: `scale >= 0`.
  public init(_ parameters: NgramParameters, scale: Int) {
    precondition(scale >= 0, "beta = \(scale): expected 0 or more")
    (self.parameters, self.scale) = (parameters, scale)
  }

  /// The construction with another scale.
  public static func weights(_ parameters: NgramParameters, scale: Int) -> TransformerWeights<Int> {
    var weights = NgramCopier(parameters).weights
    let match = MatchGadget(slots: ResidualSlots(parameters))
    weights.layers[1].heads = [match.head(scale: scale, bonus: parameters.boundaryBonus)]
    return weights
  }

  public func verdict() throws -> PuzzleVerdict {
    let strings = PuzzleStrings.promised(parameters)
    func verdict(_ checked: Int, _ counterexample: PuzzleCounterexample?, shows: String = "") -> PuzzleVerdict {
      PuzzleVerdict(counterexample, checked: checked, of: strings.items.count, strings.kind, shows: shows)
    }
    let (checked, counterexample) = try firstMistake(strings, at: scale)
    if let counterexample { return verdict(checked, counterexample) }
    // A smaller scale need not fail because a larger one does, so each is tried.
    var failures: [String] = []
    for smaller in 0..<scale {
      guard let failure = try firstMistake(strings, at: smaller).counterexample?.string else {
        return verdict(
          checked, PuzzleCounterexample("beta = \(smaller) copies them all too: \(scale) is not the least"))
      }
      failures.append("\(smaller) on \(Alphabet(size: parameters.alphabetSize).text(of: failure))")
    }
    return verdict(
      checked, nil,
      shows: "beta = \(scale) is the least for n = \(parameters.ngram), D = \(parameters.alphabetSize)"
        + (failures.isEmpty ? "" : "; smaller ones fail first: " + failures.joined(separator: ", "))
        + ". The proof takes \(parameters.scale), with which it is short.")
  }

  private func firstMistake(
    _ strings: PuzzleStrings, at scale: Int
  ) throws -> (checked: Int, counterexample: PuzzleCounterexample?) {
    try strings.firstMistake(of: CopierTrial(parameters, ScalePuzzle.weights(parameters, scale: scale)))
  }
}
