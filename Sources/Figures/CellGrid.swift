/// Cells in rows, such as the tokens of a string, with marks and arrows: what is where, and where it goes.
///
/// A grid is data; `CellGridDrawing` decides where its cells stand on the page.
public struct CellGrid: Sendable, Hashable {
  /// How a cell is marked. Frames and fillings differ without color too.
  public enum Look: String, Sendable, Hashable, CaseIterable {
    /// Text without a frame, such as the number of a position.
    case bare
    /// A thin frame.
    case plain
    /// What is looked at: a thick frame.
    case found
    /// What follows from it: a thick, dashed frame.
    case next
    /// What does not count: hatched.
    case gone
    /// Kinds of a map, each in a color of its own, which their texts tell apart too.
    case first, second, third, fourth, fifth
  }

  /// A text in one column or more.
  public struct Cell: Sendable, Hashable {
    /// The first column, from 0, and how many the cell takes.
    public let column, span: Int
    /// What stands in it.
    public let text: String
    /// How it is marked.
    public let look: Look

    /// A cell from this column on.
    ///
    /// - Precondition: `column >= 0` and `span >= 1`.
    public init(_ text: String, column: Int, span: Int = 1, _ look: Look = .plain) {
      precondition(column >= 0 && span >= 1, "a cell of \(span) columns from column \(column) on")
      (self.text, self.column, self.span, self.look) = (text, column, span, look)
    }
  }

  /// Cells side by side.
  public struct Row: Sendable, Hashable {
    /// What stands at its left.
    public let label: String
    /// In order, and apart from each other.
    public let cells: [Cell]
    /// What stands at its right.
    public let remark: String

    /// A row with words at its ends.
    public init(_ label: String, _ cells: [Cell], remark: String = "") {
      (self.label, self.cells, self.remark) = (label, cells, remark)
    }
  }

  /// A cell, by its row and its column.
  public struct Place: Sendable, Hashable {
    /// Both from 0.
    public let row, column: Int

    /// The place of a cell.
    public init(row: Int, column: Int) {
      (self.row, self.column) = (row, column)
    }
  }

  /// From one cell to another: from row to row straight on, in the same row as an arc above or below it.
  public struct Arrow: Sendable, Hashable {
    /// The cells that it joins.
    public let start, end: Place
    /// Whether an arc runs below its row.
    public let isBelow: Bool
    /// `found` or `next`, as the cells that it joins.
    public let look: Look

    /// An arrow between two cells.
    public init(from start: Place, to end: Place, isBelow: Bool = false, _ look: Look) {
      (self.start, self.end, self.isBelow, self.look) = (start, end, isBelow, look)
    }
  }

  /// Stands above.
  public let title: String
  /// From top to bottom.
  public let rows: [Row]
  /// Over the cells.
  public let arrows: [Arrow]
  /// What the marks mean, in the order of the legend.
  public let legend: [Cell]
  /// Sentences that stand below.
  public let notes: [String]

  /// A grid of these rows.
  ///
  /// - Precondition: there is a row; cells of a row are in order and apart; arrows join cells that are there,
  ///   and no cell with itself.
  public init(
    title: String, rows: [Row], arrows: [Arrow] = [], legend: [(look: Look, meaning: String)] = [],
    notes: [String] = []
  ) {
    precondition(!rows.isEmpty, "a grid without rows")
    for row in rows {
      precondition(
        zip(row.cells, row.cells.dropFirst()).allSatisfy { $0.column + $0.span <= $1.column },
        "cells of row '\(row.label)' overlap")
    }
    for arrow in arrows {
      precondition(arrow.start != arrow.end, "an arrow from a cell to itself")
      for place in [arrow.start, arrow.end] {
        let isThere =
          rows.indices.contains(place.row)
          && rows[place.row].cells.contains { $0.column == place.column }
        precondition(isThere, "an arrow at row \(place.row), column \(place.column), where no cell begins")
      }
    }
    (self.title, self.rows, self.arrows, self.notes) = (title, rows, arrows, notes)
    self.legend = legend.map { Cell($0.meaning, column: 0, $0.look) }
  }

  /// The number of columns.
  public var columns: Int { rows.flatMap(\.cells).map { $0.column + $0.span }.max() ?? 1 }
}
