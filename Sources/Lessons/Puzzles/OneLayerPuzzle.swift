public import Arithmetic
public import Constructions
public import CopyTask
import Theorems
public import Transformers

/// Two strings that a transformer of one layer takes for each other.
///
/// The model has random weights; its heads see some last positions, or all. The strings have distinct
/// n-grams, so that two layers copy both, and at COPY and after it every feature of the one layer is the same
/// for both: whatever is read out of them, one string is miscopied. Claim: `X.one-layer`.
public struct OneLayerPuzzle: Puzzle {
  public static let name = PuzzleName.oneLayer

  /// n and D of the two-layer copier that tells the strings apart.
  public let parameters: NgramParameters

  /// The windows of the one layer's heads.
  public let windows: [AttentionWindow]

  /// The seed of its weights.
  public let seed: UInt64

  /// The string that is given.
  public let first: [Token]

  /// The answer.
  public let second: [Token]

  /// - Precondition: there is a window, and the strings consist of content tokens.
  public init(
    _ parameters: NgramParameters, windows: [AttentionWindow], seed: UInt64, first: [Token], second: [Token]
  ) {
    (self.parameters, self.windows, self.seed) = (parameters, windows, seed)
    (self.first, self.second) = (first, second)
  }

  private var alphabet: Alphabet { Alphabet(size: parameters.alphabetSize) }

  /// The model of one layer.
  public var model: Transformer<Rational> {
    var source = SplitMix64(seed: seed)
    let layers = RandomLayers(
      windows: windows, alphabetSize: parameters.alphabetSize, secondLayer: false, using: &source)
    return Transformer(weights: layers.weights, format: ())
  }

  public func verdict() throws -> PuzzleVerdict {
    let (x, y) = (alphabet.quoted(first), alphabet.quoted(second))
    func verdict(_ checked: Int, _ counterexample: PuzzleCounterexample?) -> PuzzleVerdict {
      PuzzleVerdict(
        counterexample, checked: checked, of: first.count + 1, "positions, COPY and those after it",
        shows:
          "This layer has the same features after BOS \(x) COPY and BOS \(y) COPY, as long as \(x) is written, so "
          + "no readout writes \(x) for one and \(y) for the other. \(ClaimID.xOneLayer) proves that no layer, "
          + "whatever its weights, can tell which of the first two tokens comes first, in a string longer than its windows."
      )
    }
    guard first != second else {
      return verdict(0, PuzzleCounterexample("both strings are \(x): nothing is mistaken", string: first))
    }
    let copier = CopierTrial(parameters, NgramCopier(parameters).weights)
    for string in [first, second] {
      if let mistake = try copier.mistake(on: string, outputs: string.count + 1) {
        return verdict(
          0, PuzzleCounterexample(mistake, remark: ", by two layers, so that the one layer is not to blame"))
      }
      // What is asked for, whatever two layers do.
      guard NgramStatistics(of: string, order: parameters.ngram).areDistinct else {
        let text = alphabet.quoted(string)
        return verdict(0, PuzzleCounterexample("\(text) repeats a \(parameters.ngram)-gram", string: string))
      }
    }
    let twin = try TwinRun(
      Prompt(alphabet: alphabet, content: first), Prompt(alphabet: alphabet, content: second),
      continuation: first, by: model)
    guard let difference = twin.firstDifference else { return verdict(twin.positions, nil) }
    let place =
      difference == 0 ? "at COPY" : "after \(alphabet.text(of: first.prefix(difference))) is written"
    return verdict(
      twin.positions,
      PuzzleCounterexample(
        "\(x) and \(y): the layer tells them apart \(place)", string: second, step: difference))
  }
}
