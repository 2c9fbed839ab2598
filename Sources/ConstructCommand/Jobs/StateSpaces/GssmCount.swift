import Arithmetic
import StateSpaces

/// An exhaustive search that takes no longer than it may.
struct GssmCount {
  /// Hours of one thread: each step is an update, and takes some nanoseconds.
  private static let mostSteps = Integer(1_000_000_000_000)

  private let search: ExhaustiveSearch

  /// A search over all machines with `states` states.
  ///
  /// - Throws: `Failure` if it would take too many steps.
  init(states: Int, alphabetSize: Int, length: Int, twice: Bool) throws(Failure) {
    // Beyond these s^(s D) and D^s have thousands of digits, which is hours in any case.
    let most = 64
    guard states <= most, alphabetSize <= 1 << 20, states * alphabetSize <= 1 << 20 else {
      throw .limit(
        "s = \(states), D = \(alphabetSize): s^(s D) D^s tables > \(GssmCount.mostSteps), the most steps that are run")
    }
    search = ExhaustiveSearch(
      MachineSpace(states: states, alphabetSize: alphabetSize), length: length, twice: twice)
    guard search.steps <= GssmCount.mostSteps else {
      let steps = Rational(search.steps).decimal(digits: 3)
      throw .limit(
        "s = \(states), D = \(alphabetSize), L = \(length): \(steps) steps > \(GssmCount.mostSteps), the most that are "
          + "run")
    }
  }

  /// Runs the search, with a line of progress.
  func report(threads: Int, quiet: Bool) -> GssmExhaustReport {
    let line = ProgressLine(quiet: quiet)
    let total = Int(exactly: search.space.tables) ?? .max
    let watch = Stopwatch()
    let tally = search.run(threads: threads) { done in
      line?.show("\(done.grouped) of \(total.grouped) tables, \(Int(Double(done) / Double(total) * 100)) %")
    }
    line?.clear()
    return GssmExhaustReport(search: search, tally: tally, threads: threads, seconds: watch.seconds)
  }
}
