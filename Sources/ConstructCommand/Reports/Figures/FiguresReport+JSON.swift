import Arithmetic
import CopyTask
import Figures

extension FiguresReport {
  /// The numbers as one JSON object, schema `verbatim.figures/1`.
  func json() throws -> String { try reportJSON(Document(figures)) }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    struct Axis: Encodable {
      let label: String
      let logarithmic: Bool
    }

    struct Point: Encodable {
      let x: ReportedNumber
      let y: ReportedNumber
      /// Of a sampled point: how often the event occurred, in how many trials, and the interval.
      let sample: Sample?
    }

    struct Sample: Encodable {
      let occurrences, trials: Int
      let confidence, lower, upper: ReportedNumber
    }

    struct Series: Encodable {
      let name: String
      let points: [Point]
    }

    struct Chart: Encodable {
      let title: String
      let x, y: Axis
      let series: [Series]
      let notes: [String]
    }

    struct Cell: Encodable {
      let column, span: Int
      let text, look: String
    }

    struct Row: Encodable {
      let label, remark: String
      let cells: [Cell]
    }

    struct Grid: Encodable {
      let title: String
      let rows: [Row]
      let notes: [String]
    }

    struct Box: Encodable {
      let name: String
      let lines: [String]
    }

    struct Diagram: Encodable {
      let title: String
      let boxes: [Box]
      let notes: [String]
    }

    struct Entry: Encodable {
      let name, title, description: String
      let charts: [Chart]
      let grids: [Grid]
      let diagrams: [Diagram]
    }

    let schema = "verbatim.figures/1"
    let figures: [Entry]

    init(_ figures: [Figure]) {
      self.figures = figures.map { figure in
        Entry(
          name: figure.name, title: figure.title, description: figure.description,
          charts: figure.charts.map(Document.chart), grids: figure.grids.map(Document.grid),
          diagrams: figure.diagrams.map(Document.diagram))
      }
    }

    private static func grid(_ grid: CellGrid) -> Grid {
      let rows = grid.rows.map { row in
        Row(
          label: row.label, remark: row.remark,
          cells: row.cells.map {
            Cell(column: $0.column, span: $0.span, text: $0.text, look: $0.look.rawValue)
          })
      }
      return Grid(title: grid.title, rows: rows, notes: grid.notes)
    }

    private static func diagram(_ diagram: Figures.Diagram) -> Diagram {
      Diagram(
        title: diagram.title, boxes: diagram.boxes.map { Box(name: $0.name, lines: $0.lines) },
        notes: diagram.notes)
    }

    private static func chart(_ chart: Figures.Chart) -> Chart {
      Chart(
        title: chart.title, x: axis(chart.x), y: axis(chart.y),
        series: chart.series.map { Series(name: $0.name, points: $0.points.map(point)) }, notes: chart.notes)
    }

    private static func axis(_ axis: ChartAxis) -> Axis {
      Axis(label: axis.label, logarithmic: axis.scale == .logarithmic)
    }

    private static func point(_ point: Figures.Chart.Point) -> Point {
      var sample: Sample?
      if case .sampled(let interval) = point.y {
        sample = Sample(
          occurrences: interval.occurrences, trials: interval.trials, confidence: .exact(interval.confidence),
          lower: .exact(interval.lowerBound), upper: .exact(interval.upperBound))
      }
      return Point(x: .exact(point.x), y: point.y.reported, sample: sample)
    }
  }
}

extension Chart.Value {
  /// The number for a report: exact where it is known, and else bounds rounded outward.
  var reported: ReportedNumber {
    switch self {
    case .exact, .sampled: return .exact(drawn)
    case .enclosed(let lower, let upper):
      let digits = ReportedNumber.digitsForPrograms
      return .enclosure(
        lower: lower.decimal(digits: digits, .down), upper: upper.decimal(digits: digits, .up))
    }
  }
}
