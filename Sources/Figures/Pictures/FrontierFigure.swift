import Constructions
import Rounding
import Theorems

/// The frontier as a map (X.rounding): for which n d a number format is certain to copy every string, and which stage
/// of the forward pass stands in the way where it is not.
public struct FrontierFigure: Sendable {
  /// Two tokens, whose codes have two bits: the smallest steps of n d that there are.
  static let alphabetSize = 2

  /// n d = 2, 4, ..., 44.
  static let ngrams = 1...22

  /// Formats with names, and some between those of 8 bits of significand and of 4.
  ///
  /// - Throws: `FloatFormatError` never for these.
  static func formats() throws(FloatFormatError) -> [FloatFormat] {
    var formats: [FloatFormat] = FloatFormat.named
    let gap = formats.firstIndex(of: .float8e4m3) ?? formats.count
    for bits in 5...7 { formats.insert(try FloatFormat(significandBits: bits, exponentBits: 8), at: gap) }
    return formats
  }

  /// The classes of orders that are drawn, and their words. The reference's own order is one of `sequential`.
  static let orders: [(OrderClass, String)] = [
    (.sequential, "One accumulator, the terms in any order"), (.any, "Any order: every tree of additions"),
  ]

  /// A stage that is not shown to hold, and how it is drawn; `nil` where every string is certain.
  typealias Limit = FloatFrontier.Stage.Name?

  /// The picture.
  ///
  /// - Throws: `ParameterError` and `FloatFormatError` never for these numbers.
  public static func figure() throws -> Figure {
    let parameters = try ngrams.map { try NgramParameters(ngram: $0, alphabetSize: alphabetSize) }
    let formats = try formats()
    let maps = orders.map { orders, _ in
      formats.map { format in parameters.map { limit($0, in: FloatArithmetic(format), orders: orders) } }
    }
    let seen = [nil] + FloatFrontier.Stage.Name.allCases.filter { name in maps.joined().joined().contains(name) }
    return Figure(
      name: "frontier", title: "In which number formats every string is certain to be copied",
      description: description(formats, maps),
      grids: zip(orders, maps).enumerated().map { index, pair in
        grid(pair.0.1, parameters, formats, pair.1, seen: index == 0 ? seen : [])
      })
  }

  /// The first stage that is not shown to hold for all strings, at the shortest length for which it is not.
  static func limit(_ parameters: NgramParameters, in arithmetic: FloatArithmetic, orders: OrderClass) -> Limit {
    FloatFrontier(parameters, in: arithmetic, orders: orders).limit?.name
  }

  private static func grid(
    _ title: String, _ parameters: [NgramParameters], _ formats: [FloatFormat], _ map: [[Limit]],
    seen: [Limit]
  ) -> CellGrid {
    let terms = parameters.enumerated().map { column, parameters in
      CellGrid.Cell("\(parameters.ngram * parameters.codeBits)", column: column, .bare)
    }
    return CellGrid(
      title: title,
      rows: [CellGrid.Row("n d", terms)] + zip(formats, map).map { CellGrid.Row($0.name, cells($1)) },
      legend: seen.map { (look($0), meaning($0)) },
      notes: !seen.isEmpty
        ? []
        : [
          """
          D = \(alphabetSize), so d = 2; n = \(ngrams.lowerBound) ... \(ngrams.upperBound); the length-dependent \
          scale. Certain: every string with distinct n-grams is copied and ended, whatever its length. Elsewhere \
          the first stage is named that the theorem does not cover; some strings may still be copied there, all of \
          them perhaps.
          """
        ])
  }

  /// Neighbors that are alike as one cell.
  static func cells(_ row: [Limit]) -> [CellGrid.Cell] {
    var cells: [CellGrid.Cell] = []
    var start = 0
    for end in 1...row.count where end == row.count || row[end] != row[start] {
      let text = end - start >= 3 ? word(row[start]) : letter(row[start])
      cells.append(CellGrid.Cell(text, column: start, span: end - start, look(row[start])))
      start = end
    }
    return cells
  }

  private static func word(_ limit: Limit) -> String { limit?.rawValue ?? "certain" }

  private static func letter(_ limit: Limit) -> String {
    switch limit {
    case .sums: "\u{3a3}"
    case .readout: "o"
    default: String(word(limit).prefix(1))
    }
  }

  private static func meaning(_ limit: Limit) -> String {
    switch limit {
    case nil: "c, certain"
    case .windows: "w, windows: layer 1 rounds"
    case .scores: "s, scores round, and the right key need not lead"
    case .rest: "r, rest: the other keys weigh 1/8 or more"
    case .sums: "\u{3a3}, sums of the softmax"
    case .readout: "o, readout"
    }
  }

  private static func look(_ limit: Limit) -> CellGrid.Look {
    switch limit {
    case nil: .plain
    case .windows: .first
    case .scores: .second
    case .rest: .third
    case .sums: .fourth
    case .readout: .fifth
    }
  }

  /// What can be seen, with where each row changes.
  private static func description(_ formats: [FloatFormat], _ maps: [[[Limit]]]) -> String {
    let rows = zip(orders, maps).map { pair, map in
      let words = zip(formats, map).map { format, row in
        let runs = cells(row).map { cell in
          let end = cell.column + cell.span
          let last = end == row.count ? "" : " to \(2 * end)"
          return word(row[cell.column]) + last
        }
        return "\(format.name) \(runs.joined(separator: ", "))"
      }
      return "\(pair.1): " + words.joined(separator: "; ") + "."
    }
    return "Two maps, one above the other, with a row for each number format and a column for each n d from 2 to "
      + "\(2 * ngrams.upperBound): white where every string is certain to be copied, in a color and with the name of "
      + "the stage that limits where not. " + rows.joined(separator: " ")
  }
}
