import Arithmetic
import CopyTask
import Figures
import Lessons

/// The numbers in figures.
struct FiguresReport: CommandReport {
  let figures: [Figure]

  /// Whether people want them.
  let hasTables: Bool

  /// The rows of each grid; a table for each chart: a row for each x, a column for each series; the words of
  /// each diagram.
  func text() -> String {
    guard hasTables else { return "" }
    return figures.flatMap {
      $0.grids.map(FiguresReport.text) + $0.charts.map(FiguresReport.text) + $0.diagrams.map(FiguresReport.text)
    }.joined(separator: "\n\n")
  }

  /// A line for each row: its label, its cells in brackets, its remark.
  private static func text(_ grid: CellGrid) -> String {
    var rows = TextTable(["", "", ""], left: [0, 1, 2])
    for row in grid.rows {
      let cells = row.cells.map { $0.look == .bare ? $0.text : "[\($0.text)]" }.joined(separator: " ")
      rows.append(row: ["  " + row.label, cells, row.remark])
    }
    // The headings are empty: their line is, too.
    return ([grid.title + "\(rows)"] + grid.notes.map { hangingParagraph("note", $0) })
      .joined(separator: "\n")
  }

  private static func text(_ diagram: Diagram) -> String {
    let boxes = diagram.boxes.map { box in ([box.name] + box.lines.map { "  " + $0 }).joined(separator: "\n  ") }
    return ([diagram.title] + boxes.map { "  " + $0 } + diagram.notes.map { hangingParagraph("note", $0) })
      .joined(separator: "\n")
  }

  private static func text(_ chart: Chart) -> String {
    var lines = [chart.title, "  x  \(chart.x.label)"]
    let letters = (0..<chart.series.count).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }
    for (letter, series) in zip(letters, chart.series) { lines.append("  \(letter)  \(series.name)") }
    let xs = Set(chart.series.flatMap { $0.points.map(\.x) }).sorted()
    let columns = chart.series.map { series in
      Dictionary(series.points.map { ($0.x, cell($0.y)) }, uniquingKeysWith: { first, _ in first })
    }
    var rows = TextTable(["x"] + letters)
    for x in xs { rows.append(row: [number(x)] + columns.map { $0[x] ?? "" }) }
    lines.append("\(rows)")
    for note in chart.notes { lines.append(hangingParagraph("note", note)) }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ value: Chart.Value) -> String {
    switch value {
    case .exact(let value): return number(value)
    case .enclosed(let lower, _): return "\(lower.decimal(digits: 6, .down)) +"
    case .sampled(let interval):
      let ends =
        "\(interval.lowerBound.decimal(digits: 3, .down)), \(interval.upperBound.decimal(digits: 3, .up))"
      return "\(value.drawn.decimal(digits: 3)) [\(ends)]"
    }
  }

  /// An integer in full, and six digits of all else.
  private static func number(_ value: Rational) -> String {
    value.isInteger ? "\(value)".groupedDigits : value.decimal(digits: 6)
  }
}
