import Arithmetic
import Constructions
import CopyTask
import Lessons

/// Pieces of the residual stream drawn as tokens in cells of one width.
///
/// The marks are none that a token is spelled with: those are letters, digits and printable ASCII.
struct TracePieces {
  /// BOS or COPY: a wall.
  static let boundary = "┃"
  /// Nothing was let through.
  static let nothing = "·"
  /// A mean of several pieces.
  static let mixture = "≈"
  /// Older pieces that do not fit.
  static let omitted = "…"

  private let alphabet: Alphabet
  private let cell: Int
  private let separator: String

  /// How many pieces are drawn: the newest ones.
  private let count: Int

  /// Whether older pieces are left out.
  private let isCut: Bool

  /// Columns of a whole window of n + 1 pieces, as drawn.
  let width: Int

  /// The pieces of a trace.
  ///
  /// - Parameter columns: how many columns there are for a window; a piece is drawn even if it is wider.
  init(of trace: CopyTrace, columns: Int) {
    let (alphabet, ngram) = (trace.prompt.alphabet, trace.parameters.ngram)
    self.alphabet = alphabet
    cell =
      trace.positions.filter { alphabet.content.contains($0.token) }
      .map { alphabet.text(of: $0.token).count }.max() ?? 1
    // Letters run together where they would not fit otherwise.
    let isTight = cell == 1 && 2 * ngram + 1 > columns
    separator = isTight ? "" : " "
    let step = cell + separator.count
    isCut = (ngram + 1) * step - separator.count > columns
    count = isCut ? max(1, (columns - 1) / step) : ngram + 1
    width = isCut ? 1 + count * step : count * step - separator.count
  }

  /// What the pieces say, oldest first.
  ///
  /// - Parameter pieces: newest first, as the slots are numbered.
  func contents(_ pieces: [[Rational]]) -> [PieceContent] {
    pieces.reversed().map { PieceContent($0, in: alphabet) }
  }

  /// The newest pieces, at the right of as many columns as a window has.
  ///
  /// - Parameters:
  ///   - contents: oldest first; n + 1 of them or fewer.
  ///   - paint: the colour of a piece, by its place among `contents`.
  func text(_ contents: [PieceContent], paint: (Int, String) -> String = { $1 }) -> String {
    let first = max(0, contents.count - count)
    let cells = contents.indices[first...].map { index in
      let text = text(contents[index])
      return String(repeating: " ", count: max(0, cell - text.count)) + paint(index, text)
    }
    let columns = cells.count * (cell + separator.count) - separator.count
    let mark = first > 0 && isCut ? TracePieces.omitted : ""
    let margin = String(repeating: " ", count: max(0, width - columns - mark.count))
    return mark + margin + cells.joined(separator: separator)
  }

  private func text(_ content: PieceContent) -> String {
    switch content {
    case .token(let token): alphabet.text(of: token)
    case .boundary: TracePieces.boundary
    case .nothing: TracePieces.nothing
    case .mixture: TracePieces.mixture
    }
  }
}
