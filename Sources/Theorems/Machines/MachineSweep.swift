import Arithmetic
import StateSpaces

/// All machines of several sizes, by what they copy: what X.tight and X.twice run.
enum MachineSweep {
  /// s, D, L.
  typealias Size = (states: Int, alphabet: Int, length: Int)

  /// The sizes of a level. s = 4, D = 2 are 2.7e8 machines, s = 5, D = 2 are 9.8e11, s = 4, D = 3 are 3.5e11.
  static func sizes(_ effort: Effort) -> [Size] {
    func lengths(_ states: Int, _ alphabet: Int, _ range: ClosedRange<Int>) -> [Size] {
      range.map { (states, alphabet, $0) }
    }
    let quick = lengths(1, 2, 1...5) + lengths(2, 2, 1...5) + lengths(3, 2, 1...5) + lengths(2, 3, 1...3)
    let standard = quick + lengths(3, 3, 1...3) + lengths(2, 4, 1...3) + lengths(4, 2, 2...4)
    return effort.choose(
      quick: quick, standard: standard, exhaustive: standard + lengths(5, 2, 2...3) + lengths(4, 3, 1...2))
  }

  /// The words for `sizes`, once for both claims.
  static let range = Claim.Range(
    quick: "all machines for s = 1, 2, 3, D = 2, L <= 5 and s = 2, D = 3, L <= 3",
    standard: """
      all machines for s = 1, 2, 3, D = 2, L <= 5, s = 4, D = 2, L = 2, 3, 4, s = 2 and 3, D = 3, L <= 3, and s = 2, \
      D = 4, L <= 3
      """,
    exhaustive: """
      all machines for s = 1, 2, 3, D = 2, L <= 5, s = 4, D = 2, L = 2, 3, 4, s = 5, D = 2, L = 2, 3, s = 2 and 3, \
      D = 3, L <= 3, s = 4, D = 3, L <= 2, and s = 2, D = 4, L <= 3
      """)

  /// Runs all machines of each size and compares the most strings that one copies with `maximum`. A machine
  /// that copies the most is run again on every string, by the definition.
  ///
  /// - Parameter maximum: What the statement says, from s and D^L.
  static func check(
    twice: Bool, maximum: (_ states: Int, _ strings: Int) -> Int, effort: Effort, progress: Progress
  ) -> Finding {
    var finding = Finding()
    let sizes = sizes(effort)
    for (number, size) in sizes.enumerated() {
      let space = MachineSpace(states: size.states, alphabetSize: size.alphabet)
      let search = ExhaustiveSearch(space, length: size.length, twice: twice)
      let tally = search.run(threads: progress.threads)
      let place = "s = \(size.states), D = \(size.alphabet), L = \(size.length)"
      let strings = (0..<size.length).reduce(1) { product, _ in product * size.alphabet }
      // s^(s (D + 1)) D^s, multiplied out here once more: nothing was left out.
      let machines = Integer(size.states).raised(to: size.states * size.alphabet + size.states)
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
