import ArgumentParser
import Lessons

/// `construct trace`: copies a string in exact arithmetic, and shows what the model does token by token.
struct Trace: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Watch the transformer copy a string, token by token, in exact numbers.",
    usage: """
      construct trace --string <string> [--ngram <n>] [--alphabet <D>]
                      [--scale <scale>] [<showing>]
      construct trace --ngram <n> --length <L> [--alphabet <D>]
                      [--source <source>] [--seed <seed>]
                      [--scale <scale>] [<showing>]
      construct trace --text <file> [--ngram <n>] [--scale <scale>]
                      [<showing>]

      <showing>: [--step <t> | --steps <a-b>] [--keys <K>] [--json]
                 [--html <file>] [--quiet]
      """,
    discussion: """
      For every step: the token that was read; the window of the last n + 1 tokens that the first layer \
      gathers; what its gate lets through, which is the query; the best keys with the tokens before them, \
      their scores and exact attention weights; the largest logits; and what is written, by how much. A \
      string that repeats an n-gram may be traced too: the report then shows where the model goes wrong.

      The weights are multiplied in exact arithmetic (--kernel rational of 'copy'): a trace is for short \
      strings.

      EXAMPLES
        construct trace --string banana
            Letters; n is just large enough that the n-grams are distinct.
        construct trace --string abcabd --ngram 2 --step 2
            The step at which 2-grams are not enough.
        construct trace --ngram 3 --length 10 --keys all --json
            Everything, for programs.
        construct trace --string abcabd --html explorer.html --quiet
            The same in a browser: type another string, and step through it.
      """)

  @OptionGroup var options: StringOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show only step t, 0 <= t <= L, which comes after t tokens were written.", valueName: "t"),
    transform: stepNumber)
  var step: Int?

  @Option("a-b", "Show only the steps from a to b, as in 0-3.")
  var steps: ClosedRange<Int>?

  @Option("K", "How many of the best keys to show, or 'all'. (default: 3)")
  var keys = KeyChoice.best(3)

  @Option(
    "file",
    """
    Write the explorer to this file: a page for any browser, without network, that opens with this string \
    and runs the model on whatever is typed. For letters, L <= \(ExplorerPage.longestString) and \
    n <= \(ExplorerPage.ngrams.upperBound).
    """)
  var html: String?

  static let schema = "verbatim.trace/1"
  static let quietHelp = "Print nothing: the exit status says whether the string was copied."

  @OptionGroup var reporting: OutputOptions<Trace>

  func validate() throws {
    if let step, let steps {
      throw Failure.usage(
        "--step \(step) and --steps \(steps.lowerBound)-\(steps.upperBound): expected one of the two")
    }
  }

  func report() throws -> any CommandReport {
    guard options.string != nil || options.ngram != nil || options.text != nil else {
      throw Failure.usage("nothing to trace: expected --string, --ngram and --length, or --text")
    }
    let chosen =
      step.map { ($0...$0, "--step \($0)") } ?? steps.map { ($0, "--steps \($0.lowerBound)-\($0.upperBound)") }
    return try TracePlan(
      options.request(), steps: chosen, keys: keys.count, html: html, quiet: reporting.quiet
    ).report()
  }
}
