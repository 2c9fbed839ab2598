import Arithmetic
import CopyTask

/// The elements of one chart, from a height of the page downward: title, legend, axes, series, notes.
///
/// All lengths are integers, in tenths of a pixel. The legend and the notes stand outside the axes, so that
/// no text can meet a line.
struct ChartDrawing {
  /// The width of the page. 720 is what fits beside the margins of a page on screens of all kinds.
  static let width = 7200

  /// The margins beside the axes: room for numbers on the left, for half a number on the right.
  static let left = 760
  static let right = 240
  /// The height between the axes.
  static let plotHeight = 2800
  static let line = 180
  /// The most that a character of the small text takes on average, with the widest of the usual fonts.
  static let character = 76
  /// Sentences have more narrow letters than names.
  static let noteColumns = 98

  let chart: Chart
  private(set) var sketch: Sketch

  private var top = 0
  private var plotWidth: Int { ChartDrawing.width - ChartDrawing.left - ChartDrawing.right }

  init(_ chart: Chart, top: Int) {
    self.chart = chart
    sketch = Sketch(top: top + 240)
    sketch.text(160, sketch.bottom, chart.title, "title")
    sketch.bottom += 80
    drawLegend()
    sketch.text(160, sketch.bottom + 240, chart.y.label, "small")
    sketch.bottom += 360
    self.top = sketch.bottom
    drawAxes()
    for (index, series) in chart.series.enumerated() { draw(series, index) }
    sketch.bottom += ChartDrawing.plotHeight + 620
    sketch.notes(chart.allNotes)
  }

  // MARK: - Legend and axes

  /// A sample of each series before its name, as many beside each other as there is room for.
  private mutating func drawLegend() {
    var x = 160
    sketch.bottom += ChartDrawing.line
    for (index, series) in chart.series.enumerated() {
      let width = 560 + series.name.count * ChartDrawing.character
      if x > 160, x + width > ChartDrawing.width - 160 {
        x = 160
        sketch.bottom += ChartDrawing.line
      }
      let y = sketch.bottom - 40
      if series.isJoined {
        sketch.add(
          #"<path class="line s\#(index)" d="M\#(pixels(x)) \#(pixels(y))H\#(pixels(x + 300))"/>"#)
      }
      mark(x + 150, y, index)
      sketch.text(x + 360, sketch.bottom, series.name, "small")
      x += width
    }
  }

  private mutating func drawAxes() {
    let (low, height) = (top + ChartDrawing.plotHeight, ChartDrawing.plotHeight)
    for tick in chart.x.ticks {
      let x = ChartDrawing.left + chart.x.place(tick, length: plotWidth)
      sketch.add(#"<path class="grid" d="M\#(pixels(x)) \#(pixels(top))V\#(pixels(low))"/>"#)
      sketch.text(x, low + 190, chart.x.text(tick), "small", anchor: "middle")
    }
    for tick in chart.y.ticks {
      let y = low - chart.y.place(tick, length: height)
      sketch.add(
        #"<path class="grid" d="M\#(pixels(ChartDrawing.left)) \#(pixels(y))H\#(pixels(ChartDrawing.left + plotWidth))"/>"#
      )
      sketch.text(ChartDrawing.left - 80, y + 40, chart.y.text(tick), "small", anchor: "end")
    }
    sketch.text(ChartDrawing.left + plotWidth / 2, low + 400, chart.x.label, "small", anchor: "middle")
  }

  // MARK: - Series

  /// Samples of the same strings stand at the same x. They are drawn beside each other, 6 pixels from one to
  /// the next, to the left and right of it.
  private func shift(_ index: Int) -> Int {
    guard !chart.series[index].isJoined else { return 0 }
    let others = chart.series.indices.filter { !chart.series[$0].isJoined }
    let rank = others.filter { $0 < index }.count
    return 30 * (2 * rank - others.count + 1)
  }

  private func place(_ point: Chart.Point, _ index: Int) -> (x: Int, y: Int) {
    (
      ChartDrawing.left + chart.x.place(point.x, length: plotWidth) + shift(index),
      top + ChartDrawing.plotHeight - chart.y.place(point.y.drawn, length: ChartDrawing.plotHeight)
    )
  }

  private mutating func draw(_ series: Chart.Series, _ index: Int) {
    if series.isJoined {
      // A point that cannot be shown breaks the line in two.
      var path = ""
      var isOpen = false
      for point in series.points {
        guard chart.shows(point) else {
          isOpen = false
          continue
        }
        let place = place(point, index)
        path += "\(isOpen ? "L" : "M")\(pixels(place.x)) \(pixels(place.y))"
        isOpen = true
      }
      if !path.isEmpty { sketch.add(#"<path class="line s\#(index)" d="\#(path)"/>"#) }
    }
    for point in series.points { drawBar(point, index) }
    for place in marked(series, index) { mark(place.x, place.y, index) }
  }

  /// The points that get a marker: all, two widths of a marker apart or more; of a line with many points only
  /// every k-th for k lines, each beginning with another, so that lines that run together show markers of
  /// all.
  private func marked(_ series: Chart.Series, _ index: Int) -> [(x: Int, y: Int)] {
    let shown = series.points.filter(chart.shows).map { place($0, index) }
    guard series.isJoined else { return shown }
    var chosen = shown
    // More than 30 points are nearer than two widths on average.
    if shown.count > 30 {
      chosen = shown.enumerated().filter { $0.offset % chart.series.count == index }.map(\.element)
    }
    var last: Int?
    return chosen.filter { place in
      if let before = last, place.x - before < 200 { return false }
      last = place.x
      return true
    }
  }

  /// The interval of a sampled point, with an end cut off at the axis where it goes on.
  private mutating func drawBar(_ point: Chart.Point, _ index: Int) {
    guard case .sampled(let interval) = point.y, chart.x.shows(point.x) else { return }
    let ends = (max(interval.lowerBound, chart.y.lower), min(interval.upperBound, chart.y.upper))
    guard ends.0 <= ends.1 else { return }
    let x = ChartDrawing.left + chart.x.place(point.x, length: plotWidth) + shift(index)
    let base = top + ChartDrawing.plotHeight
    let low = base - chart.y.place(ends.0, length: ChartDrawing.plotHeight)
    let high = base - chart.y.place(ends.1, length: ChartDrawing.plotHeight)
    var path = "M\(pixels(x)) \(pixels(low))V\(pixels(high))"
    for (end, isWhole) in [(low, ends.0 == interval.lowerBound), (high, ends.1 == interval.upperBound)]
    where isWhole {
      path += "M\(pixels(x - 40)) \(pixels(end))H\(pixels(x + 40))"
    }
    sketch.add(#"<path class="bar s\#(index)" d="\#(path)"/>"#)
  }

  private mutating func mark(_ x: Int, _ y: Int, _ index: Int) {
    let corners = ChartStyle.looks[index].marker.map { "\(pixels(x + $0.x)) \(pixels(y + $0.y))" }
    sketch.add(#"<path class="mark s\#(index)" d="M\#(corners.joined(separator: "L"))Z"/>"#)
  }
}
