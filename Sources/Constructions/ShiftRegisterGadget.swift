import Transformers

/// Layer 1 of the hybrid, recurrence: a shift register of n tokens in the place of n + 1 attention heads.
///
/// Lemma (X.hybrid.register). After this layer G_k holds the piece at offset k, for every k <= i, and zero
/// for k > i.
///
/// The state is n pieces R_1, ..., R_n, zero at first. At each position D writes the token's own piece to
/// G_0, and C writes R_k to G_k; then A moves R_k to R_{k+1} and drops R_n, and B puts the token's own piece
/// in R_1. By induction, when position i is reached R_k holds the piece of position i - k, for k <= i, and
/// otherwise the zero it started with. All matrices have entries 0 and 1. QED.
///
/// That is what the heads of `WindowGadget` gather, but for k > i, which the gate silences: after the gate,
/// hence in the second layer, hybrid and transformer are equal at every position of every sequence that
/// starts with BOS.
struct ShiftRegisterGadget {
  let slots: ResidualSlots

  var recurrence: LinearRecurrence<Int> {
    let n = slots.parameters.ngram
    let piece = slots.parameters.codeBits + 1
    let width = slots.layout.width
    let token = slots.code + [slots.flag]
    let size = n * piece
    var output = [[(column: Int, value: Int)]](repeating: [], count: width)
    var feedthrough = output
    for coordinate in 0..<piece {
      feedthrough[slots.gathered[0].lowerBound + coordinate] = [(token[coordinate], 1)]
      for offset in 1...n {
        output[slots.gathered[offset].lowerBound + coordinate] = [((offset - 1) * piece + coordinate, 1)]
      }
    }
    return LinearRecurrence(
      transition: SparseMatrix(
        columns: size, rows: (0..<size).map { $0 < piece ? [] : [(column: $0 - piece, value: 1)] }),
      input: SparseMatrix(
        columns: width, rows: (0..<size).map { $0 < piece ? [(column: token[$0], value: 1)] : [] }),
      output: SparseMatrix(columns: size, rows: output),
      feedthrough: SparseMatrix(columns: width, rows: feedthrough))
  }
}
