import ArgumentParser

/// How many keys of a step are shown.
enum KeyChoice: OptionValue {
  case best(Int)
  case all

  /// Their number; `nil` for all.
  var count: Int? {
    switch self {
    case .best(let count): count
    case .all: nil
    }
  }

  /// A number, or the word `all`.
  static func value(_ text: String) throws -> KeyChoice {
    if text == "all" { return .all }
    guard let count = Int(text), count >= 1 else {
      throw ValidationError("expected a whole number from 1 to \(Int.max), or all")
    }
    return .best(count)
  }

  static var parsing: SingleValueParsingStrategy { .unconditional }
}

/// A step of a copy, counted from 0.
@Sendable
func stepNumber(_ text: String) throws -> Int {
  guard let value = Int(text), value >= 0 else {
    throw ValidationError("expected a whole number from 0 to L")
  }
  return value
}

/// Two steps with a hyphen between them, in order.
extension ClosedRange: OptionValue where Bound == Int {
  static func value(_ text: String) throws -> ClosedRange<Int> {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first <= last else {
      throw ValidationError("expected two steps, the smaller one first, as in 0-3")
    }
    return first...last
  }

  static var parsing: SingleValueParsingStrategy { .unconditional }
}
