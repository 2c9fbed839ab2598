import Testing

@testable import Constructions

/// The third rule for the scale: the least power of two that meets the length-dependent bound.
struct PowerOfTwoTests {
  @Test("the scale is the first power of two that the bound admits", arguments: 1...12, [2, 3, 5, 10, 26, 256, 65536])
  func scale(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: .powerOfTwo)
    // 4^beta > 8 (2 L_max + 1) exactly if 2 beta - 3 bits do not hold 2 L_max + 1, which is below 2^64.
    let keys = 2 * UInt(parameters.maxLength) + 1
    var beta = 1
    while 2 * beta < 3 || (2 * beta - 3 < UInt.bitWidth && keys >> UInt(2 * beta - 3) != 0) { beta *= 2 }
    #expect(parameters.scale == beta)
    #expect(parameters.boundaryBonus == 2)
  }

  @Test(
    "scales that were worked out by hand", arguments: [(4, 10, 16), (2, 3, 4), (9, 2, 8), (100, 10, 64)])
  func known(ngram: Int, alphabetSize: Int, scale: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: .powerOfTwo)
    #expect(parameters.scale == scale)
  }
}
