/// How a value is written.
public enum JSONStyle: Sendable {
  /// In one line, without spaces, keys in their order.
  case compact
  /// One field or element in a line, indented by two spaces, keys in their order; lists of numbers in one line.
  case lines
  /// One field or element in a line, indented by two spaces, keys sorted: reports that are compared line by line.
  case report
  /// In one line, without spaces, keys sorted.
  case reportInOneLine

  fileprivate var isInOneLine: Bool { self == .compact || self == .reportInOneLine }
  fileprivate var isSorted: Bool { self == .report || self == .reportInOneLine }
  fileprivate var colon: String { isInOneLine ? ":" : self == .report ? " : " : ": " }
}

extension JSONValue {
  /// The value as text, without a line feed at its end.
  public func text(_ style: JSONStyle) -> String {
    var text = ""
    write(to: &text, style, indent: 0)
    return text
  }

  private func write(to text: inout String, _ style: JSONStyle, indent: Int) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let number): text += number.text
    case .notFinite(let token, line: _): text += token
    case .string(let string): JSONValue.write(string, to: &text)
    case .array(let values):
      let isFlat = style == .lines && values.allSatisfy(\.isNumber)
      JSONValue.write(values, "[", "]", to: &text, isFlat ? .compact : style, indent: indent) { value, text in
        value.write(to: &text, style, indent: indent + 2)
      }
    case .object(let object):
      var fields = object.fields
      if style.isSorted { fields.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }
      JSONValue.write(fields, "{", "}", to: &text, style, indent: indent) { field, text in
        JSONValue.write(field.key, to: &text)
        text += style.colon
        field.value.write(to: &text, style, indent: indent + 2)
      }
    }
  }

  private var isNumber: Bool { if case .number = self { true } else { false } }

  /// Writes elements between brackets. Empty brackets of a report stand in two lines with an empty one between.
  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout String, _ style: JSONStyle, indent: Int,
    _ body: (Element, inout String) -> Void
  ) {
    let newline = style.isInOneLine ? "" : "\n"
    let inner = style.isInOneLine ? "" : String(repeating: " ", count: indent + 2)
    text += open + newline
    for (index, element) in elements.enumerated() {
      text += index == 0 ? inner : "," + newline + inner
      body(element, &text)
    }
    text += newline + inner.dropLast(2) + close
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // What JSON asks for, and what a terminal would obey.
      case _ where scalar.isObeyed: text += scalar.escaped
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
