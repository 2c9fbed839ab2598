public import Arithmetic
import Constructions
public import CopyTask
import Transformers

extension CopyTrace {
  /// A key of the second layer, as one query meets it.
  public struct Key: Sendable, Hashable {
    /// Where the key stands, from 0.
    public let position: Int
    /// <query, key>.
    public let score: Int
    /// The exact attention weight: 2^score divided by the sum over all visible keys.
    public let weight: Rational
  }

  /// What the second layer and the readout did at one step.
  public struct Step: Sendable {
    /// t: this many tokens had been written.
    public let step: Int

    /// The position of the query: L + 1 + t.
    public let position: Int

    /// The best keys: by falling score, and where scores are equal by position.
    public let keys: [Key]

    /// How many keys were visible.
    public let visible: Int

    /// The key of position t + 1, as long as everything before was right; `nil` after the first mistake.
    public let rightKey: Key?

    /// O: the mean of the pieces of all visible positions, weighted by attention.
    public let output: [Rational]

    /// One for each token of the vocabulary.
    public let logits: [Rational]

    /// The lead of the logit of the token that was due over the largest other one: negative if another token
    /// won, zero in a tie, `nil` after the first mistake.
    public let margin: Rational?

    /// x_{t+1}, or EOS for t = L; `nil` after the first mistake, when nothing is due any more.
    public let due: Token?

    /// What was written; `nil` if the argmax was not certain.
    public internal(set) var wrote: Token?

    /// The tokens between which the argmax was not certain; empty if it was.
    public internal(set) var tied: [Token] = []

    init(
      _ step: Int, position: Int, due: Token?, keys: Int?, _ activations: Activations<Rational>,
      _ slots: ResidualSlots
    ) {
      guard let layer = activations.layers.last, let head = layer.heads[0] else {
        preconditionFailure("a model whose last layer has no head that scores")
      }
      self.step = step
      self.position = position
      self.due = due
      visible = head.scores.count
      // Scores with a power of two are integers; their size is that of the model.
      let scores = head.scores.map { score in
        guard let score = Int(exactly: score.numerator) else { preconditionFailure("the score \(score)") }
        return score
      }
      func key(_ position: Int) -> Key {
        Key(position: position, score: scores[position - head.start], weight: head.weight(at: position))
      }
      let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
      self.keys = order.prefix(keys ?? order.count).map { key(head.start + $0) }
      rightKey = due == nil ? nil : key(step + 1)
      output = Array(layer.output[slots.read])
      let logits = activations.logits
      self.logits = logits
      margin = due.flatMap { due in
        logits.indices.filter { $0 != due }.map { logits[$0] }.max().map { logits[due] - $0 }
      }
    }
  }
}
