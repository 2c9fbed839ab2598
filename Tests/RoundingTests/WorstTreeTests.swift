import Testing

@testable import Rounding

@Suite("The tree in which a term matters least")
struct WorstTreeTests {
  @Test("is the worst of all trees of up to 6 terms, and gives the sums that it says")
  func bruteForce() throws {
    var losses = 0
    var cases: [(FloatFormat, Double)] = [(.float8e5m2, 8), (.float8e4m3, 9), (.float8e4m3, 7)]
    for bits in 2...4 {
      let format = try FloatFormat(significandBits: bits, exponentBits: 6)
      cases += [(format, 1), (format, 3)]
    }
    for (format, unit) in cases {
      var trees = AllTrees(format)
      for count in 2...6 {
        let worst = WorstTree(unit: unit, count: count, in: format)
        let due = trees.pairs(unit, count: count).map { $0.all - $0.other }.min()
        #expect(worst.all - worst.other == due, "\(format.name), \(count) times \(unit)")
        #expect(worst.tree.leaves == count)
        var terms = [Double](repeating: unit, count: count)
        #expect(worst.tree.sum(terms, in: format) == worst.all)
        terms[0] = -unit
        #expect(worst.tree.sum(terms, in: format) == worst.other)
        if worst.all - worst.other < 2 * unit { losses += 1 }
      }
    }
    #expect(losses > 10)
  }

  @Test("16 terms of 9 in e4m3 have a tree that does not see one of them")
  func tie() {
    let worst = WorstTree(unit: 9, count: 16, in: .float8e4m3)
    #expect(worst.all <= worst.other)
  }
}
