import Arithmetic
import StateSpaces

/// All machines of several sizes, by what they copy: what X.tight and X.twice run.
struct MachineSweep: Sweep {
  /// s, D, L.
  typealias Size = (states: Int, alphabet: Int, length: Int)

  /// Several s and L for one D.
  private let groups: [(states: [Int], alphabet: Int, lengths: ClosedRange<Int>)]

  /// s = 4, D = 2 are 2.7e8 machines, s = 5, D = 2 are 9.8e11, s = 4, D = 3 are 3.5e11.
  init(_ effort: Effort) {
    groups = effort.choose(
      quick: [([1, 2, 3], 2, 1...5), ([2], 3, 1...3)],
      standard: [([1, 2, 3], 2, 1...5), ([4], 2, 2...4), ([2, 3], 3, 1...3), ([2], 4, 1...3)],
      exhaustive: [
        ([1, 2, 3], 2, 1...5), ([4], 2, 2...4), ([5], 2, 2...3), ([2, 3], 3, 1...3), ([4], 3, 1...2), ([2], 4, 1...3),
      ])
  }

  /// The sizes one by one.
  var sizes: [Size] {
    groups.flatMap { group in
      group.states.flatMap { states in group.lengths.map { (states, group.alphabet, $0) } }
    }
  }

  var words: String {
    let groups = groups.map { group in
      let states = group.states.map(\.words)
      let lengths = group.lengths.map(\.words).joined(separator: ", ")
      return "s = \(states.count == 2 ? states.enumerated : states.joined(separator: ", ")), D = \(group.alphabet), "
        + (group.lengths.lowerBound == 1 ? "L <= \(group.lengths.upperBound)" : "L = \(lengths)")
    }
    let head = groups.dropLast().joined(separator: ", ")
    return "all machines for \(head)\(groups.count > 2 ? "," : "") and \(groups.last ?? "")"
  }

  /// Runs all machines of each size and compares the most strings that one copies with `maximum`. A machine
  /// that copies the most is run again on every string, by the definition.
  ///
  /// - Parameter maximum: What the statement says, from s and D^L.
  func check(twice: Bool, maximum: (_ states: Int, _ strings: Int) -> Int, progress: Progress) -> Finding {
    var finding = Finding()
    let sizes = sizes
    for (number, size) in sizes.enumerated() {
      let space = MachineSpace(states: size.states, alphabetSize: size.alphabet)
      let search = ExhaustiveSearch(space, length: size.length, twice: twice)
      let tally = search.run(threads: progress.threads)
      let place = "s = \(size.states), D = \(size.alphabet), L = \(size.length)"
      let strings = (0..<size.length).reduce(1) { product, _ in product * size.alphabet }
      // s^(s (D + 1)) D^s, multiplied out here once more: nothing was left out.
      let machines =
        Integer(size.states).raised(to: size.states * size.alphabet + size.states)
        * Integer(size.alphabet).raised(to: size.states)
      finding.require(tally.covered == machines, "\(place): \(tally.covered) machines were counted, not \(machines)")
      if let best = tally.best {
        let replayed = search.replay(best)
        finding.require(
          replayed == tally.maximum,
          "\(place): the best machine was counted with \(tally.maximum) strings and copies \(replayed): \(best.words)")
      }
      let expected = maximum(size.states, strings)
      finding.require(
        tally.maximum == expected,
        "\(place): of all \(machines) machines the best copies \(tally.maximum) strings, not \(expected): "
          + (tally.best?.words ?? "none"))
      finding.cover("machines", tally.covered)
      finding.cover("sets (s, D, L)")
      finding.observe(.largest, "number of copied strings", Rational(tally.maximum), at: place)
      if finding.counterexample != nil { return finding }
      progress.advance(number + 1, of: sizes.count)
    }
    return finding
  }
}
