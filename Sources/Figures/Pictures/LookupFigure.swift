public import CopyTask

/// Copying by looking up the last n tokens written, at one step of two strings: one in which they stand once,
/// and one in which they stand twice, with different successors (X.failure-set).
public struct LookupFigure: Sendable {
  /// n, the string and how much of it is written. In both strings letters come again; in the second a 2-gram
  /// does.
  static let steps = [(ngram: 2, string: "abcacb", written: 4), (ngram: 2, string: "abcabd", written: 2)]

  /// The picture.
  ///
  /// - Throws: `Alphabet.ParsingError` never for these strings.
  public static func figure() throws(Alphabet.ParsingError) -> Figure {
    var grids: [CellGrid] = []
    for (ngram, string, written) in steps {
      grids.append(try grid(ngram: ngram, string: string, written: written, hasLegend: grids.isEmpty))
    }
    return Figure(
      name: "lookup", title: "Copying by looking up the last n tokens written",
      description: """
        Two rows of cells, each a prompt from BOS to COPY and what was written after it. Above, the string \
        abcacb: after abca is written, its last two tokens, ca, stand at one place of the input, and c follows \
        there; so c is written. Below, the string abcabd: after ab is written, its last two tokens, ab, stand \
        at two places of the input; c follows at one and d at the other, and nothing tells which is due.
        """,
      grids: grids)
  }

  /// The positions of the input at which the last n tokens written end. The token after each is a candidate.
  static func matches(_ tokens: [Token], inputLength: Int, ngram: Int) -> [Int] {
    let wanted = tokens.suffix(ngram)
    guard ngram <= inputLength else { return [] }
    return (ngram...inputLength).filter { tokens[($0 - ngram + 1)...$0] == wanted }
  }

  private static func grid(
    ngram: Int, string: String, written: Int, hasLegend: Bool
  ) throws(Alphabet.ParsingError) -> CellGrid {
    let letters = Alphabet.letters(26)
    let prompt = Prompt(alphabet: letters, content: try letters.tokens(in: string))
    let tokens = prompt.tokens + prompt.content.prefix(written)
    let last = tokens.count - 1
    let ends = matches(tokens, inputLength: prompt.length, ngram: ngram)
    let successors = ends.map { $0 + 1 }
    let found = Set((ends + [last]).flatMap { ($0 - ngram + 1)...$0 })
    let words = successors.map { $0 > prompt.length ? "EOS" : letters.text(of: tokens[$0]) }
    var cells = tokens.indices.map { position in
      let look: CellGrid.Look =
        successors.contains(position) ? .next : found.contains(position) ? .found : .plain
      return CellGrid.Cell(name(tokens[position], letters), column: position, look)
    }
    let candidates = Set(words).sorted()
    cells.append(CellGrid.Cell(candidates.joined(separator: "/"), column: last + 1, .next))
    let query = CellGrid.Place(row: 1, column: last)
    let new = CellGrid.Place(row: 1, column: last + 1)
    let looked = letters.text(of: tokens.suffix(ngram))
    let verdict =
      candidates.count == 1
      ? "\(looked) stands once in the input: what follows is written"
      : "\(looked) stands \(ends.count) times in the input: \(candidates.joined(separator: " or "))?"
    return CellGrid(
      title: "Copying \(string) with n = \(ngram): \(verdict)",
      rows: [
        CellGrid.Row("position", (0...last + 1).map { CellGrid.Cell("\($0)", column: $0, .bare) }),
        CellGrid.Row("token", cells),
      ],
      arrows: ends.map { CellGrid.Arrow(from: query, to: CellGrid.Place(row: 1, column: $0), .found) }
        + successors.map {
          CellGrid.Arrow(from: CellGrid.Place(row: 1, column: $0), to: new, isBelow: true, .next)
        },
      legend: hasLegend
        ? [
          (.found, "the last \(ngram) tokens, and where else they stand"), (.next, "what follows them"),
        ] : [])
  }

  /// A token in a cell.
  static func name(_ token: Token, _ alphabet: Alphabet) -> String {
    token == alphabet.bos ? "BOS" : token == alphabet.copy ? "COPY" : alphabet.text(of: token)
  }
}
