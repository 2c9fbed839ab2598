/// Boxes of text and arrows between them: how one thing follows from another.
///
/// A diagram is laid out by hand, in pixels; nothing is moved to make room. A page is 720 pixels wide.
public struct Diagram: Sendable, Hashable {
  /// A name, and sentences below it, in a frame.
  public struct Box: Sendable, Hashable {
    /// The upper left corner, and how wide it is.
    public let x, y, width: Int
    /// Its first line, in bold.
    public let name: String
    /// A line each. As in the notes of a chart, nothing is broken here.
    public let lines: [String]

    /// A box whose upper left corner is at (x, y).
    public init(x: Int, y: Int, width: Int, name: String, lines: [String]) {
      (self.x, self.y, self.width, self.name, self.lines) = (x, y, width, name, lines)
    }

    /// As high as its lines take.
    public var height: Int { Diagram.line * (lines.count + 1) + Diagram.line }
  }

  /// A way of horizontal and vertical pieces, whose end has a head.
  public struct Arrow: Sendable, Hashable {
    /// The corners, first and last included, as (x, y).
    public let corners: [[Int]]

    /// An arrow through these corners.
    ///
    /// - Precondition: there are two corners or more of two coordinates each, and each piece is horizontal or
    ///   vertical.
    public init(_ corners: [[Int]]) {
      precondition(corners.count >= 2 && corners.allSatisfy { $0.count == 2 }, "an arrow through \(corners)")
      precondition(
        zip(corners, corners.dropFirst()).allSatisfy { ($0[0] == $1[0]) != ($0[1] == $1[1]) },
        "a piece of \(corners) is neither horizontal nor vertical")
      self.corners = corners
    }
  }

  /// Stands above.
  public let title: String
  /// In the order of reading.
  public let boxes: [Box]
  /// Between the boxes.
  public let arrows: [Arrow]
  /// Sentences that stand below.
  public let notes: [String]

  /// A diagram of these boxes and arrows.
  public init(title: String, boxes: [Box], arrows: [Arrow], notes: [String] = []) {
    (self.title, self.boxes, self.arrows, self.notes) = (title, boxes, arrows, notes)
  }

  /// The height of a line of text.
  static let line = 18

  /// The rules for boxes, beside those of `ChartStyle`. Lines are as dark as text, so that nothing depends on
  /// color.
  static let sheet = """
    .verbatim .box { fill: none; stroke: #4d5660; stroke-width: 1.5 }
    .verbatim .arrow { fill: none; stroke: #4d5660; stroke-width: 1.5 }
    .verbatim .head { fill: #4d5660; stroke: none }
    .verbatim .name { font-weight: bold }
    @media (prefers-color-scheme: dark) {
    .verbatim .box, .verbatim .arrow { stroke: #b1bac4 } .verbatim .head { fill: #b1bac4 }
    }
    """

  // MARK: - Drawing

  /// The elements of the page, and where the next picture may begin, from a height downward.
  func drawing(top: Int) -> (elements: [String], bottom: Int) {
    var elements = [text(16, top + 24, title, "title")]
    for arrow in arrows { elements += draw(arrow, top: top) }
    for box in boxes {
      elements.append(
        #"<rect class="box" x="\#(box.x)" y="\#(top + box.y)" width="\#(box.width)" height="\#(box.height)" rx="4"/>"#
      )
      elements.append(text(box.x + 10, top + box.y + 21, box.name, "name"))
      for (index, line) in box.lines.enumerated() {
        elements.append(text(box.x + 10, top + box.y + 21 + Diagram.line * (index + 1), line, "small"))
      }
    }
    var bottom = top + (boxes.map { $0.y + $0.height }.max() ?? 24) + 30
    for line in notes.flatMap({ $0.lines(columns: ChartDrawing.noteColumns) }) {
      elements.append(text(16, bottom, line, "small"))
      bottom += Diagram.line
    }
    return (elements, bottom)
  }

  private func draw(_ arrow: Arrow, top: Int) -> [String] {
    let corners = arrow.corners.map { (x: $0[0], y: top + $0[1]) }
    let (before, end) = (corners[corners.count - 2], corners[corners.count - 1])
    // One step back along the last piece, and one aside.
    let (dx, dy) = ((end.x - before.x).signum(), (end.y - before.y).signum())
    let path = corners.dropLast() + [(x: end.x - 6 * dx, y: end.y - 6 * dy)]
    let way = path.map { "\($0.x) \($0.y)" }.joined(separator: "L")
    let base = (x: end.x - 9 * dx, y: end.y - 9 * dy)
    let head = "\(end.x) \(end.y)L\(base.x - 5 * dy) \(base.y + 5 * dx)L\(base.x + 5 * dy) \(base.y - 5 * dx)Z"
    return [#"<path class="arrow" d="M\#(way)"/>"#, #"<path class="head" d="M\#(head)"/>"#]
  }

  private func text(_ x: Int, _ y: Int, _ text: String, _ style: String) -> String {
    #"<text class="\#(style)" x="\#(x)" y="\#(y)">\#(text.escapedForXML)</text>"#
  }
}
