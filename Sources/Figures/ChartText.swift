extension String {
  /// The text as the content of an element or the value of an attribute. What XML 1.0 has no way to write
  /// becomes U+FFFD.
  var escapedForXML: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += " "
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE
        escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }

  /// The digits of an integer as an exponent.
  var superscript: String {
    let raised: [Character: Character] = [
      "-": "\u{207b}", "0": "\u{2070}", "1": "\u{b9}", "2": "\u{b2}", "3": "\u{b3}", "4": "\u{2074}",
      "5": "\u{2075}", "6": "\u{2076}", "7": "\u{2077}", "8": "\u{2078}", "9": "\u{2079}",
    ]
    return String(map { raised[$0] ?? $0 })
  }

  /// The text in lines of at most `columns` characters. Words are never broken.
  func lines(columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}

/// A length on the page in tenths of a pixel, as SVG reads it: all places are such integers, so that printing
/// rounds nothing.
func pixels(_ tenths: Int) -> String {
  let magnitude = tenths.magnitude
  let whole = "\(tenths < 0 ? "-" : "")\(magnitude / 10)"
  return magnitude % 10 == 0 ? whole : "\(whole).\(magnitude % 10)"
}
