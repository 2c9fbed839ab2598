@testable import Rounding

/// What sums of given terms can be, over all trees, by going through all of them: nothing is assumed of rounding.
struct AllTrees {
  let format: FloatFormat
  private var plain: [Key: Set<Double>] = [:]
  private var marked: [Int: Set<Pair>] = [:]

  private struct Key: Hashable {
    let plus, minus: Int
    let other: Double?
  }

  /// A sum, and the same with the sign of one term changed.
  struct Pair: Hashable {
    let all, other: Double
  }

  init(_ format: FloatFormat) { self.format = format }

  /// All sums of `plus` terms +unit, `minus` terms -unit and, if it is there, one more.
  mutating func sums(_ unit: Double, plus: Int, minus: Int, other: Double? = nil) -> Set<Double> {
    let key = Key(plus: plus, minus: minus, other: other)
    if let known = plain[key] { return known }
    let terms = plus + minus + (other == nil ? 0 : 1)
    var sums: Set<Double> = terms == 1 ? [other ?? (plus == 1 ? unit : -unit)] : []
    for a in 0...plus {
      for b in 0...minus where terms > 1 {
        // `other` stands on the left.
        let left = a + b + (other == nil ? 0 : 1)
        guard left > 0, left < terms else { continue }
        for x in self.sums(unit, plus: a, minus: b, other: other) {
          for y in self.sums(unit, plus: plus - a, minus: minus - b) { sums.insert(format.round(x + y)) }
        }
      }
    }
    plain[key] = sums
    return sums
  }

  /// All pairs of sums of `count` terms +unit.
  mutating func pairs(_ unit: Double, count: Int) -> Set<Pair> {
    if let known = marked[count] { return known }
    var pairs: Set<Pair> = count == 1 ? [Pair(all: unit, other: -unit)] : []
    for left in 1..<max(1, count) {
      for pair in self.pairs(unit, count: left) {
        for sum in sums(unit, plus: count - left, minus: 0) {
          pairs.insert(Pair(all: format.round(pair.all + sum), other: format.round(pair.other + sum)))
        }
      }
    }
    marked[count] = pairs
    return pairs
  }

  /// All sums of these terms in one accumulator, in every order.
  static func sequential(_ terms: [Double], in format: FloatFormat) -> Set<Double> {
    guard terms.count > 1 else { return Set(terms) }
    var sums: Set<Double> = []
    for last in terms.indices {
      var others = terms
      let term = others.remove(at: last)
      // Equal terms give equal sums.
      if terms[..<last].contains(term) { continue }
      for sum in sequential(others, in: format) { sums.insert(format.round(sum + term)) }
    }
    return sums
  }
}
