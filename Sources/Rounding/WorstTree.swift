/// The order of summation that is worst for a score: of all trees over `count` terms +unit, the one in which changing
/// the sign of one term changes the sum least, or even makes it larger.
///
/// A tree gives two sums: `all`, of terms +unit, and `other`, with one of them -unit. Of the pairs that trees over m
/// terms with that term among them can give, only those count in which no other pair has a smaller `all` and a larger
/// `other`, since adding is monotone; of trees without that term, which give a sum once, all are kept.
public struct WorstTree: Sendable {
  /// The tree; the term whose sign changes is leaf 0.
  public let tree: SummationTree

  /// The sum of `count` terms +unit.
  public let all: Double

  /// The same with -unit at leaf 0.
  public let other: Double

  /// A sum of equal terms, and how it is put together: from two sums, or from one term.
  private struct Plain {
    let value: Double
    let left: (terms: Int, index: Int)?
    let right: (terms: Int, index: Int)?
  }

  /// A pair of sums, and the two that it was put together from: one with leaf 0 and one without.
  private struct Marked {
    let all, other: Double
    let left: (terms: Int, index: Int)?
    let right: (terms: Int, index: Int)?
  }

  /// Sums of equal terms that are kept for each number of terms. Small formats have fewer; in large ones nothing
  /// rounds, and there is one.
  private static let mostValues = 64

  /// - Precondition: `count >= 2`, and the unit is a number of the format.
  /// - Complexity: O(count^2 `mostValues`^2).
  public init(unit: Double, count: Int, in format: FloatFormat) {
    precondition(count >= 2)
    var plain: [[Plain]] = [[], [Plain(value: unit, left: nil, right: nil)]]
    for terms in 2..<max(3, count) {
      var seen: Set<Double> = []
      var sums: [Plain] = []
      for left in 1...(terms / 2) {
        for (i, a) in plain[left].enumerated() {
          for (j, b) in plain[terms - left].enumerated() where sums.count < WorstTree.mostValues {
            let value = format.round(a.value + b.value)
            if seen.insert(value).inserted {
              sums.append(Plain(value: value, left: (left, i), right: (terms - left, j)))
            }
          }
        }
      }
      plain.append(sums)
    }
    var marked: [[Marked]] = [[], [Marked(all: unit, other: -unit, left: nil, right: nil)]]
    for terms in 2...count {
      var pairs: [Marked] = []
      for left in 1..<terms {
        for (i, pair) in marked[left].enumerated() {
          for (j, sum) in plain[terms - left].enumerated() {
            pairs.append(
              Marked(
                all: format.round(pair.all + sum.value), other: format.round(pair.other + sum.value), left: (left, i),
                right: (terms - left, j)))
          }
        }
      }
      marked.append(WorstTree.undominated(pairs))
    }
    let best = marked[count].indices.min {
      let (left, right) = (marked[count][$0], marked[count][$1])
      return left.all - left.other < right.all - right.other
    }
    let index = best ?? 0
    (all, other) = (marked[count][index].all, marked[count][index].other)

    var additions: [(target: Int, source: Int)] = []
    var next = 1
    /// Places the leaves of a sum of equal terms; the place of the sum.
    func place(_ terms: Int, _ index: Int) -> Int {
      guard let left = plain[terms][index].left, let right = plain[terms][index].right else {
        next += 1
        return next - 1
      }
      let target = place(left.terms, left.index)
      additions.append((target, place(right.terms, right.index)))
      return target
    }
    func placeMarked(_ terms: Int, _ index: Int) {
      guard let left = marked[terms][index].left, let right = marked[terms][index].right else { return }
      placeMarked(left.terms, left.index)
      additions.append((0, place(right.terms, right.index)))
    }
    placeMarked(count, index)
    tree = SummationTree(leaves: count, additions: additions)
  }

  private static func undominated(_ pairs: [Marked]) -> [Marked] {
    var kept: [Marked] = []
    var largest = -Double.infinity
    for pair in pairs.sorted(by: { ($0.all, -$0.other) < ($1.all, -$1.other) }) where pair.other > largest {
      kept.append(pair)
      largest = pair.other
    }
    return kept
  }
}
