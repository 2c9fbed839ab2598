import Arithmetic
import TestSupport
import Testing

/// Copies share their number until one of them changes.
@Suite struct IntegerSharingTests {
  private static let changes: [@Sendable (inout Integer, Integer, Integer) -> Void] = [
    { value, a, _ in value += a },
    { value, a, _ in value -= a },
    { value, a, _ in value *= a },
    { value, a, b in value.add(a, times: b) },
    { value, _, _ in value.negate() },
  ]

  @Test func changingACopyLeavesTheOriginalAlone() {
    forAll(.triple(.integers(), .integers(), .integers())) { a, b, c in
      let text = [a, b, c].map(\.description)
      for change in Self.changes {
        var copy = a
        let second = copy
        change(&copy, b, c)
        change(&copy, c, b)
        if [second, b, c].map(\.description) != text || a != second { return false }
      }
      return true
    }
  }

  @Test func operandsMayBeTheValueThatChanges() {
    forAll(.pair(.integers(), .integers())) { a, b in
      let original = a + 0
      var (sum, difference, product, square, first, second) = (a, a, a, a, a, a)
      sum += sum
      difference -= difference
      product *= product
      square.add(square, times: square)
      first.add(first, times: b)
      second.add(b, times: second)
      return sum == a + a && sum == a << 1 && difference.isZero && product == a * a && square == a + a * a
        && first == a + a * b && second == first && a == original
    }
  }

  /// The change in place is repeated on an unshared value, where it may reuse its memory, and compared with a
  /// sum of fresh values.
  @Test func longSumsInPlaceAreTheSumsOfFreshValues() {
    forAll(.array(of: .pair(.integers(), .integers()), count: 0...12)) { terms in
      var running = Integer(1) << 500
      var snapshots: [(Integer, String)] = []
      for (a, b) in terms {
        snapshots.append((running, running.description))
        running.add(a, times: b)
        running -= a
      }
      let fresh = terms.reduce(Integer(1) << 500) { $0 + $1.0 * $1.1 - $1.0 }
      return running == fresh && snapshots.allSatisfy { $0.0.description == $0.1 }
    }
  }

  @Test func oneValueIsReadByManyTasksAtOnce() async {
    let value = (Integer(1) << 1000) - 12345
    let square = (value * value).description
    let agreed = await withTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<100).allSatisfy { round in
            var copy = value
            copy += Integer(task * 1000 + round)
            return (value * value).description == square && copy - Integer(task * 1000 + round) == value
          }
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(agreed)
  }
}
