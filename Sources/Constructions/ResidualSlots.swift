package import Transformers

/// Where the construction keeps what on the residual stream.
///
/// A *piece* is a token code followed by a flag: d + 1 coordinates. Token codes are d signs; the flag says
/// "this is BOS or COPY", a boundary of the string.
package struct ResidualSlots: Sendable {
  package let parameters: NgramParameters
  package let layout: ResidualLayout

  /// The code of the token at this position.
  package let code: Range<Int>

  /// 1 for BOS and COPY.
  package let flag: Int

  /// 1 for BOS.
  package let start: Int

  /// G_0...G_n: the pieces at offsets 0...n.
  package let gathered: [Range<Int>]

  /// Q_0...Q_{n-1}: the gated pieces that a query is made of.
  package let queries: [Range<Int>]

  /// K_1...K_n: the gated pieces that a key is made of. `keys[k - 1]` is K_k.
  package let keys: [Range<Int>]

  /// O: what the second layer read.
  package let read: Range<Int>

  package init(_ parameters: NgramParameters) {
    self.parameters = parameters
    let n = parameters.ngram
    let piece = parameters.codeBits + 1
    var layout = ResidualLayout()
    code = layout.append("code", size: parameters.codeBits)
    flag = layout.append("flag", size: 1).lowerBound
    start = layout.append("start", size: 1).lowerBound
    gathered = (0...n).map { layout.append("G_\($0)", size: piece) }
    queries = (0..<n).map { layout.append("Q_\($0)", size: piece) }
    keys = (1...n).map { layout.append("K_\($0)", size: piece) }
    read = layout.append("O", size: piece)
    self.layout = layout
  }

  /// The coordinate of the flag in a piece: the last one.
  package static func flag(of piece: Range<Int>) -> Int { piece.upperBound - 1 }

  /// Rows that copy the token's own piece, code and flag, from the residual stream: the W_V of every head.
  var tokenPiece: SparseMatrix<Int> {
    SparseMatrix(columns: layout.width, rows: (code + [flag]).map { [(column: $0, value: 1)] })
  }
}

extension Range<Int> {
  static func + (range: Range<Int>, more: [Int]) -> [Int] { Array(range) + more }
}

extension SparseMatrix<Int> {
  /// A matrix with these rows, given by their non-zero entries in any order.
  init(columns: Int, rows: [[(column: Int, value: Int)]]) {
    self.init(columns: columns)
    for row in rows { append(row: row.sorted { $0.column < $1.column }) }
  }
}
