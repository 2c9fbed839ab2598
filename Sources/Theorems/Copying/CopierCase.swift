import Arithmetic
import Constructions
import CopyTask
import Transformers

/// One string, and the model that is to copy it.
struct CopierCase: Sendable {
  let variant: CopierVariant
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
