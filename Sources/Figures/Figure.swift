/// A picture: grids of cells, charts and diagrams below each other, with a name, and words for those who do
/// not see it.
public struct Figure: Sendable, Hashable {
  /// Its name on the command line and, with `.svg`, that of its file: lower case letters, digits and hyphens.
  public let name: String
  /// What it shows, in a line.
  public let title: String
  /// What can be seen in it, in sentences.
  public let description: String
  /// Above the charts.
  public let grids: [CellGrid]
  /// From top to bottom.
  public let charts: [Chart]
  /// Below the charts.
  public let diagrams: [Diagram]

  /// A picture of these grids, charts and diagrams.
  public init(
    name: String, title: String, description: String, grids: [CellGrid] = [], charts: [Chart] = [],
    diagrams: [Diagram] = []
  ) {
    (self.name, self.title, self.description) = (name, title, description)
    (self.grids, self.charts, self.diagrams) = (grids, charts, diagrams)
  }

  /// The picture as an SVG document: legible on light and dark pages, with a title and a description for
  /// screen readers, and the same bytes for the same charts on every machine.
  public func svg() -> String {
    var bottom = 0
    var elements: [String] = []
    for grid in grids {
      let sketch = CellGridDrawing(grid, top: bottom).sketch
      elements += sketch.elements
      bottom = sketch.bottom + 40
    }
    for chart in charts {
      let sketch = ChartDrawing(chart, top: bottom).sketch
      elements += sketch.elements
      bottom = sketch.bottom + 40
    }
    for diagram in diagrams {
      let drawing = diagram.drawing(top: bottom / 10)
      elements += drawing.elements
      bottom = 10 * drawing.bottom
    }
    let sheet =
      ([ChartStyle.sheet] + (grids.isEmpty ? [] : [CellGridDrawing.sheet])
      + (grids.contains(where: CellGridDrawing.hasKinds) ? [CellGridDrawing.kindSheet] : [])
      + (diagrams.isEmpty ? [] : [Diagram.sheet])).joined(separator: "\n")
    let (width, height) = (pixels(ChartDrawing.width), pixels(bottom))
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      class="verbatim" role="img" aria-labelledby="\(name)-title \(name)-desc">
      <title id="\(name)-title">\(title.escapedForXML)</title>
      <desc id="\(name)-desc">\(description.escapedForXML)</desc>
      <style>
      \(sheet)
      </style>
      <rect class="page" width="\(width)" height="\(height)"/>
      """
    return ([head] + elements + ["</svg>"]).joined(separator: "\n") + "\n"
  }
}
