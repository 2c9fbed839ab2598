package import Transformers

/// Layer 2, attention: finds the position whose preceding n tokens are the last n tokens.
///
/// The query at a position is [beta Q_k code, beta B Q_k flag] for k = 0...n - 1, a key is [K_{k+1}], so
///
///     score = beta (sum over k of <Q_k code, K_{k+1} code> + B Q_k flag K_{k+1} flag),
///
/// an integer. Let t tokens x_1...x_t be written, in a string with distinct n-grams.
///
/// Lemma (T2.3.match). Exactly one visible key has the largest score: that of position t + 1, where the input
/// has x_{t+1} (for t = L, COPY itself).
///
/// *Interior, t >= n.* The query holds x_t, x_{t-1}, ..., x_{t-n+1}, all flags zero. The key of position t +
/// 1 holds the same n tokens and scores beta n d. Any other visible key holds, up to its first boundary, n
/// tokens of the string or of what was written, in order. If it agreed in all n, the string would have that
/// n-gram twice (the copy repeats the string's n-grams, and the copy's position after x_t is not yet there).
/// So it differs in a bit or is cut off by a boundary and loses at least 2 beta.
/// *Start, t < n.* The query holds x_t, ..., x_1, then the flag of COPY, then zeros. The key of position t +
/// 1 holds x_t, ..., x_1, then the flag of BOS: beta (t d + B). A key that does not have a flag at offset t +
/// 1 gets at most beta t d. One that does lies t + 1 positions after BOS or COPY: after BOS that is the right
/// key, after COPY it is a position not yet written. QED.
///
/// Lemma (T2.3.weight). At most 2L + 1 other keys are visible, each with at most 4^-beta of the right key's
/// weight; beta is so large that together they have r < 1/8 of it. (A smaller beta does where the keys are
/// counted by how far they are behind: `RestBound`.) The right key's attention weight is 1/(1 + r) > 8/9.
/// QED.
package struct MatchGadget {
  let slots: ResidualSlots

  /// The match on these slots.
  package init(slots: ResidualSlots) { self.slots = slots }

  var head: AttentionHead<Int> {
    head(scale: slots.parameters.scale, bonus: slots.parameters.boundaryBonus)
  }

  /// The head whose scores have the factor beta, and in which a boundary that meets a boundary counts B.
  package func head(scale: Int, bonus: Int) -> AttentionHead<Int> {
    var queryRows: [[(column: Int, value: Int)]] = []
    var keyRows: [[(column: Int, value: Int)]] = []
    for (query, key) in zip(slots.queries, slots.keys) {
      for coordinate in query {
        let isFlag = coordinate == ResidualSlots.flag(of: query)
        queryRows.append([(coordinate, isFlag ? scale * bonus : scale)])
      }
      keyRows += key.map { [(column: $0, value: 1)] }
    }
    let width = slots.layout.width
    return AttentionHead(
      window: .all, query: SparseMatrix(columns: width, rows: queryRows),
      key: SparseMatrix(columns: width, rows: keyRows), value: slots.tokenPiece)
  }

  /// W_O: the weighted mean of the tokens' pieces, to O.
  var output: SparseMatrix<Int> {
    var rows = [[(column: Int, value: Int)]](repeating: [], count: slots.layout.width)
    for (column, coordinate) in slots.read.enumerated() { rows[coordinate] = [(column, 1)] }
    return SparseMatrix(columns: slots.read.count, rows: rows)
  }
}
