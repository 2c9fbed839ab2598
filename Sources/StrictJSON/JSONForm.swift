/// Which part of JSON is read, and how much of it at most. Whatever is outside is refused, never cut off.
public struct JSONForm: Sendable {
  /// Bytes of the text.
  public var mostBytes: Int

  /// Objects and arrays inside one another. The reader calls itself for each.
  public var mostDepth: Int

  /// Values of every kind, wherever they stand.
  public var mostValues: Int

  /// Fields of an object.
  public var mostKeys: Int

  /// Characters of a number.
  public var mostDigits: Int

  /// Whether strings have one spelling only: printable ASCII without escapes.
  public var hasPlainStrings: Bool

  /// Whether numbers have one spelling only, whole and without sign or exponent, and there is no true and false.
  public var hasPlainNumbers: Bool

  /// Whether `Infinity`, `-Infinity` and `NaN` are let through, which are not JSON.
  public var allowsNotFinite: Bool

  /// A part of JSON; without arguments all of it, as deep and as long as a configuration may be.
  public init(
    mostBytes: Int = 1 << 20, mostDepth: Int = 16, mostValues: Int = 20_000, mostKeys: Int = 20_000,
    mostDigits: Int = 1000, hasPlainStrings: Bool = false, hasPlainNumbers: Bool = false, allowsNotFinite: Bool = false
  ) {
    self.mostBytes = mostBytes
    self.mostDepth = mostDepth
    self.mostValues = mostValues
    self.mostKeys = mostKeys
    self.mostDigits = mostDigits
    self.hasPlainStrings = hasPlainStrings
    self.hasPlainNumbers = hasPlainNumbers
    self.allowsNotFinite = allowsNotFinite
  }
}
