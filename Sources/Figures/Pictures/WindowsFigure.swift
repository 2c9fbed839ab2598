import Arithmetic
import Constructions
import CopyTask

/// What the heads of the first layer read at two positions, and what their differences give (T2.3.windows):
/// at a position with n tokens before it, and at one nearer the beginning.
public struct WindowsFigure: Sendable {
  static let ngram = 2
  static let string = "abca"
  static let positions = [4, 1]

  /// The picture.
  ///
  /// - Throws: `ParameterError` and `Alphabet.ParsingError` never for these numbers.
  public static func figure() throws -> Figure {
    let letters = Alphabet.letters(3)
    let model = SpecifiedModel(try NgramParameters(ngram: ngram, alphabetSize: letters.size))
    let prompt = Prompt(alphabet: letters, content: try letters.tokens(in: string))
    return Figure(
      name: "windows", title: "Means of windows, and the tokens that their differences give back",
      description: """
        Two grids. Above, at position 4 of BOS a b c a: bars over the last one, two and three positions, each \
        with the mean of their pieces, and below them three cells with a, c and b, the tokens at offsets 0, 1 \
        and 2, each the difference of two multiples of means. Below, at position 1: the windows of two and \
        three positions both hold all that there is, BOS and a. Offsets 0 and 1 give a and BOS; offset 2 lies \
        before the beginning and gives the mean of everything, which is no token.
        """,
      grids: positions.map { position in
        grid(model, Array(prompt.tokens.prefix(position + 1)), hasLegend: position == positions[0])
      })
  }

  /// The mean of the pieces of the last `size` tokens, or of all if there are fewer.
  static func mean(_ model: SpecifiedModel, _ tokens: [Token], last size: Int) -> [Rational] {
    let pieces = tokens.suffix(size).map { model.piece($0).coordinates }
    return pieces[0].indices.map { coordinate in
      pieces.reduce(0) { $0 + $1[coordinate] } / Rational(pieces.count)
    }
  }

  /// G_k = (k + 1) h_{k+1} - k h_k.
  static func gathered(_ model: SpecifiedModel, _ tokens: [Token], offset: Int) -> [Rational] {
    let larger = mean(model, tokens, last: offset + 1)
    guard offset > 0 else { return larger }
    return zip(larger, mean(model, tokens, last: offset)).map { more, less in
      Rational(offset + 1) * more - Rational(offset) * less
    }
  }

  private static func grid(_ model: SpecifiedModel, _ tokens: [Token], hasLegend: Bool) -> CellGrid {
    let position = tokens.count - 1
    // Columns before the beginning, for offsets that lie there.
    let before = max(0, ngram - position)
    let windows = (1...ngram + 1).map { size in
      let count = min(size, tokens.count)
      return CellGrid.Row(
        "window of \(size)",
        [
          CellGrid.Cell(
            count == 1 ? "itself" : "mean of \(count)", column: before + position - count + 1, span: count,
            .found)
        ],
        remark: "h_\(size) = \(text(mean(model, tokens, last: size)))")
    }
    let differences = (0...ngram).map { offset in
      let piece = gathered(model, tokens, offset: offset)
      let isThere = offset <= position
      let name = isThere ? LookupFigure.name(tokens[position - offset], model.alphabet) : "mean"
      return CellGrid.Row(
        "G_\(offset) = " + (offset == 0 ? "h_1" : "\(offset + 1) h_\(offset + 1) - \(offset) h_\(offset)"),
        [CellGrid.Cell(name, column: before + position - offset, isThere ? .next : .gone)],
        remark: "= \(text(piece))")
    }
    let names = tokens.map { LookupFigure.name($0, model.alphabet) }
    return CellGrid(
      title: "Position \(position): the last \(ngram + 1) tokens from means, n = \(ngram)",
      rows: [
        CellGrid.Row("position", tokens.indices.map { CellGrid.Cell("\($0)", column: before + $0, .bare) }),
        CellGrid.Row("token", names.indices.map { CellGrid.Cell(names[$0], column: before + $0) }),
      ] + windows + differences,
      legend: hasLegend
        ? [(.found, "what a head sees"), (.next, "the token that was there"), (.gone, "no token")] : [],
      notes: hasLegend
        ? [
          "A piece is a token's bits as signs, and a flag that is 1 for BOS and COPY.",
          Set(tokens).sorted().map { token in
            "\(LookupFigure.name(token, model.alphabet)) = \(text(model.piece(token).coordinates))"
          }.joined(separator: ", ") + ".",
        ] : [])
  }

  private static func text(_ piece: [Rational]) -> String {
    "(" + piece.map { "\($0)" }.joined(separator: " ") + ")"
  }
}
