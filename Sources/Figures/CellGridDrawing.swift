/// The elements of one grid, from a height of the page downward: title, legend, rows, arrows, notes.
///
/// Lengths are integers, in tenths of a pixel, as in `ChartDrawing`.
struct CellGridDrawing {
  /// A cell, and the space below its row.
  static let cellHeight = 280
  static let rowGap = 90
  /// The space below a row from which an arrow leads to the next: enough to see where it goes.
  static let arrowGap = 620
  /// No column is wider: a cell holds a token, not a sentence.
  static let widestColumn = 900
  /// How far the arc over neighboring cells rises, and how much more for each further column.
  static let arc = 130
  static let arcPerColumn = 30

  let grid: CellGrid
  private(set) var sketch: Sketch

  /// The left edge of the first column, the width of a column, and the upper edges of the rows.
  private let left: Int
  let column: Int
  private var tops: [Int] = []

  init(_ grid: CellGrid, top: Int) {
    self.grid = grid
    let label = CellGridDrawing.width(grid.rows.map(\.label))
    let remark = CellGridDrawing.width(grid.rows.map(\.remark))
    left = 160 + label
    let room = ChartDrawing.width - 320 - label - remark
    column = min(CellGridDrawing.widestColumn, room / grid.columns)
    sketch = Sketch(top: top + 240)
    sketch.text(160, sketch.bottom, grid.title, "title")
    sketch.bottom += 130
    drawLegend()
    for row in grid.rows.indices {
      sketch.bottom += rise(above: row)
      tops.append(sketch.bottom)
      sketch.bottom += CellGridDrawing.cellHeight + rise(below: row)
      let leads = grid.arrows.contains { min($0.start.row, $0.end.row) == row && $0.start.row != $0.end.row }
      sketch.bottom += leads ? CellGridDrawing.arrowGap : CellGridDrawing.rowGap
    }
    for (row, top) in zip(grid.rows, tops) { draw(row, top: top) }
    for arrow in grid.arrows { draw(arrow) }
    sketch.bottom += 150
    sketch.notes(grid.notes)
  }

  /// Room for the longest of these texts, and for a space beside it.
  private static func width(_ texts: [String]) -> Int {
    let longest = texts.map(\.count).max() ?? 0
    return longest == 0 ? 0 : longest * ChartDrawing.character + 120
  }

  // MARK: - Arcs

  private func height(_ arrow: CellGrid.Arrow) -> Int {
    CellGridDrawing.arc + CellGridDrawing.arcPerColumn * abs(arrow.start.column - arrow.end.column)
  }

  private func arcs(_ row: Int, below: Bool) -> [CellGrid.Arrow] {
    grid.arrows.filter { $0.start.row == row && $0.end.row == row && $0.isBelow == below }
  }

  private func rise(above row: Int) -> Int { arcs(row, below: false).map(height).max() ?? 0 }
  private func rise(below row: Int) -> Int { arcs(row, below: true).map(height).max() ?? 0 }

  private func middle(_ place: CellGrid.Place) -> Int {
    let span = grid.rows[place.row].cells.first { $0.column == place.column }?.span ?? 1
    return left + place.column * column + span * column / 2
  }

  /// A curve that leaves and arrives vertically, so that its head points up or down.
  private mutating func draw(_ arrow: CellGrid.Arrow) {
    let (from, to) = (middle(arrow.start), middle(arrow.end))
    let (first, last) = (tops[arrow.start.row], tops[arrow.end.row])
    let isLevel = arrow.start.row == arrow.end.row
    let goesUp = isLevel ? !arrow.isBelow : last < first
    let start = first + (goesUp ? 0 : CellGridDrawing.cellHeight)
    let arrivesAbove = isLevel ? goesUp : !goesUp
    let tip = last + (arrivesAbove ? 0 : CellGridDrawing.cellHeight)
    // The head is 9 pixels long, and the line ends inside it.
    let back = arrivesAbove ? -90 : 90
    let end = tip + back * 2 / 3
    // A cubic curve reaches three quarters of the way to control points at one height.
    let bend = isLevel ? height(arrow) * 4 / 3 : abs(end - start) / 2
    let (leaves, arrives) = (start + (goesUp ? -bend : bend), end + (arrivesAbove ? -bend : bend))
    let way = "M\(point(from, start))C\(point(from, leaves)) \(point(to, arrives)) \(point(to, end))"
    sketch.add(#"<path class="way \#(arrow.look.rawValue)" d="\#(way)"/>"#)
    let head = "M\(point(to, tip))L\(point(to - 50, tip + back))L\(point(to + 50, tip + back))Z"
    sketch.add(#"<path class="tip \#(arrow.look.rawValue)" d="\#(head)"/>"#)
  }

  // MARK: - Cells

  private mutating func draw(_ row: CellGrid.Row, top: Int) {
    let baseline = top + CellGridDrawing.cellHeight / 2 + 45
    sketch.text(160, baseline, row.label, "small")
    for cell in row.cells {
      draw(cell, x: left + cell.column * column, top: top, width: cell.span * column - 40)
    }
    sketch.text(left + grid.columns * column + 120, baseline, row.remark, "small")
  }

  private mutating func draw(_ cell: CellGrid.Cell, x: Int, top: Int, width: Int) {
    let height = CellGridDrawing.cellHeight
    let (x, baseline) = (x + 20, top + height / 2 + 45)
    if cell.look != .bare {
      sketch.add(
        #"<rect class="cell \#(cell.look.rawValue)" x="\#(pixels(x))" y="\#(pixels(top))" "#
          + #"width="\#(pixels(width))" height="\#(pixels(height))" rx="3"/>"#)
    }
    if cell.look == .gone { hatch(x: x, top: top, width: width) }
    let look = cell.look == .bare ? "small" : cell.look == .gone ? "halo" : ""
    sketch.text(x + width / 2, baseline, cell.text, look, anchor: "middle")
  }

  /// Lines from the upper right to the lower left, 7 pixels from one to the next.
  private mutating func hatch(x: Int, top: Int, width: Int) {
    let height = CellGridDrawing.cellHeight
    var path = ""
    for sum in stride(from: 70, to: width + height, by: 70) {
      let upper = point(x + min(sum, width), top + max(0, sum - width))
      let lower = point(x + max(0, sum - height), top + min(sum, height))
      path += "M\(upper)L\(lower)"
    }
    sketch.add(#"<path class="hatch" d="\#(path)"/>"#)
  }

  /// A sample of each mark before its meaning, as many beside each other as there is room for.
  private mutating func drawLegend() {
    guard !grid.legend.isEmpty else {
      sketch.bottom += 60
      return
    }
    var x = 160
    for entry in grid.legend {
      let width = 620 + entry.text.count * ChartDrawing.character
      if x > 160, x + width > ChartDrawing.width - 160 {
        x = 160
        sketch.bottom += CellGridDrawing.cellHeight + 60
      }
      draw(CellGrid.Cell("", column: 0, entry.look), x: x, top: sketch.bottom, width: 360)
      sketch.text(x + 460, sketch.bottom + CellGridDrawing.cellHeight / 2 + 45, entry.text, "small")
      x += width
    }
    sketch.bottom += CellGridDrawing.cellHeight + 120
  }

  private func point(_ x: Int, _ y: Int) -> String { "\(pixels(x)) \(pixels(y))" }

  // MARK: - Style

  /// The rules for cells, beside those of `ChartStyle`, whose first two colors they take.
  static var sheet: String {
    let (found, next) = (ChartStyle.looks[0], ChartStyle.looks[1])
    return """
      .verbatim .cell { fill: none; stroke: #4d5660; stroke-width: 1 }
      .verbatim .cell.found { fill: \(found.light); fill-opacity: 0.15; stroke: \(found.light); stroke-width: 2.5 }
      .verbatim .cell.next { fill: \(next.light); fill-opacity: 0.15; stroke: \(next.light); stroke-width: 2.5; \
      stroke-dasharray: 5 3 }
      .verbatim .hatch { fill: none; stroke: #8c959f; stroke-width: 1 }
      .verbatim .halo { paint-order: stroke; stroke: #ffffff; stroke-width: 4; fill: #4d5660 }
      .verbatim .way { fill: none; stroke-width: 2 } .verbatim .tip { stroke: none }
      .verbatim .way.found { stroke: \(found.light) } .verbatim .tip.found { fill: \(found.light) }
      .verbatim .way.next { stroke: \(next.light); stroke-dasharray: 5 3 } \
      .verbatim .tip.next { fill: \(next.light) }
      @media (prefers-color-scheme: dark) {
      .verbatim .cell { stroke: #b1bac4 } .verbatim .hatch { stroke: #6e7681 }
      .verbatim .cell.found { fill: \(found.dark); stroke: \(found.dark) }
      .verbatim .cell.next { fill: \(next.dark); stroke: \(next.dark) }
      .verbatim .halo { stroke: #0d1117; fill: #b1bac4 }
      .verbatim .way.found { stroke: \(found.dark) } .verbatim .tip.found { fill: \(found.dark) }
      .verbatim .way.next { stroke: \(next.dark) } .verbatim .tip.next { fill: \(next.dark) }
      }
      """
  }

  /// The rules for the kinds of a map, in the colors of `ChartStyle` from the second on.
  static var kindSheet: String {
    let kinds: [(CellGrid.Look, ChartStyle.Look)] = [
      (.first, ChartStyle.looks[1]), (.second, ChartStyle.looks[0]), (.third, ChartStyle.looks[2]),
      (.fourth, ChartStyle.looks[4]), (.fifth, ChartStyle.looks[5]),
    ]
    func rules(_ color: KeyPath<ChartStyle.Look, String>) -> String {
      kinds.map { ".verbatim .cell.\($0.rawValue) { fill: \($1[keyPath: color]); fill-opacity: 0.35 }" }
        .joined(separator: "\n")
    }
    return rules(\.light) + "\n@media (prefers-color-scheme: dark) {\n" + rules(\.dark) + "\n}"
  }

  /// Whether a grid has cells of these kinds.
  static func hasKinds(_ grid: CellGrid) -> Bool {
    grid.rows.flatMap(\.cells).contains { [.first, .second, .third, .fourth, .fifth].contains($0.look) }
  }
}
