import Arithmetic
import Constructions
import CopyTask
import Lessons

/// One step of a trace for people: a block of lines of at most 80 columns.
struct TraceStepText {
  private let step: CopyTrace.Step
  private let trace: CopyTrace
  private let style: TerminalStyle
  private let pieces: TracePieces
  private let query: [PieceContent]

  /// Columns left of the text.
  private static let margin = 11

  /// Columns for a window, at most: what the columns of the best keys leave.
  private static let windowColumns = 22

  /// Columns for the token that a key reads, which may be a special one; for a score; for a fraction or a
  /// decimal; for a bar, at most.
  private static let (tokenColumns, scoreColumns, numberColumns, barColumns) = (6, 5, 15, 20)

  /// How many of the largest logits are shown, and with how many digits: enough to see a close lead.
  private static let (logitsShown, logitDigits) = (3, 8)

  init(_ step: CopyTrace.Step, of trace: CopyTrace, style: TerminalStyle) {
    (self.step, self.trace, self.style) = (step, trace, style)
    pieces = TracePieces(of: trace, columns: TraceStepText.windowColumns)
    query = pieces.contents(trace.positions[step.position].query)
  }

  var lines: [String] {
    [style(rule("step \(step.step), \(place)"), .heading), reads, windowLine, queryLine, keyHeading]
      + keys.map(keyLine) + others + [logitsLine, writes]
  }

  private var alphabet: Alphabet { trace.prompt.alphabet }

  private func line(_ heading: String, _ text: String) -> String {
    heading.padded(TraceStepText.margin) + text
  }

  /// What is due, in the heading.
  private var place: String {
    guard let due = step.due else { return "after a mistake" }
    let length = trace.prompt.length
    return step.step < length
      ? "token \((step.step + 1).grouped) of \(length.grouped): \(alphabet.text(of: due)) is due"
      : "the end: \(alphabet.text(of: due)) is due"
  }

  // MARK: - The first layer

  /// The token that was read, and the end of what stands before it.
  private var reads: String {
    let tokens = trace.positions[...step.position].map(\.token)
    let start = "\(alphabet.text(of: tokens[step.position])) at position \(step.position.grouped), after "
    let columns = TraceReport.width - TraceStepText.margin - start.count
    // As many whole tokens as fit, from the newest on; no token is narrower than a column.
    var shown = tokens.dropLast().suffix(columns)
    let isCut = { shown.count < step.position }
    while alphabet.text(of: shown).count + (isCut() ? 1 : 0) > columns { shown = shown.dropFirst() }
    return line("reads", start + (isCut() ? "…" : "") + alphabet.text(of: shown))
  }

  private var windowLine: String {
    let contents = pieces.contents(trace.positions[step.position].gathered)
    let note = "the last \(contents.count.grouped) tokens, gathered by layer 1"
    return line("window", pieces.text(contents) + "  " + style(note, .quiet))
  }

  private var queryLine: String {
    let note = "let through by its gate: " + (query.contains(.nothing) ? "up to the boundary" : "all")
    return line("query", pieces.text(query) + "  " + style(note, .quiet))
  }

  // MARK: - The second layer

  private var keyHeading: String {
    let columns = [
      "".padded(pieces.width), " → ", "read".padded(TraceStepText.tokenColumns), " ",
      "score".aligned(TraceStepText.scoreColumns), "  weight",
    ]
    return line("keys", style(columns.joined(), .quiet))
  }

  /// The keys that are shown: the best ones, and the right one.
  private var keys: [CopyTrace.Key] {
    guard let right = step.rightKey, !step.keys.contains(right) else { return step.keys }
    return step.keys + [right]
  }

  private func keyLine(_ key: CopyTrace.Key) -> String {
    let isRight = key.position == step.rightKey?.position
    let contents = pieces.contents(trace.positions[key.position].key)
    let window = pieces.text(contents) { place, text in
      style(text, contents[place] == query[place] ? .right : .wrong)
    }
    let token = trace.positions[key.position].token
    let columns = [
      window, " → ", alphabet.text(of: token).padded(TraceStepText.tokenColumns), " ",
      "\(key.score)".aligned(TraceStepText.scoreColumns), "  ",
      number(key.weight).padded(TraceStepText.numberColumns), "  ",
    ]
    // Pieces are drawn as wide as the window; colour has no width.
    let used =
      TraceStepText.margin + pieces.width + 3 + TraceStepText.tokenColumns + 1 + TraceStepText.scoreColumns
      + 2 + TraceStepText.numberColumns + 2
    let bar = bar(key.weight, columns: min(TraceStepText.barColumns, TraceReport.width - used))
    let text = columns.joined() + style(bar, isRight ? .right : .wrong)
    return line("  \(key.position)\(isRight ? "*" : "")", text).trimmedAtEnd
  }

  /// What is left for the keys that are not shown.
  private var others: [String] {
    let count = step.visible - keys.count
    guard count > 0 else { return [] }
    let rest = keys.reduce(Rational(1)) { $0 - $1.weight }
    let text = "\(count.grouped) more key\(count == 1 ? "" : "s"): together \(number(rest))"
    return [line("  others", style(text, .quiet))]
  }

  /// A bar whose length is the share, cut off at eighths of a column.
  private func bar(_ share: Rational, columns: Int) -> String {
    let eighths = Int(exactly: (share * Rational(8 * columns)).floor) ?? 0
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  // MARK: - The readout

  private var logitsLine: String {
    let order = step.logits.indices.sorted {
      step.logits[$0] == step.logits[$1] ? $0 < $1 : step.logits[$0] > step.logits[$1]
    }
    let shown = order.prefix(TraceStepText.logitsShown).map {
      "\(alphabet.text(of: $0)) \(number(step.logits[$0], digits: TraceStepText.logitDigits))"
    }
    let more = order.count > shown.count ? ["..."] : []
    return hangingParagraph("logits", (shown + more).joined(separator: ", "))
  }

  private var writes: String {
    let heading = "writes"
    let (text, role) = outcome
    // Coloured after the lines are broken.
    return style(heading, role) + hangingParagraph(heading, text).dropFirst(heading.count)
  }

  /// What was written, and whether it was right.
  private var outcome: (String, TerminalStyle.Role) {
    let tie = "nothing: an exact tie between \(CopyReport.list(step.tied, alphabet))"
    let wrote = step.wrote.map { alphabet.text(of: $0) } ?? tie
    guard let due = step.due.map({ alphabet.text(of: $0) }), let margin = step.margin else {
      return ("\(wrote); after a mistake nothing is due", .wrong)
    }
    if step.wrote == step.due { return ("\(wrote), which leads by \(atLeast(margin))", .right) }
    if step.wrote == nil { return ("\(tie); \(due) was due", .wrong) }
    return ("\(wrote), a mistake: \(due) was due, and trails by \(atLeast(-margin))", .wrong)
  }

  // MARK: - Numbers

  /// The exact fraction where it is short, otherwise a decimal that is cut off.
  private func number(_ value: Rational, digits: Int = ReportedNumber.digitsForPeople) -> String {
    exact(value) ?? value.decimal(digits: digits, value.signum() < 0 ? .up : .down) + "…"
  }

  /// The exact fraction where it is short, otherwise a bound.
  private func atLeast(_ value: Rational) -> String {
    exact(value) ?? "at least " + value.decimal(digits: ReportedNumber.digitsForPeople, .down)
  }

  /// p/q, if that is no longer than a decimal.
  private func exact(_ value: Rational) -> String? {
    // A digit has less than four bits: what is far too long is not written out to be measured.
    guard value.numerator.bitLength + value.denominator.bitLength <= 4 * TraceStepText.numberColumns else {
      return nil
    }
    let text = "\(value)"
    return text.count <= TraceStepText.numberColumns ? text : nil
  }
}
