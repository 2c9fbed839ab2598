import Arithmetic
import Constructions
import CopyTask
import Transformers

/// All that the first layer can be shown: every sequence that a prompt and its copy can end in, as far as the
/// layer's windows reach.
///
/// The first layer sees the last n + 1 tokens, and fewer at the start. So two models agree in all that it
/// gives if they agree after BOS and every sequence of up to n + 1 tokens with at most one COPY: longer ones
/// look like one of those with n + 1.
struct FirstLayerContexts {
  let parameters: NgramParameters

  static let reason = """
    the first layer gives the same queries, keys and values after every sequence of up to n + 1 tokens, and it sees no \
    more
    """

  /// What the second layer and the readout use of the first layer's output, after every sequence.
  private let due: [[Rational]]

  init(_ parameters: NgramParameters) throws {
    self.parameters = parameters
    let weights = NgramCopier(parameters).weights
    due = try FirstLayerContexts.outputs(of: weights, parameters)
  }

  /// Whether a change of the weights is not seen by anything behind the first layer.
  func agree(with weights: TransformerWeights<Int>) throws -> Bool {
    // A larger window would look further back than the sequences do.
    let windows = weights.layers[0].heads.map(\.window)
    guard windows == NgramCopier(parameters).weights.layers[0].heads.map(\.window) else { return false }
    return try FirstLayerContexts.outputs(of: weights, parameters) == due
  }

  private static func outputs(
    of weights: TransformerWeights<Int>, _ parameters: NgramParameters
  ) throws -> [[Rational]] {
    let model = Transformer<Rational>(rounding: weights, to: ())
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let slots = ResidualSlots(parameters)
    var outputs: [[Rational]] = []
    for length in 0...(parameters.ngram + 1) {
      // COPY takes the number after the last token.
      for string in AllStrings(alphabetSize: parameters.alphabetSize + 1, length: length) {
        let copies = string.count { $0 == parameters.alphabetSize }
        // COPY right after BOS would ask for a copy of nothing. Out of sight of BOS it follows a token.
        let asksForNothing = string.first == parameters.alphabetSize && length <= parameters.ngram
        guard copies <= 1, !asksForNothing else { continue }
        var decoder = Decoder(model, capacity: length + 1)
        var last = try decoder.step(alphabet.bos)
        for token in string { last = try decoder.step(token == parameters.alphabetSize ? alphabet.copy : token) }
        outputs.append(used(last.layers[0].output, slots, predicts: length > 0))
      }
    }
    return outputs
  }

  /// The slots that are read: code, flag and keys everywhere; queries, and what the readout adds to, where
  /// something is predicted. That may also be where COPY is out of sight, so only at BOS, which is the first,
  /// they do not count.
  private static func used(_ output: [Rational], _ slots: ResidualSlots, predicts: Bool) -> [Rational] {
    slots.all.filter { slot in
      switch slot {
      case .code, .flag, .key: true
      case .query, .read: predicts
      case .start, .gathered: false
      }
    }.flatMap { output[slots[$0]] }
  }
}
