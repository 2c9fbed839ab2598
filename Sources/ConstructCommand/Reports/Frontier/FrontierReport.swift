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

  /// For people: every stage of one cell, or a line for each format of several.
  func text() -> String {
    let parameters = parameters
    let claim = parameters.scaleRule == .lengthDependent ? ClaimID.t23 : .xScale
    let model = hangingParagraph(
      "model",
      "n = \(parameters.ngram), D = \(parameters.alphabetSize), scale \(parameters.scale) "
        + "(\(parameters.scaleRule.name)), boundary bonus \(parameters.boundaryBonus): the exact model copies every "
        + "string with distinct n-grams and L <= L_max = \(parameters.maxLength.grouped) (\(claim))")
    if let cell = cells.first, cells.count == 1 {
      return ([model] + cell.lines).joined(separator: "\n")
    }
    let open = openLines
    return ([model, ""] + table + (open.isEmpty ? [] : [""] + open)).joined(separator: "\n")
  }

  /// Cells of one format.
  private var rows: [[FrontierCell]] {
    var rows: [[FrontierCell]] = []
    for cell in cells {
      if let row = rows.last, row[0].formatName == cell.formatName {
        rows[rows.count - 1].append(cell)
      } else {
        rows.append([cell])
      }
    }
    return rows
  }

  private var table: [String] {
    let width = (cells.map(\.formatName.count).max() ?? 0) + 2
    // Every row has the same orders.
    let heading = "L_safe".padded(width) + (rows.first ?? []).map { $0.frontier.orders.rawValue.padded(22) }.joined()
    let lines = [heading] + rows.map { $0[0].formatName.padded(width) + $0.map { $0.summary.padded(22) }.joined() }
    return lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
  }

  /// For every cell that is not certain why it is not; those of a format for which it is the same reason together.
  private var openLines: [String] {
    var lines: [String] = []
    for row in rows {
      var reasons: [(reason: String, orders: [String])] = []
      for cell in row where cell.verdict != .certain {
        let reason = cell.reason
        if let last = reasons.last, last.reason == reason {
          reasons[reasons.count - 1].orders.append(cell.frontier.orders.rawValue)
        } else {
          reasons.append((reason, [cell.frontier.orders.rawValue]))
        }
      }
      lines += reasons.map { reason, orders in
        hangingParagraph("", "\(row[0].formatName), \(orders.joined(separator: ", ")): \(reason)", indent: 2)
      }
    }
    return lines
  }
}

extension FrontierCell {
  /// The format, and that of the sums if it is another one.
  var formatName: String {
    let (format, accumulator) = (frontier.arithmetic.format, frontier.arithmetic.accumulator)
    return format == accumulator ? format.name : "\(format.name)+\(accumulator.name)"
  }

  /// A few words for a table: the length and, where it is not L_max, what is known of the next ones.
  var summary: String {
    switch verdict {
    case .certain: "L_max"
    case .fails: "\(safeLength.grouped), \(search.failure?.string.count.grouped ?? "") fails"
    case .undecided: "\(safeLength.grouped), not proven"
    }
  }

  /// Why it is not L_max.
  var reason: String { search.failure?.text(frontier.parameters) ?? gap }

  /// What is in the way of a longer string.
  private var gap: String {
    guard let limit = frontier.limit else { return "" }
    let next = "L = \((frontier.provenLength + 1).grouped) is not proven: \(limit.name.rawValue): \(limit.text)"
    guard search.enumeratedLength > frontier.provenLength else { return next }
    return "\(next); all strings up to L = \(search.enumeratedLength.grouped) were run, and copied"
  }

  /// Everything about one cell: the arithmetic, what every stage needs, and what follows.
  var lines: [String] {
    let orders = frontier.orders
    var lines = [hangingParagraph("format", "\(frontier.arithmetic.words); \(orders.words)")]
    lines += frontier.stages.map { stage in
      hangingParagraph(stage.name.rawValue, (stage.holds ? "" : "not proven: ") + stage.text)
    }
    switch verdict {
    case .certain:
      lines.append(
        hangingParagraph(
          "L_safe",
          "\(safeLength.grouped) = L_max: every string that the exact model is proved to copy is copied and ended in "
            + "this format, \(orders.words)"))
    case .fails, .undecided:
      lines.append(hangingParagraph("L_safe", safeLength.grouped))
      if !gap.isEmpty { lines.append(hangingParagraph("", gap)) }
    }
    if let failure = search.failure {
      lines.append(hangingParagraph("fails", failure.text(frontier.parameters)))
    } else if verdict == .undecided {
      lines.append(
        hangingParagraph("fails", "no string is known that does: \(search.runs.grouped) runs found none"))
    }
    return lines
  }
}

extension FloatArithmetic {
  /// The format, its two widths, and that of the sums if it is another one.
  var words: String {
    let widths = "\(format.name), \(format.significandBits) bits of significand and \(format.exponentBits) of exponent"
    return format == accumulator ? widths : "\(widths), sums held in \(accumulator.name)"
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
    let order =
      scoreTree.map { "scores summed as \($0.description), all else in the reference's order" }
      ?? "sums in the order '\(arithmetic.order.name)'"
    return "L = \(string.count), \(alphabet.text(of: string)) \(wrote) at step \(mismatch.step), "
      + "where \(alphabet.text(of: mismatch.due)) is due (\(order))"
  }
}

extension Rational {
  /// A side of an inequality: six significant digits, or "0".
  var sideText: String { decimal(digits: 6) }
}
