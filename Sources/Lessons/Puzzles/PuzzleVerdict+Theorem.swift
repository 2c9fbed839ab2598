import Constructions
import CopyTask
import Transformers

extension PuzzleVerdict {
  /// Whether a model copies all strings that the theorem promises.
  ///
  /// - Parameters:
  ///   - parameters: What n and D are.
  ///   - weights: The weights of the model.
  ///   - reason: Says of the first string that is not copied where the model leaves a lemma, if it does.
  init(
    onPromisedStringsOf parameters: NgramParameters, _ weights: TransformerWeights<Int>,
    reason: (CopierTrial, [Token]) throws -> String?
  ) throws {
    let trial = CopierTrial(parameters, weights)
    let strings = PuzzleStrings.promised(parameters)
    let (checked, counterexample) = try strings.firstMistake(of: trial)
    self.init(
      counterexample, reason: try counterexample?.string.flatMap { try reason(trial, $0) }, checked: checked,
      of: strings.items.count, strings.kind, shows: PuzzleVerdict.showsTheorem(parameters))
  }

  /// What it shows if all strings that the theorem promises were copied.
  private static func showsTheorem(_ parameters: NgramParameters) -> String {
    let (n, size) = (parameters.ngram, parameters.alphabetSize)
    return
      "With these weights \(ClaimID.t23) holds for n = \(n), D = \(size): the strings checked are all that it "
      + "speaks of. Of other n and D this says nothing; the proof does."
  }
}
