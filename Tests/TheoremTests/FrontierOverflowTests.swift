import Constructions
import Rounding
import Testing
import Theorems

/// Scores that overflow: infinities meet, and their difference is not a number.
@Suite("The frontier where scores overflow")
struct FrontierOverflowTests {
  /// Numbers of up to 254: 20 terms of 12 and 24 for the boundary are more. Found by X.rounding, as a string that was
  /// predicted to be copied.
  @Test("nothing is certain where a score may exceed the largest number, and a string fails")
  func overflow() throws {
    let parameters = try NgramParameters(ngram: 6, alphabetSize: 10)
    for orders in OrderClass.allCases {
      let narrow = FloatArithmetic(try FloatFormat(significandBits: 7, exponentBits: 4))
      #expect(FloatFrontier(parameters, in: narrow, orders: orders).limit?.name == .scores)
      let wide = FloatArithmetic(try FloatFormat(significandBits: 7, exponentBits: 5))
      #expect(FloatFrontier(parameters, in: wide, orders: orders).limit?.name != .scores)
    }
    let arithmetic = FloatArithmetic(
      try FloatFormat(significandBits: 7, exponentBits: 4), order: .permuted(seed: 532_940_659_292_973_313))
    #expect(try FailingRun(of: [9, 7, 6, 9, 4], by: RoundedCopier(parameters, in: arithmetic))?.mismatch.step == 5)
  }
}
