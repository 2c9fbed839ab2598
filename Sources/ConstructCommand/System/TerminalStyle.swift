/// Colour, where somebody sees it.
struct TerminalStyle {
  /// What a piece of text is.
  enum Role: String {
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
}
