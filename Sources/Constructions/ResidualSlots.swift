package import Transformers

/// What the construction keeps on the residual stream.
public enum ResidualSlot: Hashable, Sendable {
  /// The code of the token at this position.
  case code
  /// 1 for BOS and COPY.
  case flag
  /// 1 for BOS.
  case start
  /// G_k, k = 0...n: the piece at offset k.
  case gathered(Int)
  /// Q_k, k = 0...n - 1: a gated piece that a query is made of.
  case query(Int)
  /// K_k, k = 1...n: a gated piece that a key is made of.
  case key(Int)
  /// O: what the second layer read.
  case read

  /// The name on pages and in files.
  public var name: String {
    switch self {
    case .code: "code"
    case .flag: "flag"
    case .start: "start"
    case .gathered(let offset): "G_\(offset)"
    case .query(let offset): "Q_\(offset)"
    case .key(let offset): "K_\(offset)"
    case .read: "O"
    }
  }
}

/// Where the construction keeps what on the residual stream.
///
/// A *piece* is a token code followed by a flag: d + 1 coordinates. Token codes are d signs; the flag says
/// "this is BOS or COPY", a boundary of the string.
package struct ResidualSlots: Sendable {
  package let parameters: NgramParameters
  package let layout: ResidualLayout

  /// All slots, in the order of their coordinates.
  package let all: [ResidualSlot]

  private let ranges: [ResidualSlot: Range<Int>]

  /// G_0...G_n: the pieces at offsets 0...n.
  package let gathered: [Range<Int>]

  /// Q_0...Q_{n-1}: the gated pieces that a query is made of.
  package let queries: [Range<Int>]

  /// K_1...K_n: the gated pieces that a key is made of. `keys[k - 1]` is K_k.
  package let keys: [Range<Int>]

  /// - Complexity: O(n).
  package init(_ parameters: NgramParameters) {
    self.parameters = parameters
    let n = parameters.ngram
    let piece = parameters.codeBits + 1
    var layout = ResidualLayout()
    all =
      [.code, .flag, .start] + (0...n).map { .gathered($0) } + (0..<n).map { .query($0) }
      + (1...n).map { .key($0) } + [.read]
    var ranges: [ResidualSlot: Range<Int>] = [:]
    for slot in all {
      let size =
        switch slot {
        case .code: parameters.codeBits
        case .flag, .start: 1
        case .gathered, .query, .key, .read: piece
        }
      ranges[slot] = layout.append(slot.name, size: size)
    }
    self.ranges = ranges
    gathered = (0...n).compactMap { ranges[.gathered($0)] }
    queries = (0..<n).compactMap { ranges[.query($0)] }
    keys = (1...n).compactMap { ranges[.key($0)] }
    self.layout = layout
  }

  /// The coordinates of a slot.
  ///
  /// - Precondition: there is such a slot for this n.
  package subscript(slot: ResidualSlot) -> Range<Int> {
    guard let range = ranges[slot] else { preconditionFailure("no slot \(slot.name) for n = \(parameters.ngram)") }
    return range
  }

  /// The slot of a coordinate.
  package func slot(of coordinate: Int) -> ResidualSlot? {
    all.first { self[$0].contains(coordinate) }
  }

  /// The code of the token at this position.
  package var code: Range<Int> { self[.code] }

  /// 1 for BOS and COPY.
  package var flag: Int { self[.flag].lowerBound }

  /// 1 for BOS.
  package var start: Int { self[.start].lowerBound }

  /// O: what the second layer read.
  package var read: Range<Int> { self[.read] }

  /// The coordinate of the flag in a piece: the last one.
  package static func flag(of piece: Range<Int>) -> Int { piece.upperBound - 1 }

  /// Rows that copy the token's own piece, code and flag, from the residual stream: the W_V of every head.
  var tokenPiece: SparseMatrix<Int> {
    SparseMatrix(columns: layout.width, rows: (Array(code) + [flag]).map { [(column: $0, value: 1)] })
  }
}

extension ResidualLayout {
  /// The range of a slot, or `nil` if the layout has none of this kind.
  ///
  /// - Complexity: O(number of slots).
  package subscript(slot: ResidualSlot) -> Range<Int>? { slots.first { $0.name == slot.name }?.range }
}
