extension Unicode.Scalar {
  /// Whether a terminal or a reader's eye obeys it instead of showing it: control characters (C0, DEL and C1), which
  /// move the cursor, break lines and begin escape sequences; the separators of lines and paragraphs; and what changes
  /// the direction of a text, so that it reads as another.
  package var isObeyed: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The scalar as JSON spells it in four hexadecimal digits.
  ///
  /// - Precondition: it is in the basic plane, as all are that are obeyed.
  package var escaped: String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension String {
  /// The text in which whatever is obeyed instead of shown is escaped: for names and contents of files, arguments, and
  /// whatever else comes from somewhere else and is printed. It has one line, and none of it is acted upon.
  package var printable: String {
    guard unicodeScalars.contains(where: \.isObeyed) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isObeyed { text += scalar.escaped } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
