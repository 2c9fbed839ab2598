import Arithmetic
import CopyTask
import StateSpaces

extension GssmCapacityReport {
  /// The report for people: the tensors, what follows from them, then what the bound says and what it does
  /// not.
  func text() -> String {
    var paragraphs: [String] = []
    if let name, let state {
      paragraphs.append(hangingParagraph("model", "\(GssmCapacityReport.printable(name)): \(state.family)"))
      paragraphs.append(hangingParagraph("format", formatText))
      paragraphs.append(table(state))
    }
    var lines = [("state", stateText)]
    if growthBits > 0 { lines.append(("growth", "\(growthBits.grouped) bits more with every token")) }
    if let receptiveField {
      lines.append(("field", "the state depends on the last \(receptiveField.grouped) tokens alone"))
    }
    lines.append(("length", lengthText))
    if let slack = capacity?.slackLength {
      lines.append(
        (
          "slack",
          "up to L = \(slack.grouped), a string takes at most 1/\(StateCapacity.slack) of the bits"
            + (receptiveField == slack ? " and fits the field" : "")
            + ": there the bound is no limit in practice"
        ))
    }
    lines += notes.map { ("note", $0) }
    lines.append(("says", saysText))
    lines.append(("does not", doesNotText))
    return (paragraphs + [hangingParagraphs(lines)]).joined(separator: "\n")
  }

  /// A path on one line and without what a terminal would obey.
  static func printable(_ text: String) -> String {
    text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } ? text.debugDescription : text
  }

  private var formatText: String {
    switch format {
    case .mixed: "mixed: recurrent states in 32 bits, the rest in 16"
    case .all16: "16: every number in 16 bits"
    case .all32: "32: every number in 32 bits"
    }
  }

  /// One line of numbers for each tensor, and its shape below.
  private func table(_ state: ModelState) -> String {
    var lines = ["", row("tensor", "numbers", "can matter", "bits", "bits in all")]
    for tensor in state.tensors where tensor.role != .growing {
      let width = format.bits(tensor.role)
      lines.append(
        row(
          tensor.name, tensor.elements.grouped, tensor.tightElements.grouped, "\(width)",
          (tensor.elements * Integer(width)).grouped))
      lines.append(hangingParagraph("", tensor.shape))
    }
    for tensor in state.tensors where tensor.role == .growing {
      lines.append(
        row(tensor.name, "+\(tensor.growth.grouped)", "for each token", "\(format.bits(tensor.role))", ""))
      lines.append(hangingParagraph("", tensor.shape))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ name: String, _ cells: String...) -> String {
    // At most 80 columns for states of less than a terabit.
    let widths = [16, 16, 5, 19]
    let cells = zip(cells, widths).map { $0.aligned($1, least: 1) }
    return (name.padded(23, least: 1) + cells.joined()).trimmedAtEnd
  }

  private var stateText: String {
    let fixed = "\(bits.grouped) bits" + (growthBits > 0 ? " before the first token" : "")
    return state == nil || tightBits == bits
      ? fixed : fixed + " as allocated, \(tightBits.grouped) that can matter"
  }

  private var lengthText: String {
    guard let capacity, let tightCapacity else {
      return "no limit: the state grows with the text, and the bound holds for states of fixed size"
    }
    let error = bound.error.isZero ? "without error" : "with error at most \(shortError)"
    let strings = "for strings over D = \(bound.alphabetSize.grouped) \(error)"
    guard let longest = capacity.longestCopy, let tight = tightCapacity.longestCopy else {
      return "any \(strings)"
    }
    return "L <= \(longest.grouped) \(strings)"
      + (tight == longest ? "" : "; \(tight.grouped) for the bits that can matter")
  }

  private var shortError: String {
    let text = "\(bound.error)"
    return text.count <= 20 ? text : bound.error.decimal(digits: 10)
  }

  private var saysText: String {
    guard isFixed else {
      return
        "This is no state space model: it attends to all tokens in some layers, and \(ClaimID.t27) says nothing of it."
    }
    return
      "No model with this state copies longer uniform strings with that error, whatever its weights, its "
      + "training or what it computes (\(ClaimID.t27))."
  }

  private var doesNotText: String {
    guard isFixed else {
      return "It does not follow that it copies: only that its state is no reason why it could not."
    }
    return "It does not say that shorter strings are copied."
  }
}

extension Rational {
  fileprivate var isZero: Bool { signum() == 0 }
}
