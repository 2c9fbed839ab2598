import Constructions
import CopyTask

/// What the ReLU layer lets through to a query and to the key that it is meant for, near the beginning of a
/// copy, where both meet a boundary (T2.3.gate, T2.3.match).
public struct GateFigure: Sendable {
  static let ngram = 3
  static let string = "abc"
  /// How many tokens are written: fewer than n, so that the query meets COPY.
  static let written = 1

  /// The picture.
  ///
  /// - Throws: `ParameterError` and `Alphabet.ParsingError` never for these numbers.
  public static func figure() throws -> Figure {
    let letters = Alphabet.letters(3)
    let model = SpecifiedModel(try NgramParameters(ngram: ngram, alphabetSize: letters.size))
    let prompt = Prompt(alphabet: letters, content: try letters.tokens(in: string))
    return Figure(
      name: "gate", title: "What the gate lets through to a query and to its key",
      description: """
        One grid over BOS a b c COPY a. The query at position 5 gathers a, COPY and c. Through the gate come a \
        and the flag of COPY, and nothing from beyond. The key at position 2 gathers the tokens before it: a, \
        BOS, and the mean that stands for what is before the beginning. Through the gate come a and the flag \
        of BOS. So query and key agree, and arrows lead from the letter to the letter and from the flag to the \
        flag.
        """,
      grids: [grid(model, prompt)])
  }

  /// Cells for the pieces at these offsets from a position, before the gate and after it.
  static func pieces(
    _ model: SpecifiedModel, _ tokens: [Token], at position: Int, offsets: [Int],
    gated: [SpecifiedModel.Piece], before: Int
  ) -> (gathered: [CellGrid.Cell], passed: [CellGrid.Cell]) {
    var (gathered, passed): ([CellGrid.Cell], [CellGrid.Cell]) = ([], [])
    // The farthest first: from left to right.
    for (offset, piece) in zip(offsets, gated).reversed() {
      let place = position - offset
      let name = place < 0 ? "mean" : LookupFigure.name(tokens[place], model.alphabet)
      gathered.append(CellGrid.Cell(name, column: before + place, place < 0 ? .gone : .plain))
      if piece.flag == 1 {
        passed.append(CellGrid.Cell("flag", column: before + place, .next))
      } else if piece.code.contains(where: { $0 != 0 }) {
        passed.append(CellGrid.Cell(name, column: before + place, .found))
      } else {
        passed.append(CellGrid.Cell("0", column: before + place, .gone))
      }
    }
    return (gathered, passed)
  }

  private static func grid(_ model: SpecifiedModel, _ prompt: Prompt) -> CellGrid {
    let tokens = prompt.tokens + prompt.content.prefix(written)
    let (query, key) = (tokens.count - 1, prompt.position(ofRightKeyAtStep: written))
    let before = max(0, ngram - key)
    let asked = pieces(
      model, tokens, at: query, offsets: Array(0..<ngram), gated: model.query(tokens, at: query),
      before: before)
    let offered = pieces(
      model, tokens, at: key, offsets: Array(1...ngram), gated: model.key(tokens, at: key), before: before)
    let names = tokens.map { LookupFigure.name($0, model.alphabet) }
    let meetings = zip(asked.passed, offered.passed).filter { $0.0.look != .gone && $0.0.look == $0.1.look }
    let points = model.score(tokens, from: query, to: key) / model.parameters.scale
    let (bits, bonus) = (model.parameters.codeBits, model.parameters.boundaryBonus)
    return CellGrid(
      title: "n = \(ngram), \(written) token written: the query at position \(query) and the key at \(key)",
      rows: [
        CellGrid.Row("position", tokens.indices.map { CellGrid.Cell("\($0)", column: before + $0, .bare) }),
        CellGrid.Row("token", names.indices.map { CellGrid.Cell(names[$0], column: before + $0) }),
        CellGrid.Row("gathered at \(query)", asked.gathered, remark: "G_\(ngram - 1) ... G_0"),
        CellGrid.Row("query", asked.passed, remark: "Q_\(ngram - 1) ... Q_0"),
        CellGrid.Row("key", offered.passed, remark: "K_\(ngram) ... K_1"),
        CellGrid.Row("gathered at \(key)", offered.gathered, remark: "G_\(ngram) ... G_1"),
      ],
      arrows: meetings.map { query, key in
        CellGrid.Arrow(
          from: CellGrid.Place(row: 3, column: query.column), to: CellGrid.Place(row: 4, column: key.column),
          query.look)
      },
      legend: [
        (.found, "comes through"), (.next, "the boundary: its flag alone"), (.gone, "beyond: nothing"),
      ],
      notes: [
        """
        Each letter that meets itself is worth its \(bits) bits, and a flag that meets a flag B = \(bonus): this \
        key scores \(points) points, in units of beta. What comes through of the query is what was written; \
        what comes through of the key is how the string begins.
        """
      ])
  }
}
