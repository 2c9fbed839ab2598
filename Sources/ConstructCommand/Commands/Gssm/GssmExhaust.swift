import ArgumentParser
import Arithmetic
import CopyTask
import StateSpaces

/// `construct gssm exhaust`: how many strings the best of all machines copies.
struct GssmExhaust: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exhaust",
    abstract: "Count, over all machines with s states, how many strings they copy.",
    usage: """
      construct gssm exhaust --states <s> --alphabet <D> --length <L> [--twice]
                             [--threads <threads>] [--json] [--quiet]
      """,
    discussion: """
      Every table of updates and outputs is run, and the updates on COPY are counted by multiplying out. The largest \
      number of strings of L tokens that some machine copies is compared with min(s, D^L) (\(ClaimID.xTight); with \
      --twice, \(ClaimID.xTwice)).

      EXAMPLES
        construct gssm exhaust --states 4 --alphabet 2 --length 3
        construct gssm exhaust --states 3 --alphabet 2 --length 5 --twice --json
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many states the machines have, s >= 1.", valueName: "s"),
    transform: wholeNumber)
  var states: Int

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many tokens the alphabet has, D >= 2.", valueName: "D"),
    transform: wholeNumber)
  var alphabet: Int

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many tokens the strings have, L >= 1.", valueName: "L"),
    transform: wholeNumber)
  var length: Int

  @Flag(help: "Let the machines read the string twice, BOS x x COPY.")
  var twice = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads to use; the result does not depend on it. (default: one per processor)",
      valueName: "threads"),
    transform: wholeNumber)
  var threads: Int?

  @Flag(help: "Print one JSON object (schema verbatim.gssm/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing: the exit status says whether the maximum is min(s, D^L).")
  var quiet = false

  /// Hours of one thread: each step is an update, and takes some nanoseconds.
  private static let mostSteps = Integer(1_000_000_000_000)

  func run() throws {
    let threads = try CopySettings.checked(threads: threads)
    let search = try search()
    let progress = GssmProgress(total: Int(exactly: search.space.tables) ?? .max, quiet: quiet)
    let clock = ContinuousClock()
    let start = clock.now
    let tally = search.run(threads: threads) { progress.update($0) }
    progress.clear()
    let report = GssmExhaustReport(
      search: search, tally: tally, threads: threads, seconds: (clock.now - start).seconds)
    if !quiet { Console.print(json ? try report.json() : report.text()) }
    Console.exit(report.holds ? .success : .refuted)
  }

  private func search() throws(Failure) -> ExhaustiveSearch {
    guard states >= 1 else { throw .usage("--states \(states): expected s >= 1") }
    guard alphabet >= 2 else { throw .usage("--alphabet \(alphabet): expected D >= 2") }
    guard length >= 1 else { throw .usage("--length \(length): expected L >= 1") }
    // Beyond these s^(s D) and D^s have thousands of digits, which is hours in any case.
    let most = 64
    guard states <= most, alphabet <= 1 << 20, states * alphabet <= 1 << 20 else {
      throw .limit(
        "s = \(states), D = \(alphabet): s^(s D) D^s tables > \(GssmExhaust.mostSteps), the most steps that are run")
    }
    let search = ExhaustiveSearch(
      MachineSpace(states: states, alphabetSize: alphabet), length: length, twice: twice)
    guard search.steps <= GssmExhaust.mostSteps else {
      let steps = Rational(search.steps).decimal(digits: 3)
      throw .limit(
        "s = \(states), D = \(alphabet), L = \(length): \(steps) steps > \(GssmExhaust.mostSteps), the most that are run")
    }
    return search
  }
}
