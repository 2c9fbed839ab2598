import Transformers

/// A tensor that is written out in full, held by its entries that are not zero.
struct DenseTensor: Sendable {
  let name: String
  let type: TensorType

  /// One or two sizes.
  let shape: [Int]

  /// Codes of the entries. A tensor with one size is a single row.
  let entries: SparseMatrix<UInt64>

  /// A tensor of codes of a type.
  init(_ tensor: NamedTensor<UInt64>, _ type: TensorType) {
    self.init("\(tensor.name)", type, shape: tensor.shape, tensor.entries)
  }

  /// A matrix, or a vector in one row, of codes of a type.
  init(_ name: String, _ type: TensorType, shape: [Int], _ entries: SparseMatrix<UInt64>) {
    self.name = name
    self.type = type
    self.shape = shape
    self.entries = entries
  }

  /// The number of bytes that the tensor takes in a file.
  var byteCount: Int { entries.rows * entries.columns * type.size }

  /// Appends the bytes of one row: every entry least significant byte first.
  func append(row: Int, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: entries.columns * type.size))
    for (column, code) in entries.row(row) {
      for byte in 0..<type.size {
        bytes[start + column * type.size + byte] = UInt8(truncatingIfNeeded: code >> UInt64(8 * byte))
      }
    }
  }

  /// All bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    for row in 0..<entries.rows { append(row: row, to: &bytes) }
    return bytes
  }
}

extension SparseMatrix<UInt64> {
  /// Rows become columns.
  var transposed: SparseMatrix<UInt64> {
    var columnsOfRows = [[(column: Int, value: UInt64)]](repeating: [], count: columns)
    for index in 0..<rows {
      for (column, value) in row(index) { columnsOfRows[column].append((index, value)) }
    }
    var result = SparseMatrix<UInt64>(columns: rows)
    for row in columnsOfRows { result.append(row: row) }
    return result
  }
}
