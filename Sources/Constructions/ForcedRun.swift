public import Arithmetic
public import CopyTask
public import Transformers

/// The model evaluated at every position of BOS x COPY x: what greedy decoding sees as long as it is right.
public struct ForcedRun<Element: Scalar>: Sendable {
  /// The parameters of the construction that is evaluated.
  public let parameters: NgramParameters

  /// BOS x COPY.
  public let prompt: Prompt

  /// BOS x COPY x.
  public let tokens: [Token]

  private let slots: ResidualSlots

  /// One entry per token.
  public let activations: [Activations<Element>]

  /// Evaluates the construction's weights, rounded to `format`, on the string `content`.
  ///
  /// - Precondition: the tokens are in `0 ..< D`.
  /// - Throws: `ScalarError` where an attention score has no power of two in the number type.
  public init(
    _ parameters: NgramParameters, _ content: [Token], format: Element.Format
  ) throws(ScalarError) {
    let weights = NgramCopier(parameters).weights
    try self.init(parameters, content, model: Transformer(rounding: weights, to: format))
  }

  /// Evaluates `model` on the string `content`.
  ///
  /// - Precondition: the tokens are in `0 ..< D`, and the model has the slots of the construction.
  /// - Throws: `ScalarError` where an attention score has no power of two in the number type.
  public init(
    _ parameters: NgramParameters, _ content: [Token], model: Transformer<Element>
  ) throws(ScalarError) {
    self.parameters = parameters
    prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    tokens = prompt.tokens + content
    slots = ResidualSlots(parameters)
    var decoder = Decoder(model, capacity: tokens.count)
    var activations: [Activations<Element>] = []
    for token in tokens { activations.append(try decoder.step(token)) }
    self.activations = activations
  }

  /// A slot of the residual stream after the first layer's attention.
  public func gathered(_ slot: ResidualSlot, at position: Int) -> [Element] {
    Array(activations[position].layers[0].afterAttention[slots[slot]])
  }

  /// A slot of the residual stream after the first layer.
  public func gated(_ slot: ResidualSlot, at position: Int) -> [Element] {
    Array(activations[position].layers[0].output[slots[slot]])
  }

  /// The step that predicts from `position`, or `nil` within the prompt before COPY.
  public func step(at position: Int) -> Int? {
    position < prompt.positionOfCopy ? nil : position - prompt.positionOfCopy
  }
}
