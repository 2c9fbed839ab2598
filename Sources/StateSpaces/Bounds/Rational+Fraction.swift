public import Arithmetic

extension Rational {
  /// The number of characters that `init(fraction:)` takes: far more than anybody writes, and few enough that
  /// every decision about the number is quick.
  public static let longestFraction = 1000

  /// The exact value of `0.001`, `.5`, `12`, or `1/1000`: digits with at most one point among them, or two
  /// whole numbers and a stroke. `nil` for any other text, signs and exponents included, and for a
  /// denominator of zero.
  public init?(fraction text: String) {
    guard text.utf8.count <= Rational.longestFraction else { return nil }
    let digits = { (part: Substring) in part.utf8.allSatisfy { (48...57).contains($0) } }
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    if sides.count == 2 {
      guard sides.allSatisfy({ !$0.isEmpty && digits($0) }), let value = Rational(text) else { return nil }
      self = value
      return
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let places = parts.count == 2 ? parts[1].utf8.count : 0
    guard parts.count <= 2, parts.allSatisfy(digits), let value = Integer(parts.joined()) else { return nil }
    self.init(value, Integer(10).raised(to: places))
  }
}
