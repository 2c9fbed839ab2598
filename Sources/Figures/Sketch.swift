/// What has been drawn of a picture, and how far down the page it reaches.
///
/// Lengths are integers, in tenths of a pixel.
struct Sketch {
  /// The elements, in the order in which they cover each other.
  private(set) var elements: [String] = []

  /// Where the next thing may begin.
  var bottom: Int

  /// Nothing yet, down to this height.
  init(top: Int) { bottom = top }

  /// Adds an element of SVG.
  mutating func add(_ element: String) { elements.append(element) }

  /// Adds words, if there are any, whose baseline is at y.
  mutating func text(_ x: Int, _ y: Int, _ words: String, _ look: String, anchor: String = "start") {
    guard !words.isEmpty else { return }
    let place = #"x="\#(pixels(x))" y="\#(pixels(y))" class="\#(look)" text-anchor="\#(anchor)""#
    add("<text \(place)>\(words.escapedForXML)</text>")
  }

  /// Adds sentences below each other at the bottom, broken where a line is full.
  mutating func notes(_ notes: [String]) {
    for line in notes.flatMap({ $0.lines(columns: ChartDrawing.noteColumns) }) {
      text(160, bottom, line, "small")
      bottom += ChartDrawing.line
    }
  }
}
