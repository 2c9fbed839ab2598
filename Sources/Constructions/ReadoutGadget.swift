package import Transformers

/// The readout: from what the second layer read to logits.
///
///     logit(a) = 4 <code(a), O_code>      logit(EOS) = 3 d O_flag      logit(BOS) = logit(COPY) = 0
///
/// Lemma (T2.3.readout). If the right key has weight p > 8/9, the right token has the largest logit.
///
/// *A token a is due.* O_code is p code(a) plus 1 - p times a mean of codes, coordinate by coordinate in
/// [-1, 1]; O_flag <= 1 - p. So logit(a) >= 4d(p - (1 - p)) = 4d(2p - 1) > 28d/9, while logit(EOS) <=
/// 3d(1 - p) < d/3, and BOS and COPY have 0. Another token b differs from a in a bit, and in that coordinate
/// O has the sign of a's bit and at least 2p - 1 of it: logit(a) - logit(b) >= 8(2p - 1) > 56/9.
/// *The end is due.* The right key is COPY's, whose value is flag 1 and code zero: logit(EOS) >= 3dp > 8d/3,
/// while every content token has at most 4d(1 - p) < 4d/9. QED.
package struct ReadoutGadget {
  let slots: ResidualSlots

  /// The readout on these slots.
  package init(slots: ResidualSlots) { self.slots = slots }

  /// W_U: V rows.
  var unembedding: SparseMatrix<Int> {
    unembedding(contentGain: ConstructionConstants.contentGain, endGain: ConstructionConstants.endGain)
  }

  /// W_U with logit(a) = contentGain <code(a), O_code> and logit(EOS) = endGain d O_flag.
  package func unembedding(contentGain: Int, endGain: Int) -> SparseMatrix<Int> {
    let parameters = slots.parameters
    let token = TokenCode(parameters: parameters)
    var rows: [[(column: Int, value: Int)]] = (0..<parameters.alphabetSize).map { content in
      zip(slots.read, token.code(content))
        .map { (column: $0, value: contentGain * $1) }
    }
    rows += [[], []]
    rows.append([(ResidualSlots.flag(of: slots.read), endGain * parameters.codeBits)])
    return SparseMatrix(columns: slots.layout.width, rows: rows)
  }
}
