import Arithmetic
import Constructions
import CopyTask
import Theorems
import Transformers

/// The construction with somebody's weights in it, run on strings, and what goes wrong in the words of a verdict.
struct CopierTrial {
  let parameters: NgramParameters
  private let run: CertainRun

  init(_ parameters: NgramParameters, _ weights: TransformerWeights<Int>) {
    self.parameters = parameters
    run = CertainRun(parameters, weights)
  }

  var alphabet: Alphabet { Alphabet(size: parameters.alphabetSize) }

  /// The first of the outputs asked for at which something else was written.
  ///
  /// - Parameter outputs: how many of x_1 ... x_L EOS are asked for.
  func mistake(on string: [Token], outputs: Int) throws(ScalarError) -> PuzzleCounterexample? {
    try run.firstMistake(on: string, outputs: outputs).map {
      PuzzleCounterexample(string, in: alphabet, step: $0.step, wrote: $0.wrote, due: $0.due)
    }
  }

  /// What a slot holds, what it should hold, and words that lead from one to the other.
  typealias Slot = (name: String, found: [Rational], due: SpecifiedModel.Piece, words: String)

  /// The first position of BOS x COPY x, and the slot there, that the first layer does not fill as a lemma
  /// says.
  ///
  /// - Parameter slots: What the lemma says of a position.
  func firstWrongPiece(
    _ string: [Token], slots: (ForcedRun<Rational>, SpecifiedModel, _ position: Int) -> [Slot]
  ) throws(ScalarError) -> String? {
    let run = try ForcedRun(parameters, string, model: run.firstLayer)
    let specified = SpecifiedModel(parameters)
    func text(_ piece: [Rational]) -> String { "(" + piece.map { "\($0)" }.joined(separator: ", ") + ")" }
    for position in run.tokens.indices {
      for slot in slots(run, specified, position) where slot.found != slot.due.coordinates {
        return "at position \(position), \(alphabet.text(of: run.tokens[position])), \(slot.name) is "
          + "\(text(slot.found)), and \(slot.words) \(text(slot.due.coordinates))"
      }
    }
    return nil
  }
}
