import Arithmetic
import Testing

@testable import Theorems

@Suite("What a check covers is written as it is run")
struct SweepTests {
  @Test("values one by one, runs by their ends, in the order in which they are taken")
  func cases() {
    let numbers = Cases(2...10) + Cases(26, 1000)
    #expect(numbers.words == "2 ... 10, 26, 1,000" && numbers.values == Array(2...10) + [26, 1000])
    let pairs = Cases.run(1, 2...4) + Cases((2, 2))
    #expect(pairs.words == "(1,2) ... (1,4), (2,2)" && pairs.count == 4)
    #expect(pairs.values.map(\.0) == [1, 1, 1, 2] && pairs.values.map(\.1) == [2, 3, 4, 2])
    let errors = Cases(oneIn: 1, 4, 1_000_000, 1_000_001)
    #expect(errors.words == "1, 1/4, 10^-6, 1/1,000,001")
    #expect(errors.values == [1, Rational(1, 4), Rational(1, 1_000_000), Rational(1, 1_000_001)])
  }

  @Test("powers of ten beyond 10,000 as powers, the longest strings from 1,000 tokens on")
  func numbers() {
    #expect(
      [0, 999, 10_000, 100_000, 100_001, 200_000].map(\.words) == [
        "0", "999", "10,000", "10^5", "100,001", "200,000",
      ])
    #expect(Cases((3, 10), (2, 2)).longestInWords == ", L up to 1,002" && Cases((2, 3)).longestInWords == "")
    #expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(\.enumerated) == ["", "a", "a and b", "a, b and c"])
  }

  @Test("the sizes of machines are those of the words, group by group")
  func machines() {
    #expect(
      MachineSweep(.standard).words
        == "all machines for s = 1, 2, 3, D = 2, L <= 5, s = 4, D = 2, L = 2, 3, 4, s = 2 and 3, D = 3, L <= 3, and "
        + "s = 2, D = 4, L <= 3")
    let sizes = MachineSweep(.standard).sizes
    #expect(sizes.count == 15 + 3 + 6 + 3 && sizes.filter { $0.states == 4 }.map(\.length) == [2, 3, 4])
    #expect(MachineSweep(.quick).words == "all machines for s = 1, 2, 3, D = 2, L <= 5 and s = 2, D = 3, L <= 3")
  }

  @Test("every level says something else", arguments: Claim.all)
  func levels(_ claim: Claim) {
    #expect(Set(Effort.allCases.map(claim.coverage)).count == Effort.allCases.count)
  }
}
