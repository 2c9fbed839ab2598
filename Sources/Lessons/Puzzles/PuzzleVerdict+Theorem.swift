import Constructions
import CopyTask
import Transformers

extension PuzzleVerdict {
  /// Whether an answer is what a lemma says, for all inputs, and a model with it copies all strings that the theorem
  /// promises.
  ///
  /// A string that is miscopied is the counterexample, if there is one; else the case in which the lemma fails.
  ///
  /// - Parameters:
  ///   - parameters: What n and D are.
  ///   - weights: The weights of the model.
  ///   - lemma: What the puzzle asks for.
  ///   - reason: Says of the first string that is not copied where the model leaves the lemma, if it does.
  init(
    onPromisedStringsOf parameters: NgramParameters, _ weights: TransformerWeights<Int>, lemma: LemmaCheck,
    reason: (CopierTrial, [Token]) throws -> String?
  ) throws {
    let trial = CopierTrial(parameters, weights)
    let strings = PuzzleStrings.promised(parameters)
    let (checked, counterexample) = try strings.firstMistake(of: trial)
    if counterexample == nil, let mistake = lemma.counterexample {
      self.init(
        mistake,
        reason: "all \(checked) \(strings.kind) are copied all the same: what is asked for is \(lemma.claim)",
        checked: lemma.checked, of: nil, lemma.kind, shows: "")
      return
    }
    self.init(
      counterexample, reason: try counterexample?.string.flatMap { try reason(trial, $0) }, checked: checked,
      of: strings.items.count, strings.kind, shows: PuzzleVerdict.showsTheorem(parameters, lemma))
  }

  /// What it shows if the lemma holds and all strings that the theorem promises were copied.
  private static func showsTheorem(_ parameters: NgramParameters, _ lemma: LemmaCheck) -> String {
    let (n, size) = (parameters.ngram, parameters.alphabetSize)
    return
      "\(lemma.claim) holds for n = \(n), D = \(size), and strings of any length: it does for "
      + "\(lemma.checked) \(lemma.kind). With these weights \(ClaimID.t23) holds too: the strings checked are all that "
      + "it speaks of. Of other n and D this says nothing; the proof does."
  }
}
