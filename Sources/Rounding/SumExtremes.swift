/// The least and the largest value that a sum of terms +unit and -unit can have, over all orders of a class: what
/// rounding can do to a score, or to a logit.
///
/// Adding is monotone: fl(a + b) <= fl(a' + b') where a <= a' and b <= b', as rounding to nearest is. So the largest
/// sum of i terms +unit and j terms -unit is reached by a last addition of two sums that are largest themselves, and
/// one table of (i, j) holds all of them. With the terms in one fixed order and the signs anywhere the last term is
/// one of the two as well, so that `product` and `sequential` have the same table.
///
/// Where every partial sum is a number of the accumulator's format, no order rounds, and the table is k unit.
public struct SumExtremes: Sendable {
  /// The unit, as the format holds it.
  public let unit: Double

  /// The number of terms that the table is for.
  public let count: Int

  /// Whether no partial sum of up to `count` terms is rounded, whatever their order and signs.
  public let isExact: Bool

  private let arithmetic: FloatArithmetic
  private let orders: OrderClass

  /// `largest[i][j]` is the largest sum of i terms +unit and j terms -unit, in the accumulator's format. Empty where
  /// nothing is rounded.
  private var largest: [[Double]] = []

  /// The largest number of terms for which the orders are gone through where sums round: trees take O(count^4)
  /// operations, which at this size are some 10^6.
  public static let mostTerms = 64

  /// - Parameters:
  ///   - unit: The modulus of every term, which is rounded to the format.
  ///   - count: The largest number of terms.
  ///   - arithmetic: The formats; its order plays no part.
  ///   - orders: The orders that sums may have.
  /// - Returns: `nil` where sums round and `count` is above `mostTerms`, or where a sum of as many terms can overflow
  ///   to infinity, or to what is not a number: of such sums nothing is said.
  /// - Complexity: O(count) where nothing is rounded, else O(count^2), for trees O(count^4).
  public init?(unit: Double, count: Int, in arithmetic: FloatArithmetic, orders: OrderClass) {
    // The weight, and then its product with a sign, which is what is added.
    self.unit = arithmetic.accumulator.round(arithmetic.format.round(unit))
    (self.count, self.arithmetic, self.orders) = (count, arithmetic, orders)
    isExact = SumExtremes.isExact(unit: self.unit, count: count, in: arithmetic.accumulator)
    guard self.unit.isFinite else { return nil }
    if !isExact {
      guard count <= SumExtremes.mostTerms else { return nil }
      largest = table()
    }
    // No sum of fewer terms, or with other signs, is larger: adding a positive term makes none smaller.
    guard largest(plus: count).isFinite, isExact || largest[count][0].isFinite else { return nil }
  }

  /// Whether 0, unit, 2 unit, ..., count unit are numbers of the format.
  ///
  /// - Complexity: O(1). With unit = m 2^e, m odd, k unit has p bits or fewer where m times the odd factor of k is
  ///   below 2^p; the largest odd factor of all is that of `count`, or of the number before it.
  private static func isExact(unit: Double, count: Int, in format: FloatFormat) -> Bool {
    guard unit != 0 else { return true }
    guard unit.isFinite else { return false }
    let bits = min(format.significandBits, 52)
    let odd = unit / unit.ulp
    let factor = odd / Double(sign: .plus, exponent: UInt64(odd.magnitude).trailingZeroBitCount, significand: 1)
    let bound = Double(sign: .plus, exponent: bits, significand: 1)
    let largestOdd = Double(max(1, count % 2 == 1 ? count : count - 1))
    return factor.magnitude * largestOdd < bound && (unit * Double(count)).magnitude <= format.greatest
      && format.holds(unit)
  }

  private func table() -> [[Double]] {
    let format = arithmetic.accumulator
    var table = [[Double]](repeating: [], count: count + 1)
    for plus in 0...count { table[plus] = [Double](repeating: -.infinity, count: count + 1 - plus) }
    table[0][0] = 0
    for terms in 1...max(1, count) where terms <= count {
      for minus in 0...terms {
        let plus = terms - minus
        if terms == 1 {
          table[plus][minus] = plus == 1 ? unit : -unit
          continue
        }
        var best = -Double.infinity
        switch orders {
        case .product, .sequential:
          if plus > 0 { best = format.round(table[plus - 1][minus] + unit) }
          if minus > 0 { best = max(best, format.round(table[plus][minus - 1] - unit)) }
        case .any:
          for a in 0...plus {
            for b in 0...minus where a + b > 0 && 2 * (a + b) <= terms {
              best = max(best, format.round(table[a][b] + table[plus - a][minus - b]))
            }
          }
        }
        table[plus][minus] = best
      }
    }
    return table
  }

  /// The largest sum of `plus` terms +unit and `minus` terms -unit, rounded to the format.
  public func largest(plus: Int, minus: Int = 0) -> Double {
    guard !isExact else { return arithmetic.format.round(Double(plus - minus) * unit) }
    return arithmetic.format.round(largest[plus][minus])
  }

  /// The least sum of `plus` terms +unit.
  ///
  /// For one accumulator all orders of equal terms are the same.
  public func least(plus: Int) -> Double { least(plus: plus, and: nil) }

  /// The least sum of `plus` terms +unit and one term `other` >= 0, which is a number of the format: in the reference's
  /// order it is the last one.
  ///
  /// - Complexity: O(plus^2).
  public func least(plus: Int, and other: Double?) -> Double { extreme(plus: plus, and: other) { min($0, $1) } }

  /// The largest one.
  public func largest(plus: Int, and other: Double?) -> Double { extreme(plus: plus, and: other) { max($0, $1) } }

  /// The sum of these terms that `better` chooses.
  private func extreme(plus: Int, and other: Double?, _ better: (Double, Double) -> Double) -> Double {
    let format = arithmetic.accumulator
    if isExact, other.map({ isExactWith($0, plus: plus) }) ?? true {
      return arithmetic.format.round(Double(plus) * unit + (other ?? 0))
    }
    let sum: Double
    switch orders {
    case .product:
      sum = format.round(run(plus) + (other ?? 0))
    case .sequential:
      // `other` stands first, or somewhere among the others; 0 + other is exact.
      sum =
        other.map { other in
          (0..<plus).map { before in
            (before..<plus).reduce(format.round(run(before) + other)) { sum, _ in format.round(sum + unit) }
          }.reduce(format.round(run(plus) + other), better)
        } ?? run(plus)
    case .any:
      sum = extremeOfTrees(plus: plus, and: other, better)
    }
    return arithmetic.format.round(sum)
  }

  /// Whether k unit + other is a number of the accumulator for k = 0...plus.
  private func isExactWith(_ other: Double, plus: Int) -> Bool {
    (0...plus).allSatisfy { count in
      let sum = Double(count) * unit + other
      return sum.magnitude < 0x1p52 && arithmetic.accumulator.holds(sum)
    }
  }

  /// `count` terms +unit, one after the other.
  private func run(_ count: Int) -> Double {
    (0..<count).reduce(0) { sum, _ in arithmetic.accumulator.round(sum + unit) }
  }

  private func extremeOfTrees(plus: Int, and other: Double?, _ better: (Double, Double) -> Double) -> Double {
    let format = arithmetic.accumulator
    func best(_ sums: [Double]) -> Double { sums.dropFirst().reduce(sums[0], better) }
    var alone = [0, unit]
    for terms in 2...max(2, plus) {
      alone.append(best((1...(terms / 2)).map { format.round(alone[$0] + alone[terms - $0]) }))
    }
    guard let other else { return alone[plus] }
    var with = [other]
    for terms in 1...max(1, plus) {
      with.append(best((1...terms).map { format.round(with[terms - $0] + alone[$0]) }))
    }
    return with[plus]
  }
}
