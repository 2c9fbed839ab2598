public import Transformers

/// This project's construction for Theorem 2.3 of *Repeat After Me* (Jelassi, Brandfonbrener, Kakade, Malach,
/// ICML 2024, arXiv:2402.01032): a transformer of depth 2 that copies every string with distinct n-grams.
///
/// The theorem's statement, Hard-ALiBi and the idea of looking up n-grams are the paper's; the weights are
/// this project's own. They are integers and depend on (n, D) alone. For every string x of 1 <= L <= L_max
/// content tokens whose n-grams are distinct, greedy decoding after BOS x COPY writes x and then EOS.
///
/// *Proof.* By induction over the steps: if x_1...x_t is written, the lemmas of the gadgets (windows, gate,
/// match, weight, readout) give that the next token is x_{t+1}, or EOS for t = L. QED.
public struct NgramCopier: Sendable {
  /// n, D and what follows from them: all that the weights depend on.
  public let parameters: NgramParameters

  /// The weights, all of them integers.
  public let weights: TransformerWeights<Int>

  /// Builds the weights.
  ///
  /// - Complexity: O(n^2 d + D d) time and memory: see `ConstructionSize.nonzeros`.
  public init(_ parameters: NgramParameters) {
    self.parameters = parameters
    let slots = ResidualSlots(parameters)
    let windows = WindowGadget(slots: slots)
    let match = MatchGadget(slots: slots)
    weights = TransformerWeights(
      layout: slots.layout,
      embedding: TokenCode(parameters: parameters).embedding(slots),
      layers: [
        LayerWeights(
          heads: windows.heads, output: windows.output, perceptron: GateGadget(slots: slots).perceptron),
        LayerWeights(heads: [match.head], output: match.output, perceptron: nil),
      ],
      unembedding: ReadoutGadget(slots: slots).unembedding)
  }
}
