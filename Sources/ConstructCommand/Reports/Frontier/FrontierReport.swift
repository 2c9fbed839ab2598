import Arithmetic
import Constructions
import CopyTask
import Rounding
import StrictJSON
import Theorems

/// What `construct frontier` says.
struct FrontierReport: CommandReport {
  let parameters: NgramParameters

  /// One for each format and class of orders, formats first.
  let cells: [FrontierCell]

  var status: ExitStatus {
    if cells.contains(where: { $0.verdict == .fails }) { return .refuted }
    return cells.contains { $0.verdict == .undecided } ? .undecided : .success
  }

  /// For people: every stage of one cell, or a line for each of several.
  func text() -> String {
    var lines = [
      hangingParagraph(
        "model",
        "n = \(parameters.ngram), D = \(parameters.alphabetSize), scale \(parameters.scale) "
          + "(\(parameters.scaleRule.name)), boundary bonus \(parameters.boundaryBonus): "
          + "\(ClaimID.t23) copies every string with distinct n-grams of L <= \(parameters.maxLength.grouped) tokens")
    ]
    if let cell = cells.first, cells.count == 1 {
      lines += cell.stageLines + [""] + cell.verdictLines
    } else {
      lines += [""] + table
      let failures = cells.filter { $0.verdict != .certain }
      if !failures.isEmpty { lines += [""] + failures.map { hangingParagraph($0.name + ": ", $0.reason, indent: 11) } }
    }
    return lines.joined(separator: "\n")
  }

  private var table: [String] {
    var lines: [String] = []
    var orders: [OrderClass] = []
    for cell in cells where !orders.contains(cell.frontier.orders) { orders.append(cell.frontier.orders) }
    let width = (cells.map(\.formatName.count).max() ?? 0) + 2
    lines.append("L_safe".padded(width) + orders.map { $0.rawValue.padded(16) }.joined())
    for start in stride(from: 0, to: cells.count, by: orders.count) {
      let row = cells[start..<(start + orders.count)]
      lines.append((row.first?.formatName ?? "").padded(width) + row.map { $0.summary.padded(16) }.joined())
    }
    return lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }
}

extension FrontierCell {
  /// The format, and that of the sums if it is another one.
  var formatName: String {
    let (format, accumulator) = (frontier.arithmetic.format, frontier.arithmetic.accumulator)
    return format == accumulator ? format.name : "\(format.name)+\(accumulator.name)"
  }

  var name: String { "\(formatName), \(frontier.orders.rawValue)" }

  /// A few words for a table: the length and, where it is not L_max, what is known of the next ones.
  var summary: String {
    switch verdict {
    case .certain: "L_max"
    case .fails: "\(safeLength.grouped), \(search.failure?.string.count.grouped ?? "") fails"
    case .undecided: "\(safeLength.grouped), not proven"
    }
  }

  /// Why it is not L_max.
  var reason: String {
    if let failure = search.failure { return failure.text(frontier.parameters) }
    return "not proven beyond L = \(safeLength.grouped): " + (frontier.limit.map { $0.text } ?? "")
  }

  var stageLines: [String] {
    frontier.stages.map { stage in
      hangingParagraph(stage.name.rawValue, (stage.holds ? "" : "NOT PROVEN: ") + stage.text)
    }
  }

  var verdictLines: [String] {
    var lines: [String] = []
    switch verdict {
    case .certain:
      lines.append(
        hangingParagraph(
          "L_safe",
          "\(safeLength.grouped) = L_max: in \(formatName), \(frontier.orders.words), every string that the "
            + "construction copies is copied and ended"))
    case .fails, .undecided:
      let limit = frontier.limit.map { "; L = \(frontier.provenLength + 1) is not proven: \($0.text)" } ?? ""
      let runs =
        search.enumeratedLength > frontier.provenLength
        ? " (by a run of every string beyond L = \(frontier.provenLength))" : ""
      lines.append(hangingParagraph("L_safe", "\(safeLength.grouped)\(runs)\(limit)"))
    }
    if let failure = search.failure {
      lines.append(hangingParagraph("fails", failure.text(frontier.parameters)))
    } else if verdict == .undecided {
      lines.append(hangingParagraph("fails", "no string was found that does, in \(search.runs.grouped) runs"))
    }
    return lines
  }
}

extension OrderClass {
  /// For a sentence.
  var words: String {
    switch self {
    case .product: "summed in the reference's order"
    case .sequential: "summed in one accumulator in any order"
    case .any: "summed in any order, by any tree of additions"
    }
  }
}

extension FloatFrontier.Stage {
  /// The statement, with both sides of its inequality.
  var text: String {
    guard let sides else { return statement }
    return statement + ": \(sides.left.sideText) \(holds ? "<" : "against") \(sides.right.sideText)"
  }
}

extension FailingRun {
  /// The string, and what was written instead.
  func text(_ parameters: NgramParameters) -> String {
    let alphabet = Alphabet(size: parameters.alphabetSize)
    let wrote = mismatch.wrote.map { "writes \(alphabet.text(of: $0))" } ?? "leaves a tie"
    let order = scoreTree.map { "scores summed as \($0.description), other sums" } ?? "sums"
    return "L = \(string.count), \(alphabet.text(of: string)) \(wrote) at step \(mismatch.step), "
      + "where \(alphabet.text(of: mismatch.due)) is due (\(order) in the order '\(arithmetic.order.name)')"
  }
}

extension Rational {
  /// A side of an inequality: six significant digits, or "0".
  var sideText: String { decimal(digits: 6) }
}
