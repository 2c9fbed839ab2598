import Arithmetic
import Constructions
import CopyTask
import Transformers

/// The model evaluated at every position of BOS x COPY x: what greedy decoding sees as long as it is right.
struct ForcedRun<Element: Scalar> {
  let parameters: NgramParameters
  let prompt: Prompt
  let tokens: [Token]
  let layout: ResidualLayout

  /// One entry per token.
  let activations: [Activations<Element>]

  init(_ parameters: NgramParameters, _ content: [Token], format: Element.Format) throws {
    self.parameters = parameters
    prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    tokens = prompt.tokens + content
    let weights = NgramCopier(parameters).weights
    layout = weights.layout
    var decoder = Decoder(Transformer<Element>(rounding: weights, to: format), capacity: tokens.count)
    activations = try tokens.map { try decoder.step($0) }
  }

  /// A slot of the residual stream after the first layer's attention.
  func gathered(_ name: String, at position: Int) -> [Element] {
    Array(activations[position].layers[0].afterAttention[layout[name] ?? 0..<0])
  }

  /// A slot of the residual stream after the first layer.
  func gated(_ name: String, at position: Int) -> [Element] {
    Array(activations[position].layers[0].output[layout[name] ?? 0..<0])
  }

  /// The step that predicts from `position`, or `nil` within the prompt before COPY.
  func step(at position: Int) -> Int? {
    position < prompt.positionOfCopy ? nil : position - prompt.positionOfCopy
  }
}
