import Arithmetic
import Foundation
import StateSpaces
import Testing

/// The longest copies of every model in the table of state sizes, from its bits.
@Suite("The table of longest copies")
struct LongestCopyTableTests {
  private struct Row {
    let name: String
    let bits: [Integer]
    let field: Integer?
    /// D, then four lengths: for error 1/2 and 1/1000, for each number of bits.
    let alphabets: [[Int]]
  }

  private func rows() throws -> [Row] {
    let folder = try #require(Bundle.module.resourceURL)
    let text = try String(
      contentsOf: folder.appendingPathComponent("Data/longest-copies.txt"), encoding: .utf8)
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: ";").map(String.init)
      let numbers = try fields.dropFirst(4).map { try #require(Int($0)) }
      try #require(numbers.count % 5 == 0 && !numbers.isEmpty)
      return Row(
        name: fields[0], bits: [try #require(Integer(fields[1])), try #require(Integer(fields[2]))],
        field: Integer(fields[3]),
        alphabets: stride(from: 0, to: numbers.count, by: 5).map { Array(numbers[$0..<($0 + 5)]) })
    }
  }

  @Test("is what the bits of each row say")
  func everyCell() throws {
    var (cells, differs) = (0, 0)
    for row in try rows() {
      for alphabet in row.alphabets {
        for (index, error) in [Rational(1, 2), Rational(1, 1000)].enumerated() {
          let bound = UniformCopyBound(alphabetSize: alphabet[0], error: error)
          for (kind, bits) in row.bits.enumerated() {
            let found = StateCapacity(bits: bits, receptiveField: row.field, bound: bound).longestCopy
            let expected = Integer(alphabet[1 + 2 * index + kind])
            #expect(found == expected, "\(row.name), D = \(alphabet[0]), error \(error), \(bits) bits")
            cells += 1
          }
        }
        differs += (alphabet[1] == alphabet[3] ? 0 : 1) + (alphabet[2] == alphabet[4] ? 0 : 1)
      }
    }
    // As many cells as the table has, and as many of them as depend on the error.
    #expect(cells == 560)
    #expect(differs == 24)
  }
}
