/// What is wrong with a model or its file: one line that names the tensor or field and what was expected.
public struct ModelFileError: Error, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A fault of one tensor.
  static func tensor(_ name: String, _ problem: String) -> ModelFileError {
    ModelFileError("tensor \(quoted(name)): \(problem)")
  }

  /// A fault of one entry of the metadata.
  static func metadata(_ key: String, _ problem: String) -> ModelFileError {
    ModelFileError("metadata \(quoted(key)): \(problem)")
  }
}

/// Text from a file, fit for a line of a message: short, and without anything that a terminal would obey.
func quoted(_ text: String) -> String {
  // Longer than every name that means something.
  let longest = 48
  var shown = ""
  for (index, scalar) in text.unicodeScalars.enumerated() {
    if index == longest {
      shown += "..."
      break
    }
    let isPlain = (0x20..<0x7F).contains(scalar.value)
    shown += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }
  return "'\(shown)'"
}
