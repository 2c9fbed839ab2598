import Arithmetic
import StrictJSON

extension Int {
  /// The number with its digits in groups of three, as in 10,000.
  var grouped: String { String(self).groupedDigits }
}

extension Integer {
  /// The number with its digits in groups of three.
  var grouped: String { "\(self)".groupedDigits }
}

/// A number of bytes in the unit that suits it, to three digits.
func byteCount(_ bytes: Int) -> String {
  let units = ["bytes", "kB", "MB", "GB", "TB"]
  var value = Double(bytes)
  var unit = 0
  while value >= 1000, unit < units.count - 1 {
    value /= 1000
    unit += 1
  }
  return "\(threeDigits(value)) \(units[unit])"
}

/// A number of seconds, to three digits.
func secondCount(_ seconds: Double) -> String { "\(threeDigits(seconds)) s" }

/// A positive number to three significant digits where it is below 1000.
private func threeDigits(_ value: Double) -> String {
  let places = value >= 100 ? 1.0 : value >= 10 ? 10.0 : value >= 1 ? 100.0 : 1000.0
  let rounded = (value * places).rounded() / places
  return places == 1 || rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
}

extension String {
  /// The text with spaces after it, up to so many columns.
  func padded(_ columns: Int, least: Int = 0) -> String {
    self + String(repeating: " ", count: max(least, columns - count))
  }

  /// The text with spaces before it, up to so many columns.
  func aligned(_ columns: Int, least: Int = 0) -> String {
    String(repeating: " ", count: max(least, columns - count)) + self
  }
}

/// A heading and a text beside it, broken into lines of at most 80 columns. Words are never broken, and what a
/// terminal would obey, a line feed in the name of a file among it, is escaped.
///
/// - Parameter indent: where the text begins: behind the longest heading, and two spaces.
func hangingParagraph(_ heading: String, _ text: String, indent: Int = 11) -> String {
  var lines: [String] = []
  var line = ""
  for word in text.printable.split(separator: " ", omittingEmptySubsequences: false) {
    if !line.isEmpty, indent + line.count + 1 + word.count > 80 {
      lines.append(line)
      line = String(word)
    } else {
      line += line.isEmpty ? String(word) : " " + word
    }
  }
  lines.append(line)
  return heading.padded(indent) + lines.joined(separator: "\n" + String(repeating: " ", count: indent))
}

/// Headings, each with a text beside it; an empty heading goes on with what is above.
func hangingParagraphs(_ lines: [(String, String)]) -> String {
  lines.map { hangingParagraph($0.0, $0.1) }.joined(separator: "\n")
}
