public import Constructions
import CopyTask
public import Transformers

/// The two factors of the readout: what a bit of a code that agrees is worth in a token's logit, and what the
/// boundary's flag is worth in that of EOS, times d.
///
/// They have to do on every string that n-gram lookup can write, also on those that repeat an n-gram: where
/// the last n tokens stand before a token and before the end, the vote is tied, and the token has to win.
/// Lemma: `T2.3.readout`; strings: `X.failure-set`.
public struct ReadoutPuzzle: Puzzle {
  public static let name = PuzzleName.readout

  /// n and D of the copier.
  public let parameters: NgramParameters

  /// The factor of content: logit(a) = content <code(a), O_code>.
  public let content: Int

  /// The factor of the end: logit(EOS) = end d O_flag.
  public let end: Int

  /// A readout with these factors.
  public init(_ parameters: NgramParameters, content: Int, end: Int) {
    (self.parameters, self.content, self.end) = (parameters, content, end)
  }

  /// The construction with these factors.
  public var weights: TransformerWeights<Int> {
    var weights = NgramCopier(parameters).weights
    let readout = ReadoutGadget(slots: ResidualSlots(parameters))
    weights.unembedding = readout.unembedding(contentGain: content, endGain: end)
    return weights
  }

  public func verdict() throws -> PuzzleVerdict {
    let strings = PuzzleStrings.copyable(parameters)
    let (checked, counterexample) = try strings.firstMistake(of: CopierTrial(parameters, weights))
    let (n, size) = (parameters.ngram, parameters.alphabetSize)
    return PuzzleVerdict(
      counterexample, reason: counterexample.flatMap(tiedVote), checked: checked, of: strings.items.count,
      strings.kind,
      shows:
        "With these factors \(ClaimID.xFailureSet) holds for n = \(n), D = \(size) and strings of up to "
        + "\(parameters.maxLength) tokens: each of them that n-gram lookup can write is written, and ended where that "
        + "can be known. Of longer strings, which repeat n-grams, and of other n and D this says nothing.")
  }

  /// The earlier and later place of the n-gram before the mistake, if the end is what follows one of them.
  private func tiedVote(_ counterexample: PuzzleCounterexample) -> String? {
    let n = parameters.ngram
    guard let string = counterexample.string, let step = counterexample.step, step >= n, step < string.count,
      string.suffix(n) == string[(step - n)..<step]
    else { return nil }
    let alphabet = Alphabet(size: parameters.alphabetSize)
    return
      "the last \(n) tokens written, \(alphabet.text(of: string.suffix(n))), also end the string: one vote is for "
      + "\(alphabet.text(of: string[step])), one for the end, and all other keys have a little"
  }
}
