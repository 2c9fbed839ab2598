import Constructions
import Rounding
import Testing
import Theorems

@testable import Figures

/// The map of formats against n d says what the theorem says, and what runs show.
@Suite("The figure of the frontier")
struct FrontierFigureTests {
  @Test("neighbors that are alike are one cell, with a word where there is room")
  func cells() {
    let cells = FrontierFigure.cells([nil, nil, nil, .readout, .sums, .windows, .windows, .windows])
    #expect(cells.map(\.text) == ["certain", "o", "\u{3a3}", "windows"])
    #expect(cells.map(\.column) == [0, 3, 4, 5] && cells.map(\.span) == [3, 1, 1, 3])
    #expect(Set(cells.map(\.look)).count == 4)
  }

  @Test("every row covers every n d, and its first change is where a string fails or a window rounds")
  func frontier() throws {
    let grid = try #require(FrontierFigure.figure().grids.first)
    for row in grid.rows.dropFirst() {
      #expect(row.cells.map(\.span).reduce(0, +) == FrontierFigure.ngrams.count, "\(row.label)")
      for (cell, next) in zip(row.cells, row.cells.dropFirst()) { #expect(cell.column + cell.span == next.column) }
    }
    let format = FloatFormat.float8e5m2
    let row = try #require(grid.rows.first { $0.label == format.name })
    let first = try #require(row.cells.first)
    let verdicts = try [first.span, first.span + 1].map { ngram in
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: FrontierFigure.alphabetSize)
      return try FrontierCell(parameters, in: FloatArithmetic(format), orders: .sequential).verdict
    }
    #expect(verdicts == [.certain, .fails])
  }
}
