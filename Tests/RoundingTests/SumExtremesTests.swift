import CopyTask
import Testing

@testable import Rounding

@Suite("The extremes of sums of +-unit")
struct SumExtremesTests {
  /// Formats in which such sums round, saturate and overflow, and units.
  private func cases() throws -> [(FloatFormat, Double)] {
    var cases: [(FloatFormat, Double)] = []
    for bits in 2...5 {
      for unit in [1.0, 3, 5, 7, 9] {
        cases.append((try FloatFormat(significandBits: bits, exponentBits: 6), unit))
      }
    }
    return cases + [(.float8e4m3, 9), (.float8e4m3, 104), (.float8e5m2, 9), (.float8e5m2, 7), (.bfloat16, 9)]
  }

  @Test("are those of all orders, for up to 7 terms")
  func bruteForce() throws {
    var rounded = 0
    for (format, given) in try cases() {
      let unit = format.round(given)
      var trees = AllTrees(format)
      for orders in OrderClass.allCases {
        let extremes = try #require(SumExtremes(unit: given, count: 7, in: FloatArithmetic(format), orders: orders))
        #expect(extremes.unit == unit)
        if !extremes.isExact { rounded += 1 }
        for plus in 0...7 {
          for minus in 0...(7 - plus) where plus + minus > 0 {
            let terms = [Double](repeating: unit, count: plus) + [Double](repeating: -unit, count: minus)
            let sums =
              orders == .any
              ? trees.sums(unit, plus: plus, minus: minus) : AllTrees.sequential(terms, in: format)
            let place = "\(format.name), \(plus) times \(unit) and \(minus) times \(-unit), \(orders)"
            #expect(extremes.largest(plus: plus, minus: minus) == sums.max(), "\(place): \(sums.sorted())")
            if minus == 0 { #expect(extremes.least(plus: plus) == sums.min(), "\(place): \(sums.sorted())") }
          }
        }
      }
    }
    #expect(rounded > 20)
  }

  @Test("with one more term are those of all orders, too")
  func another() throws {
    for (format, given) in try cases() {
      let (unit, other) = (format.round(given), format.round(2 * given + 1))
      var trees = AllTrees(format)
      for orders in OrderClass.allCases {
        let extremes = try #require(SumExtremes(unit: given, count: 6, in: FloatArithmetic(format), orders: orders))
        for plus in 0...6 {
          let terms = [Double](repeating: unit, count: plus)
          let sums: Set<Double> =
            switch orders {
            case .product: [(terms + [other]).reduce(0) { format.round($0 + $1) }]
            case .sequential: AllTrees.sequential(terms + [other], in: format)
            case .any: trees.sums(unit, plus: plus, minus: 0, other: other)
            }
          let place = "\(format.name), \(plus) times \(unit) and \(other), \(orders): \(sums.sorted())"
          #expect(extremes.least(plus: plus, and: other) == sums.min(), "\(place)")
          #expect(extremes.largest(plus: plus, and: other) == sums.max(), "\(place)")
        }
      }
    }
  }

  @Test("a sum is exact exactly where no multiple of the unit rounds")
  func exactness() throws {
    for bits in 2...6 {
      let format = try FloatFormat(significandBits: bits, exponentBits: 8)
      for unit in 1...20 where format.holds(Double(unit)) {
        for count in 1...40 {
          let isExact = (1...count).allSatisfy { format.holds(Double($0 * unit)) }
          let extremes = SumExtremes(unit: Double(unit), count: count, in: FloatArithmetic(format), orders: .product)
          #expect(extremes?.isExact == isExact, "\(format.name), \(unit), \(count)")
        }
      }
    }
  }

  @Test("of sums that overflow nothing is said, and of those that saturate the largest number")
  func overflow() throws {
    let narrow = FloatArithmetic(try FloatFormat(significandBits: 4, exponentBits: 3))
    for orders in OrderClass.allCases {
      #expect(SumExtremes(unit: 4, count: 3, in: narrow, orders: orders)?.largest(plus: 3) == 12)
      #expect(SumExtremes(unit: 4, count: 4, in: narrow, orders: orders) == nil)
      #expect(SumExtremes(unit: 17, count: 1, in: narrow, orders: orders) == nil)
      let wide = FloatArithmetic(narrow.format, accumulator: .float32)
      #expect(SumExtremes(unit: 4, count: 4, in: wide, orders: orders) == nil)
      let saturating = SumExtremes(unit: 104, count: 7, in: FloatArithmetic(.float8e4m3), orders: orders)
      #expect(saturating?.largest(plus: 7) == 448)
    }
  }

  @Test("sums are held in the accumulator's format, terms too, and rounded once to the other one")
  func accumulators() throws {
    let wide = try #require(
      SumExtremes(unit: 9, count: 16, in: FloatArithmetic(.float8e5m2, accumulator: .float32), orders: .any))
    #expect(wide.unit == 8 && wide.isExact && wide.largest(plus: 15, minus: 1) == 112)
    #expect(wide.largest(plus: 16) == 128 && wide.least(plus: 15) == 128)
    let narrow = try #require(
      SumExtremes(unit: 9, count: 4, in: FloatArithmetic(.float32, accumulator: .float8e5m2), orders: .product))
    #expect(narrow.unit == 8 && narrow.largest(plus: 4) == 32)
  }
}
