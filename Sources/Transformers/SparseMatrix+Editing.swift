extension SparseMatrix where Element: AdditiveArithmetic {
  /// A matrix with these rows, given by their entries in any order.
  ///
  /// - Precondition: the columns of a row are in range and different.
  public init(columns: Int, rows: [[(column: Int, value: Element)]]) {
    self.init(columns: columns)
    for row in rows { append(row: row.sorted { $0.column < $1.column }) }
  }

  /// The entry at a place: zero where none is stored.
  ///
  /// - Complexity: O(entries of the row) to read, O(nonzeros) to change.
  public subscript(row: Int, column: Int) -> Element {
    get { self.row(row).first { $0.column == column }?.value ?? .zero }
    set {
      var entries = (0..<rows).map(self.row)
      entries[row].removeAll { $0.column == column }
      if newValue != .zero { entries[row].append((column, newValue)) }
      self = SparseMatrix(columns: columns, rows: entries)
    }
  }
}
