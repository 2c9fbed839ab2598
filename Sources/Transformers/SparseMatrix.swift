public import Arithmetic

/// A matrix stored as the non-zero entries of its rows.
///
/// The weights of a construction are almost all zero: O(n^2 d) entries of O(n^2 d^2) are not, and only these
/// are stored and multiplied.
public struct SparseMatrix<Element: Sendable>: Sendable {
  /// The number of columns: the length of the vectors that the matrix is applied to.
  public let columns: Int

  /// Row `i` has the entries `starts[i]..<starts[i + 1]`.
  private var starts: [Int] = [0]
  private var indices: [Int] = []
  private var values: [Element] = []

  /// A matrix with no rows yet.
  public init(columns: Int) {
    self.columns = columns
  }

  /// Appends a row with the given non-zero entries.
  ///
  /// - Precondition: columns are in range and ascending.
  public mutating func append(row: [(column: Int, value: Element)]) {
    var previous = -1
    for (column, value) in row {
      precondition(
        column > previous && column < columns,
        "Column \(column) after \(previous): expected ascending columns below \(columns)")
      previous = column
      indices.append(column)
      values.append(value)
    }
    starts.append(indices.count)
  }

  /// The number of rows: the length of the vectors that the matrix gives.
  public var rows: Int { starts.count - 1 }

  /// The number of stored entries.
  public var nonzeros: Int { values.count }

  /// The stored entries of one row, by ascending column.
  public func row(_ index: Int) -> [(column: Int, value: Element)] {
    (starts[index]..<starts[index + 1]).map { (indices[$0], values[$0]) }
  }

  /// The matrix with every stored entry changed by `transform`.
  public func map<Other: Sendable>(_ transform: (Element) -> Other) -> SparseMatrix<Other> {
    var result = SparseMatrix<Other>(columns: columns)
    result.starts = starts
    result.indices = indices
    result.values = values.map(transform)
    return result
  }
}

extension SparseMatrix: Equatable where Element: Equatable {}

extension SparseMatrix where Element: Scalar {
  /// The product with a vector, added to `accumulator`. Each row's terms are added in ascending order of
  /// column.
  ///
  /// - Precondition: `vector` has `columns` and `accumulator` has `rows` elements.
  /// - Complexity: O(rows + nonzeros).
  public func multiply(_ vector: [Element], addingTo accumulator: inout [Element]) {
    precondition(vector.count == columns && accumulator.count == rows)
    for row in 0..<rows {
      forEachEntry(ofRow: row) { column, value in accumulator[row].add(value, times: vector[column]) }
    }
  }

  /// The product with a vector; sums start from `zero`, whose precision they keep.
  public func times(_ vector: [Element], zero: Element = .zero) -> [Element] {
    var product = [Element](repeating: zero, count: rows)
    multiply(vector, addingTo: &product)
    return product
  }

  private func forEachEntry(ofRow row: Int, _ body: (Int, Element) -> Void) {
    for entry in starts[row]..<starts[row + 1] { body(indices[entry], values[entry]) }
  }
}
