import Constructions
import Testing

/// The constants are part of the weights that others load. Most of them no test could change unnoticed; a
/// gate strength of 3 computes the same function in exact arithmetic, and this is what holds it in place.
@Suite("The constants of the construction are those that are documented")
struct ConstructionConstantsTests {
  @Test("boundary bonus, gate strength, gains, code bits, tail, length")
  func values() {
    #expect(ConstructionConstants.boundaryBonus == 2)
    #expect(ConstructionConstants.gateStrength == 4)
    #expect(ConstructionConstants.contentGain == 4)
    #expect(ConstructionConstants.endGain == 3)
    #expect(ConstructionConstants.fewestCodeBits == 2)
    #expect(ConstructionConstants.tailReciprocal == 8)
    #expect(ConstructionConstants.longestLength == 4_611_686_018_427_387_904)
  }
}
