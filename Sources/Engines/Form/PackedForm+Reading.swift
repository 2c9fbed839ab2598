import Constructions
public import Transformers

extension PackedForm {
  /// The form of these weights.
  ///
  /// Every entry that the logits depend on is accounted for: by the form, or as a factor of zero, or as one whose
  /// product nothing reads. So what an engine computes of the form is what the weights compute, in exact arithmetic.
  /// Slots, heads and hidden units may stand in any order.
  ///
  /// - Throws: `PackedFormError` that names the first entry that does not fit.
  /// - Complexity: O(nonzeros) all in all.
  public init(of weights: TransformerWeights<Int>) throws(PackedFormError) {
    let alphabetSize = weights.vocabularySize - 3
    guard weights.layers.count == 2, alphabetSize >= 2, weights.unembedding.rows == weights.vocabularySize else {
      throw PackedFormError(
        .embedding,
        "\(weights.layers.count) layers and \(weights.vocabularySize) tokens, expected 2 layers, and 2 or more "
          + "content tokens besides BOS, COPY and EOS")
    }
    for (index, layer) in weights.layers.enumerated() where layer.recurrence != nil {
      throw PackedFormError(.layer(index, .window), "a layer with a recurrence, expected attention alone")
    }
    let contents = try FirstLayerReader(weights, alphabetSize: alphabetSize).contents
    let layer = weights.layers[1]
    if layer.perceptron != nil { throw PackedFormError(.layer(1, .hidden), "a second ReLU layer, expected none") }
    guard layer.heads.count == 1 else {
      throw PackedFormError(.layer(1, .window), "\(layer.heads.count) heads, expected 1")
    }
    guard layer.heads[0].window == .all else {
      throw PackedFormError(.layer(1, .window), column: 0, "a limited window, expected 0, no limit")
    }
    let match = try MatchReader(layer.heads[0], contents: contents)
    let readout = try ReadoutReader(weights, contents: contents, bits: match.bits)
    self.init(
      ngram: match.ngram, alphabetSize: alphabetSize, scale: match.scale, boundaryBonus: match.bonus,
      margins: ReadoutMargins(
        contentGain: readout.contentGain, endGain: readout.endGain, codeBits: match.bits.count),
      codes: readout.codes)
    // Scores are powers of two in exact arithmetic, so numbers have as many bits as the largest is high.
    let (reach, overflow) = scale.multipliedReportingOverflow(by: 2 * bits + boundaryBonus)
    guard !overflow, reach <= PackedForm.mostScoreBits else {
      throw PackedFormError(
        .layer(1, .query), "scores of up to \(scale) * \(2 * bits + boundaryBonus), expected no more than 2^30")
    }
  }

  /// An integer of so many bits takes 128 MiB.
  private static let mostScoreBits = 1 << 30
}
