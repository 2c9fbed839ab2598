public import Arithmetic
public import Transformers

/// A model that can be audited: two layers, of which the first sees the last tokens only, and the second has one head
/// that sees everything.
///
/// Keys, queries and values of the second layer are then functions of the last `window` tokens, and a decision between
/// two tokens is linear in the multiset of the keys' contexts.
public struct AuditedModel: Sendable {
  /// The weights, enclosed; the softmax has base 2.
  public let transformer: Transformer<Interval>

  /// How many tokens the first layer sees: its largest window.
  public let window: Int

  /// D: tokens without BOS, COPY and EOS, which are the last three.
  public let alphabetSize: Int

  /// - Throws: `UnsupportedModel`, for a model of another form.
  public init(_ transformer: Transformer<Interval>) throws(UnsupportedModel) {
    let weights = transformer.weights
    guard weights.layers.count == 2 else {
      throw UnsupportedModel(part: "layers", found: "\(weights.layers.count)", expected: "2")
    }
    let (first, second) = (weights.layers[0], weights.layers[1])
    for (index, layer) in weights.layers.enumerated() where layer.recurrence != nil {
      throw UnsupportedModel(part: "layers.\(index)", found: "a recurrence", expected: "attention alone")
    }
    var window = 1
    for (index, head) in first.heads.enumerated() {
      guard let size = head.window.size else {
        throw UnsupportedModel(
          part: "layers.0.attn.window[\(index)]", found: "0, unlimited", expected: "a window of 1 or more")
      }
      window = max(window, size)
    }
    guard second.heads.count == 1 else {
      throw UnsupportedModel(
        part: "layers.1.attn.window", found: "\(second.heads.count) heads", expected: "one head")
    }
    if let size = second.heads[0].window.size {
      throw UnsupportedModel(part: "layers.1.attn.window[0]", found: "\(size)", expected: "0, unlimited")
    }
    if let perceptron = second.perceptron, perceptron.output.nonzeros > 0 {
      throw UnsupportedModel(part: "layers.1.mlp", found: "weights that are not zero", expected: "none")
    }
    (self.transformer, self.window) = (transformer, window)
    alphabetSize = weights.vocabularySize - 3
  }
}

/// Why a model is not audited.
public struct UnsupportedModel: Error, Hashable, CustomStringConvertible {
  /// The tensor, by its name in files.
  public let part: String
  /// What it has.
  public let found: String
  /// What is supported.
  public let expected: String

  public var description: String { "\(part): \(found); an audit takes \(expected)" }
}
