import Arithmetic
import CopyTask

/// Values that a sweep takes one after the other, and how they are written: one by one, or as a run.
struct Cases<Value: Sendable>: Sendable {
  let values: [Value]
  let words: String

  private init(_ values: [Value], _ words: String) { (self.values, self.words) = (values, words) }

  private init(_ values: [Value], each words: (Value) -> String) {
    self.init(values, values.map(words).joined(separator: ", "))
  }

  var count: Int { values.count }

  static func + (left: Cases, right: Cases) -> Cases {
    Cases(left.values + right.values, "\(left.words), \(right.words)")
  }
}

extension Cases where Value == Int {
  /// "2, 3, 1,000".
  init(_ numbers: Int...) { self.init(numbers) { $0.words } }

  /// "2 ... 10".
  init(_ run: ClosedRange<Int>) { self.init(Array(run), "\(run.lowerBound) ... \(run.upperBound)") }
}

extension Cases where Value == Rational {
  /// "1, 1/4, 10^-6": what is one in so many.
  init(oneIn denominators: Int...) {
    self.init(
      denominators.map { Rational(1, Integer($0)) },
      denominators.map { number in
        if number == 1 { return "1" }
        let words = number.words
        return words.hasPrefix("10^") ? "10^-" + words.dropFirst(3) : "1/\(words)"
      }.joined(separator: ", "))
  }
}

extension Cases where Value == (Int, Int) {
  /// "(1,2), (1,3), (2,2)".
  init(_ pairs: (Int, Int)...) { self.init(pairs) { "(\($0.0),\($0.1))" } }

  /// "(1,2) ... (1,5)": one n, and D in a row.
  static func run(_ first: Int, _ second: ClosedRange<Int>) -> Cases {
    Cases(second.map { (first, $0) }, "(\(first),\(second.lowerBound)) ... (\(first),\(second.upperBound))")
  }
}

extension Cases where Value == (Int, Int) {
  /// D^n + n - 1 for the (n, D) for which it is largest.
  var longest: Int {
    values.compactMap { NgramSpace(alphabetSize: $0.1, order: $0.0).longestDistinctLength }.max() ?? 0
  }

  /// ", L up to 10,003"; nothing where the longest strings are not worth a word.
  var longestInWords: String { longest >= 1000 ? ", L up to \(longest.grouped)" : "" }
}

extension Int {
  /// "2,000", with commas; "10^5" for a power of ten beyond 10,000.
  var words: String {
    let digits = "\(self)"
    let isPower = self > 10_000 && digits.dropFirst().allSatisfy { $0 == "0" } && digits.first == "1"
    return isPower ? "10^\(digits.count - 1)" : grouped
  }

  /// "100,000", with commas.
  var grouped: String { "\(self)".groupedDigits }
}

extension Array where Element == String {
  /// "a", "a and b", "a, b and c".
  var enumerated: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
