public import Arithmetic
public import CopyTask
public import Transformers

/// Two prompts of one model, followed by the same output: where what the model knows of them first differs.
///
/// What is compared are features, the residual stream in and after every layer, before the readout: where
/// they are equal, every readout whatever gives the same logits for both prompts. So if they are equal at
/// COPY and at each position after it as long as the same tokens are written, greedy decoding writes the same
/// for both, and fails on one of them if the strings differ.
public struct TwinRun: Sendable {
  /// The first of COPY, 0, and the tokens of the continuation, 1, 2, ..., at which a feature differs; `nil`
  /// if none does.
  public let firstDifference: Int?

  /// How many positions were compared.
  public let positions: Int

  /// Reads both prompts, and the continuation after each, and compares the features exactly.
  ///
  /// - Precondition: the model was made for the alphabet of both prompts, and `continuation` consists of
  ///   tokens of its vocabulary.
  /// - Throws: `ScalarError` where an attention score has no power of two in the number type.
  /// - Complexity: that of two runs of the model.
  public init(
    _ first: Prompt, _ second: Prompt, continuation: [Token], by model: Transformer<Rational>
  ) throws(ScalarError) {
    precondition(first.alphabet == second.alphabet, "two prompts of different alphabets")
    var left = Decoder(model, capacity: first.count + continuation.count)
    var right = Decoder(model, capacity: second.count + continuation.count)
    for token in first.tokens.dropLast() { try left.read(token) }
    for token in second.tokens.dropLast() { try right.read(token) }
    var difference: Int?
    var compared = 0
    for token in [first.alphabet.copy] + continuation where difference == nil {
      let pairs = zip(try left.step(token).layers, try right.step(token).layers)
      if pairs.contains(where: { $0.afterAttention != $1.afterAttention || $0.output != $1.output }) {
        difference = compared
      }
      compared += 1
    }
    firstDifference = difference
    positions = compared
  }
}
