public import CopyTask
public import Transformers

/// X.hybrid: a linear state space layer that remembers n tokens, then one attention layer that sees
/// everything.
///
/// Theorem (X.hybrid). The whole copies and terminates every string of 1 <= L <= L_max tokens with distinct
/// n-grams. Neither half does, whatever is read out of it: see `Part.twin`.
///
/// *The whole.* Its second layer reads what that of `NgramCopier` reads, by the lemma of
/// `ShiftRegisterGadget`: its logits are equal, and T2.3 holds for it.
/// *The state space half.* What it knows at COPY and after is its state, the last n pieces before, and what
/// it then reads. For L > n, x and x without its first token have the same last n tokens: the same features
/// at COPY, and as long as the same tokens are written after it. Both have distinct n-grams, and different
/// copies. *The attention half.* Without the register each position's features before attention depend on its
/// token alone, and attention without positions is a function of the multiset of what it sees. So x and its
/// reversal, whose n-grams are distinct too, have the same features at COPY and as long as the same tokens
/// are written after it. If x is no palindrome, the half fails on one of the two. QED.
public struct HybridCopier: Sendable {
  /// A part of the model.
  public enum Part: String, Sendable, CaseIterable {
    /// The shift register, the gate and attention.
    case whole
    /// Attention removed: the shift register and the gate.
    case stateSpace = "state-space"
    /// The register's state removed, so that each position knows its own token only: the gate and attention.
    case attention
  }

  /// n, D and what follows from them.
  public let parameters: NgramParameters
  /// What was built of the model.
  public let part: Part

  /// The weights, all of them integers.
  public let weights: TransformerWeights<Int>

  /// Builds the weights of the model, or of one half of it.
  ///
  /// - Complexity: O(n^2 d + D d) time and memory.
  public init(_ parameters: NgramParameters, part: Part = .whole) {
    self.parameters = parameters
    self.part = part
    let slots = ResidualSlots(parameters)
    let width = slots.layout.width
    let match = MatchGadget(slots: slots)
    let nothing = SparseMatrix<Int>(columns: 0, rows: Array(repeating: [], count: width))
    var register = ShiftRegisterGadget(slots: slots).recurrence
    if part == .attention {
      register = LinearRecurrence(
        transition: SparseMatrix(columns: 0), input: SparseMatrix(columns: width), output: nothing,
        feedthrough: register.feedthrough)
    }
    var layers = [
      LayerWeights(
        recurrence: register, heads: [], output: nothing, perceptron: GateGadget(slots: slots).perceptron)
    ]
    if part != .stateSpace {
      layers.append(LayerWeights(heads: [match.head], output: match.output, perceptron: nil))
    }
    weights = TransformerWeights(
      layout: slots.layout, embedding: TokenCode(parameters: parameters).embedding(slots), layers: layers,
      unembedding: ReadoutGadget(slots: slots).unembedding)
  }
}

extension HybridCopier.Part {
  /// Another string with distinct n-grams that this half takes for `content`, which has them too: the string
  /// without its first token for the state space half, if L > n; its reversal for the attention half, if that
  /// is another string. `nil` where the theorem names none.
  public func twin(of content: [Token], order: Int) -> [Token]? {
    switch self {
    case .whole: nil
    case .stateSpace: content.count > order ? Array(content.dropFirst()) : nil
    case .attention: content.reversed() == content ? nil : content.reversed()
    }
  }
}
