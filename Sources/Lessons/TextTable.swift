import Arithmetic

/// A table in plain text, as lessons print it: each column as wide as its widest cell, two spaces between
/// columns.
///
///     var table = TextTable(["n", "string"], left: [1])
///     table.append(3, "aaababbbaa")
///     print(table)
public struct TextTable: CustomStringConvertible, Sendable {
  private var rows: [[String]]
  /// The columns whose cells stand at their left; numbers belong at the right.
  private let left: Set<Int>

  /// A table with these headings and no rows.
  public init(_ headings: [String], left: Set<Int> = []) {
    rows = [headings]
    self.left = left
  }

  /// Adds a row. The digits of an integer are written in groups of three, everything else as it describes
  /// itself: a fraction exactly.
  ///
  /// - Precondition: there is a cell for each heading.
  public mutating func append(_ cells: any CustomStringConvertible...) {
    append(row: cells.map { $0 is Int || $0 is Integer ? "\($0)".groupedDigits : "\($0)" })
  }

  /// Adds a row of texts, which are written as they are.
  ///
  /// - Precondition: as above.
  public mutating func append(row cells: [String]) {
    precondition(cells.count == rows[0].count, "\(cells.count) cells under \(rows[0].count) headings")
    rows.append(cells)
  }

  /// The lines of the table, without spaces at their ends, the last without a line feed.
  public var description: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ") + (left.contains(column) ? cell + space : space + cell)
      }
      return line.trimmedAtEnd
    }
    return lines.joined(separator: "\n")
  }
}
