import ArgumentParser

/// `construct audit`: whether a model copies every string.
struct AuditCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Decide whether a model copies every string, of every length.",
    usage: """
      construct audit --weights <file> [--ngram <n>] [--up-to <L>]
                      [--seconds <s>] [--threads <threads>] [--json] [--quiet]
      """,
    discussion: """
      The model has two layers: a first one whose heads see the last tokens only, and a second one with one \
      head that sees everything and no ReLU layer. What the second layer reads at a position is then one of finitely \
      many contexts, strings with distinct n-grams are paths in a graph, and each decision between two \
      tokens is a cheapest path. Bounds are rounded outward; a string that fails is run in intervals before it is \
      believed.

      EXIT STATUS
        0   Every string with distinct n-grams, up to --up-to tokens, is copied and ended.
        1   A string is not; the shortest one is printed.
        2   Undecided within --seconds; what is certain is printed.
        64  Wrong usage or input, or a model of another form.
      """)

  @Option("file", "The model: safetensors, as 'weights' writes it. '-' is standard input.")
  var weights: String

  @Option(
    "n",
    """
    Strings with distinct n-grams are asked about. The first layer may see n + 1 tokens. (default: one less than the \
    first layer sees)
    """)
  var ngram: Int?

  @Option("L", "The greatest length that is asked about. (default: L_max = D^n + n - 1)")
  var upTo: Int?

  @Option("s", "Seconds after which the answer is 'undecided'. (default: 600)")
  var seconds = 600

  @OptionGroup var threads: ThreadOptions

  static let schema = "verbatim.audit/1"
  static let quietHelp = "Print nothing: the exit status says what was found."

  @OptionGroup var reporting: OutputOptions<AuditCommand>

  func report() throws -> any CommandReport {
    try AuditJob(
      path: weights, ngram: ngram, upTo: upTo, seconds: seconds, threads: threads.count, quiet: reporting.quiet
    ).report()
  }
}
