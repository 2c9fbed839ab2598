extension String {
  /// A number in decimal digits with its digits in groups of three, as in 10,000.
  package var groupedDigits: String {
    var result = ""
    let digits = drop { $0 == "-" }
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return (hasPrefix("-") ? "-" : "") + result
  }

  /// The text without spaces at its end.
  package var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
