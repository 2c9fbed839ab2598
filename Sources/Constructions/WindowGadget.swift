package import Transformers

/// Layer 1, attention: n + 1 Hard-ALiBi heads gather the last n + 1 tokens.
///
/// Lemma (T2.3.windows). After this layer G_k holds the piece at offset k, for every k <= i.
///
/// Head t = 1...n + 1 has the window of the last t positions and W_Q = W_K = 0, so all its scores are 0 and
/// its output at position i is the mean h_t(i) of the last min(t, i + 1) pieces. W_O writes
///
///     G_k = (k + 1) h_{k+1} - k h_k.
///
/// For k <= i both windows are full: (k + 1) h_{k+1} is the sum of the last k + 1 pieces and k h_k the sum of
/// the last k, and their difference is the piece at offset k. For k > i the windows stop at the start of the
/// sequence, both means are the mean m of all i + 1 pieces, and G_k = m: garbage, which the gate silences.
/// QED.
package struct WindowGadget {
  let slots: ResidualSlots

  /// The windows on these slots.
  package init(slots: ResidualSlots) { self.slots = slots }

  var heads: [AttentionHead<Int>] {
    let value = slots.tokenPiece
    // As many rows as W_V has, all of them zero: a head has one size e.
    let silent = SparseMatrix<Int>(columns: slots.layout.width, rows: Array(repeating: [], count: value.rows))
    return (1...(slots.parameters.ngram + 1)).map { size in
      AttentionHead(window: .last(size), query: silent, key: silent, value: value)
    }
  }

  /// W_O: +t h_t to G_{t-1} and -t h_t to G_t.
  var output: SparseMatrix<Int> {
    output { offset, size in size == offset + 1 ? size : size == offset ? -size : 0 }
  }

  /// W_O that makes G_k the sum over t of c(k, t) h_t, for k = 0...n and t = 1...n + 1.
  package func output(_ coefficient: (_ offset: Int, _ size: Int) -> Int) -> SparseMatrix<Int> {
    let heads = 1...(slots.parameters.ngram + 1)
    let piece = slots.parameters.codeBits + 1
    var rows = [[(column: Int, value: Int)]](repeating: [], count: slots.layout.width)
    for (offset, slot) in slots.gathered.enumerated() {
      let values = heads.map { coefficient(offset, $0) }
      for (coordinate, row) in slot.enumerated() {
        for (head, value) in values.enumerated() where value != 0 {
          rows[row].append((head * piece + coordinate, value))
        }
      }
    }
    return SparseMatrix(columns: heads.count * piece, rows: rows)
  }
}
