import Arithmetic
import Constructions
import Testing

@Suite("Parameters and what follows from them")
struct NgramParametersTests {
  @Test(
    "code bits, longest string and scale",
    arguments: [
      // n, D, d, L_max = min(D^n + n - 1, 2^62), beta
      (1, 2, 2, 2, 3), (1, 3, 2, 3, 3), (1, 5, 3, 5, 4), (2, 2, 2, 5, 4), (4, 10, 4, 10003, 9),
      (3, 26, 5, 17578, 10), (24, 2, 2, 16_777_239, 15), (62, 2, 2, 1 << 62, 34), (61, 2, 2, (1 << 61) + 60, 33),
      (75, 256, 8, 1 << 62, 34), (1_000_000_000_000, 1 << 40, 40, 1 << 62, 34),
    ])
  func table(ngram: Int, alphabetSize: Int, codeBits: Int, maxLength: Int, scale: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    #expect(parameters.codeBits == codeBits)
    #expect(parameters.maxLength == maxLength)
    #expect(parameters.scale == scale)
  }

  @Test("the scale is the least with 4^beta > 8 (2 L_max + 1)", arguments: 1...7, 2...40)
  func scale(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let bound = 8 * (2 * Integer(parameters.maxLength) + 1)
    #expect(Integer(4).raised(to: parameters.scale) > bound)
    #expect(Integer(4).raised(to: parameters.scale - 1) <= bound)
    // Enough bits to tell D tokens apart, and not one too many, but never fewer than two.
    #expect(1 << parameters.codeBits >= alphabetSize)
    #expect(parameters.codeBits == 2 || 1 << (parameters.codeBits - 1) < alphabetSize)
  }

  @Test("parameters outside the proven region are refused with both sides of the inequality")
  func refusals() throws {
    #expect(throws: ParameterError.ngramTooSmall(0)) { try NgramParameters(ngram: 0, alphabetSize: 2) }
    #expect(throws: ParameterError.ngramTooSmall(-3)) { try NgramParameters(ngram: -3, alphabetSize: 2) }
    #expect(throws: ParameterError.alphabetTooSmall(1)) { try NgramParameters(ngram: 1, alphabetSize: 1) }
    let parameters = try NgramParameters(ngram: 4, alphabetSize: 10)
    try parameters.requireProven(length: 1)
    try parameters.requireProven(length: 10003)
    #expect(throws: ParameterError.lengthTooSmall(0)) { try parameters.requireProven(length: 0) }
    let error = ParameterError.lengthTooLarge(10004, ngram: 4, alphabetSize: 10, maxLength: 10003)
    #expect(throws: error) { try parameters.requireProven(length: 10004) }
    #expect(error.description.contains("10004") && error.description.contains("10003"))
  }
}
