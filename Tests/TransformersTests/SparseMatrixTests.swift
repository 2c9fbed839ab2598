import Arithmetic
import CopyTask
import TestSupport
import Testing
import Transformers

@Suite("Sparse matrices and residual layouts")
struct SparseMatrixTests {
  @Test("multiply as the dense matrix does")
  func product() {
    forAll(.triple(.int(in: 0...5), .int(in: 1...5), .int(in: 0...999)), trials: 20) { rows, columns, seed in
      var source = SplitMix64(seed: UInt64(seed))
      let dense = (0..<rows).map { _ in (0..<columns).map { _ in source.next(below: 3) - 1 } }
      let vector = (0..<columns).map { _ in Rational(source.next(below: 9) - 4) }
      var sparse = SparseMatrix<Rational>(columns: columns)
      for row in dense {
        sparse.append(row: row.enumerated().filter { $0.1 != 0 }.map { (column: $0.0, value: Rational($0.1)) })
      }
      let expected = dense.map { row in zip(row, vector).reduce(Rational(0)) { $0 + Rational($1.0) * $1.1 } }
      return sparse.times(vector) == expected && sparse.rows == rows
        && sparse.nonzeros == dense.joined().count { $0 != 0 }
    }
  }

  @Test("layouts give out consecutive ranges by name")
  func layout() {
    var layout = ResidualLayout()
    #expect(layout.width == 0)
    #expect(layout.append("a", size: 3) == 0..<3)
    #expect(layout.append("b", size: 2) == 3..<5)
    #expect(layout.width == 5)
    #expect(layout.slots.map(\.name) == ["a", "b"])
  }
}
