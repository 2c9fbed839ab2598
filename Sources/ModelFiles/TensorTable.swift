import Arithmetic
import Transformers

/// The tensors of a file, each of which is asked for once, by name and with the shape it should have.
struct TensorTable {
  private let file: [UInt8]
  private var entries: [String: SafetensorsHeader.Entry]

  init(_ header: SafetensorsHeader, file: [UInt8]) {
    self.file = file
    // The header's keys are different.
    entries = Dictionary(header.entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a tensor of this name is left.
  func contains(_ name: String) -> Bool { entries[name] != nil }

  /// The shape of a tensor.
  ///
  /// - Throws: `ModelFileError` if there is no such tensor, or if it has not `dimensions` sizes of 1 or more.
  func shape(of name: String, dimensions: Int) throws(ModelFileError) -> [Int] {
    guard let entry = entries[name] else { throw .tensor(name, "it is missing") }
    guard entry.shape.count == dimensions, !entry.shape.contains(0) else {
      throw .tensor(
        name, "the shape \(entry.shape), expected \(dimensions) size\(dimensions == 1 ? "" : "s") of 1 or more")
    }
    return entry.shape
  }

  /// Takes out a tensor with this shape.
  private mutating func take(
    _ name: String, shape: [Int], among types: [TensorType]
  ) throws(ModelFileError) -> (TensorType, Range<Int>) {
    guard let entry = entries[name] else { throw .tensor(name, "it is missing") }
    guard entry.shape == shape else { throw .tensor(name, "the shape \(entry.shape), expected \(shape)") }
    guard let type = types.first(where: { $0.name == entry.type }) else {
      let names = types.map(\.name).joined(separator: ", ")
      throw .tensor(name, "the dtype \(entry.type), expected \(types.count == 1 ? names : "one of " + names)")
    }
    entries[name] = nil
    return (type, entry.bytes)
  }

  /// The code of the entry that starts at `start`.
  private func code(at start: Int, _ type: TensorType) -> UInt64 {
    var code: UInt64 = 0
    for offset in 0..<type.size { code |= UInt64(file[start + offset]) << UInt64(8 * offset) }
    return code
  }

  /// Takes out a matrix: its type, and its entries that are not zero.
  mutating func matrix(
    _ name: String, rows: Int, columns: Int
  ) throws(ModelFileError) -> SparseMatrix<Rational> {
    let (type, bytes) = try take(name, shape: [rows, columns], among: TensorType.allCases)
    return try rationals(name, rows: rows, columns: columns, type, bytes)
  }

  /// Takes out a vector of weights.
  mutating func vector(_ name: String, count: Int) throws(ModelFileError) -> [Rational] {
    let (type, bytes) = try take(name, shape: [count], among: TensorType.allCases)
    var vector = [Rational](repeating: 0, count: count)
    for (column, value) in try rationals(name, rows: 1, columns: count, type, bytes).row(0) {
      vector[column] = value
    }
    return vector
  }

  /// Takes out a vector of 64-bit integers.
  mutating func integers(_ name: String, count: Int) throws(ModelFileError) -> [Int] {
    let (type, bytes) = try take(name, shape: [count], among: [.i64])
    return (0..<count).map { Int(Int64(bitPattern: code(at: bytes.lowerBound + $0 * type.size, type))) }
  }

  private func rationals(
    _ name: String, rows: Int, columns: Int, _ type: TensorType, _ bytes: Range<Int>
  ) throws(ModelFileError) -> SparseMatrix<Rational> {
    var matrix = SparseMatrix<Rational>(columns: columns)
    // A constructed model has few different weights.
    var last: (code: UInt64, value: Rational) = (0, 0)
    for row in 0..<rows {
      var entries: [(column: Int, value: Rational)] = []
      for column in 0..<columns {
        let code = code(at: bytes.lowerBound + (row * columns + column) * type.size, type)
        if code == 0 { continue }
        if code != last.code {
          guard let value = type.value(ofCode: code) else {
            let place = rows == 1 ? "[\(column)]" : "[\(row), \(column)]"
            throw .tensor(name, "the entry \(place) is infinite or not a number, expected finite weights")
          }
          last = (code, value)
        }
        if last.value != 0 { entries.append((column, last.value)) }
      }
      matrix.append(row: entries)
    }
    return matrix
  }

  /// - Throws: `ModelFileError` that names a tensor that nobody took, if there is one.
  func requireEmpty() throws(ModelFileError) {
    guard let name = entries.keys.min() else { return }
    throw .tensor(name, "no such tensor in a model of two layers with Hard-ALiBi attention and ReLU")
  }
}
