import Transformers

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
struct WindowGadget {
  let slots: ResidualSlots

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
    let n = slots.parameters.ngram
    let piece = slots.parameters.codeBits + 1
    var rows = [[(column: Int, value: Int)]](repeating: [], count: slots.layout.width)
    for size in 1...(n + 1) {
      for coordinate in 0..<piece {
        let column = (size - 1) * piece + coordinate
        rows[slots.gathered[size - 1].lowerBound + coordinate].append((column, size))
        if size <= n { rows[slots.gathered[size].lowerBound + coordinate].append((column, -size)) }
      }
    }
    return SparseMatrix(columns: (n + 1) * piece, rows: rows)
  }
}
