import ArgumentParser
import CopyTask

/// `construct gssm exhaust`: how many strings the best of all machines copies.
struct GssmExhaust: ReportingCommand {
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

  @Option("s", "How many states the machines have, s >= 1.")
  var states: Int

  @Option("D", "How many tokens the alphabet has, D >= 2.")
  var alphabet: Int

  @Option("L", "How many tokens the strings have, L >= 1.")
  var length: Int

  @Flag(help: "Let the machines read the string twice, BOS x x COPY.")
  var twice = false

  @OptionGroup var threads: ThreadOptions

  static let schema = "verbatim.gssm/1"
  static let quietHelp = "Print nothing: the exit status says whether the maximum is min(s, D^L)."

  @OptionGroup var reporting: OutputOptions<GssmExhaust>

  func validate() throws {
    guard states >= 1 else { throw Failure.usage("--states \(states): expected s >= 1") }
    guard alphabet >= 2 else { throw Failure.usage("--alphabet \(alphabet): expected D >= 2") }
    guard length >= 1 else { throw Failure.usage("--length \(length): expected L >= 1") }
  }

  func report() throws -> any CommandReport {
    try GssmCount(states: states, alphabetSize: alphabet, length: length, twice: twice)
      .report(threads: threads.count, quiet: reporting.quiet)
  }
}
