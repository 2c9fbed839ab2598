import Arithmetic
import Constructions
import CopyTask
import Lessons

extension TraceReport {
  /// The report for people, at most 80 columns wide.
  func text() -> String {
    let style = TerminalStyle.ofOutput
    let blocks = steps.map { TraceStepText($0, of: trace, style: style).lines.joined(separator: "\n") }
    let head = hangingParagraphs(copy.modelLines + copy.stringLines + legend)
    let end = hangingParagraphs(unreached + [written] + copy.outcomeLines + [copy.theoremLine])
    return ([head] + blocks + [style(rule("result"), .heading) + "\n" + end]).joined(separator: "\n\n")
  }

  /// Where the tokens stand, how keys are scored, and how to read a step.
  private var legend: [CopyReport.Line] {
    let parameters = trace.parameters
    let (order, scale, length) = (parameters.ngram, parameters.scale, trace.prompt.length)
    let pieces = TracePieces.self
    let content = length == 1 ? "1" : "1 to \(length.grouped)"
    return [
      (
        "positions",
        "0 is BOS, \(content) the string, \((length + 1).grouped) COPY; then comes what is written"
      ),
      (
        "scores",
        "\(scale) for each bit of a token that agrees, -\(scale) for one that does not, "
          + "\(scale * parameters.boundaryBonus) where boundary meets boundary; a whole \(order)-gram scores "
          + (scale * order * parameters.codeBits).grouped
      ),
      (
        "marks",
        "\(pieces.boundary) a boundary, BOS or COPY; \(pieces.nothing) silenced by the gate; "
          + "\(pieces.mixture) a mean of several tokens; * the right key; … a decimal that is cut off "
          + "(fractions are exact). Beside a key: the tokens before its position → the one there, which "
          + "attention reads"
      ),
    ]
  }

  /// Steps that were asked for and not reached.
  private var unreached: [CopyReport.Line] {
    guard let last = trace.steps.last?.step, shown.upperBound > last else { return [] }
    let first = max(shown.lowerBound, last + 1)
    let steps = first == shown.upperBound ? "\(first)" : "\(first) to \(shown.upperBound)"
    return [("steps", "\(steps) not reached: decoding ended at step \(last)")]
  }

  /// What was written, as far as it fits a line.
  private var written: CopyReport.Line {
    let alphabet = trace.prompt.alphabet
    let text = alphabet.text(of: trace.run.generated.prefix(CopySubject.shown + 1))
    guard trace.run.generated.count > CopySubject.shown + 1 || text.count > TraceReport.textWidth else {
      return ("written", text.isEmpty ? "nothing" : text)
    }
    return ("written", text.prefix(CopySubject.shown) + "...")
  }

  /// Columns beside a heading.
  static let textWidth = TraceReport.width - 11

  /// Columns of a page.
  static let width = 80
}

/// A heading, and a line that fills the page.
func rule(_ heading: String) -> String {
  heading + " " + String(repeating: "─", count: max(0, TraceReport.width - heading.count - 1))
}
