import Arithmetic
import StateSpaces
import Testing

/// Test vectors of the table of state sizes. Integers are to be met exactly. Reals were computed there in
/// doubles and printed with all their digits. They are to be within two units in the last place of a double,
/// which is decided exactly: two of them are off by more than one unit of the last digit printed.
@Suite("Test vectors of the bounds")
struct TestVectorTests {
  private func rational(_ text: String) throws -> Rational { try #require(Rational(fraction: text)) }

  private func expectNear(
    _ value: LogarithmicSum, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let printed = try rational(text)
    // A unit is at most 2^-52 of the number; what is printed as 0.0 is to be zero.
    let units = printed * Rational.powerOfTwo(-51)
    let near = LogarithmicSum(printed - units) <= value && value <= LogarithmicSum(printed + units)
    #expect(near, "\(text) against \(value.decimal(digits: 25))", sourceLocation: sourceLocation)
  }

  @Test(
    "longest copies",
    arguments: [
      (10, 2, "0.5", 11), (10, 2, "0.001", 10), (10, 2, "0.75", 12), (9, 8, "0.001", 3), (8, 8, "0.5", 3),
      (8, 8, "0.001", 2), (188_743_680, 50277, "0.5", 12_085_310), (188_743_680, 50277, "0.001", 12_085_310),
      (188_743_680, 256, "0.5", 23_592_960), (188_743_680, 26, "0.5", 40_154_473), (0, 2, "0.5", 1),
      (0, 2, "0.001", 0), (100, 26, "0.5", 21), (100, 26, "0.99", 22),
    ])
  func longest(bits: Int, size: Int, error: String, length: Int) throws {
    let bound = UniformCopyBound(alphabetSize: size, error: try rational(error))
    #expect(bound.longestLength(bits: Integer(bits)) == Integer(length))
  }

  @Test(
    "bits for copies",
    arguments: [
      (100, 2, "0", "100.0"), (100, 2, "0.5", "99.0"), (1000, 26, "0.001", "4700.4382747242225"),
      (300, 50277, "0.5", "4684.283284125015"), (1, 2, "0.5", "0.0"), (4096, 256, "0.01", "32767.985500430306"),
    ])
  func bits(length: Int, size: Int, error: String, expected: String) throws {
    let bound = UniformCopyBound(alphabetSize: size, error: try rational(error))
    try expectNear(bound.bitsNeeded(length: Integer(length)), expected)
  }

  @Test(
    "bits for an error per token",
    arguments: [
      (1000, 2, "0.11", "500.084041835472"), (1000, 26, "0.01", "4573.208020347433"),
      (1000, 26, "0.5", "1378.5116232537298"), (300, 50277, "0.1", "4076.057138492217"), (1000, 2, "0.5", "0.0"),
      (10, 4, "0.75", "0.0"),
    ])
  func tokens(length: Int, size: Int, error: String, expected: String) throws {
    let bound = TokenErrorBound(alphabetSize: size, error: try rational(error))
    try expectNear(bound.bitsNeeded(count: Integer(length)), expected)
  }

  @Test(
    "bits for a phone book",
    arguments: [
      (70, "0", "2325.349666421154"), (70, "0.5", "1092.6748332156262"), (1000, "0.01", "32806.29500349042"),
    ])
  func phoneBook(entries: Int, error: String, expected: String) throws {
    let bound = TokenErrorBound(alphabetSize: 10_000_000_000, error: try rational(error))
    try expectNear(bound.bitsNeeded(count: Integer(entries)), expected)
  }

  @Test(
    "bits for a key that comes last",
    arguments: [
      (300, 4, 26, "0", "282.02638308846554"), (300, 4, 26, "0.1", "226.0235103344603"),
    ])
  func suffixKey(length: Int, ngram: Int, size: Int, error: String, expected: String) throws {
    let bound = TokenErrorBound(alphabetSize: size, error: try rational(error))
    try expectNear(bound.suffixKeyBits(length: Integer(length), ngram: ngram, queries: .aligned), expected)
    // 59 blocks instead of 60.
    let unaligned = bound.suffixKeyBits(length: Integer(length), ngram: ngram, queries: .unaligned)
    #expect(unaligned * 60 == bound.suffixKeyBits(length: Integer(length), ngram: ngram, queries: .aligned) * 59)
  }
}
