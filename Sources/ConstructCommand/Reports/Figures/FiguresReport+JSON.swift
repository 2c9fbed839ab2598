import Arithmetic
import CopyTask
import Figures
import StrictJSON

extension FiguresReport {
  /// The numbers as one JSON object, schema `verbatim.figures/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.figures/1",
      "figures": .array(
        figures.map { figure in
          [
            "name": figure.name.json, "title": figure.title.json, "description": figure.description.json,
            "charts": .array(figure.charts.map(FiguresReport.json)),
            "grids": .array(figure.grids.map(FiguresReport.json)),
            "diagrams": .array(figure.diagrams.map(FiguresReport.json)),
          ]
        }),
    ]
  }

  private static func json(_ grid: CellGrid) -> JSONValue {
    let rows = grid.rows.map { row -> JSONValue in
      let cells = row.cells.map { cell -> JSONValue in
        [
          "column": cell.column.json, "span": cell.span.json, "text": cell.text.json,
          "look": cell.look.rawValue.json,
        ]
      }
      return ["label": row.label.json, "remark": row.remark.json, "cells": .array(cells)]
    }
    return ["title": grid.title.json, "rows": .array(rows), "notes": grid.notes.json]
  }

  private static func json(_ diagram: Diagram) -> JSONValue {
    [
      "title": diagram.title.json, "notes": diagram.notes.json,
      "boxes": .array(diagram.boxes.map { ["name": $0.name.json, "lines": $0.lines.json] }),
    ]
  }

  private static func json(_ chart: Chart) -> JSONValue {
    [
      "title": chart.title.json, "x": json(chart.x), "y": json(chart.y), "notes": chart.notes.json,
      "series": .array(
        chart.series.map { ["name": $0.name.json, "points": .array($0.points.map(FiguresReport.json))] }),
    ]
  }

  private static func json(_ axis: ChartAxis) -> JSONValue {
    ["label": axis.label.json, "logarithmic": (axis.scale == .logarithmic).json]
  }

  private static func json(_ point: Chart.Point) -> JSONValue {
    var json: JSONObject = ["x": ReportedNumber.exact(point.x).json, "y": point.y.reported.json]
    // Of a sampled point alone: how often the event occurred, in how many trials, and the interval.
    if case .sampled(let interval) = point.y {
      json["sample"] = [
        "occurrences": interval.occurrences.json, "trials": interval.trials.json,
        "confidence": ReportedNumber.exact(interval.confidence).json,
        "lower": ReportedNumber.exact(interval.lowerBound).json,
        "upper": ReportedNumber.exact(interval.upperBound).json,
      ]
    }
    return .object(json)
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
