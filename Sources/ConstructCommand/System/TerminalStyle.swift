import StrictJSON

/// Colour, where somebody sees it.
struct TerminalStyle {
  /// What a piece of text is.
  enum Role: String, CaseIterable {
    case heading = "1"
    case right = "32"
    case wrong = "31"
    case quiet = "2"
  }

  /// Whether anything is coloured.
  let isOn: Bool

  /// Colour on a terminal that can show it, unless its user does not want any: https://no-color.org.
  static var ofOutput: TerminalStyle {
    TerminalStyle(
      isOn: Platform.isTerminal(.output) && (Platform.variable("NO_COLOR") ?? "").isEmpty
        && Platform.variable("TERM") != "dumb")
  }

  /// The text in its colour. Only the escape sequences around it are added: what has a width has it before.
  func callAsFunction(_ text: String, _ role: Role) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The escape sequences that there are: the beginnings, and the end.
  private static let sequences = (Role.allCases.map(\.rawValue) + ["0"]).map { Array("\u{1B}[\($0)m".unicodeScalars) }

  /// A text of several lines in which nothing is left that a terminal would obey, but for line feeds, and the colours
  /// where they are on.
  func printable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { isOn ? coloured(String($0)) : String($0).printable }.joined(separator: "\n")
  }

  private func coloured(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: \.isObeyed) else { return line }
    var rest = Array(line.unicodeScalars)[...]
    var text = ""
    while let scalar = rest.first {
      if let sequence = TerminalStyle.sequences.first(where: { rest.starts(with: $0) }) {
        text.unicodeScalars.append(contentsOf: sequence)
        rest.removeFirst(sequence.count)
      } else {
        text += String(scalar).printable
        rest.removeFirst()
      }
    }
    return text
  }
}
