import Transformers

/// How tokens are written on the residual stream.
///
/// code(a) in {-1, +1}^d holds the bits of a, least significant first: 1 as +1, 0 as -1. Two different tokens
/// differ in a bit, so <code(a), code(b)> <= d - 2 unless a = b, when it is d. BOS, COPY and EOS have code
/// zero: they agree with nothing. QED.
struct TokenCode {
  let parameters: NgramParameters

  /// The code of a content token.
  func code(_ token: Int) -> [Int] {
    (0..<parameters.codeBits).map { bit in (token >> bit) & 1 == 1 ? 1 : -1 }
  }

  /// The embedding: V rows. BOS also raises `start`, and BOS and COPY raise `flag`.
  func embedding(_ slots: ResidualSlots) -> SparseMatrix<Int> {
    var rows: [[(column: Int, value: Int)]] = (0..<parameters.alphabetSize).map { token in
      zip(slots.code, code(token)).map { (column: $0, value: $1) }
    }
    rows.append([(slots.flag, 1), (slots.start, 1)])
    rows.append([(slots.flag, 1)])
    rows.append([])
    return SparseMatrix(columns: slots.layout.width, rows: rows)
  }
}
