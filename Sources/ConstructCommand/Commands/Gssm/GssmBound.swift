import ArgumentParser
import Arithmetic
import StateSpaces

/// `construct gssm bound`: bits for a length, or the longest length for bits.
struct GssmBound: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "Bits of state that a task needs, or the longest length that bits allow.",
    usage: """
      construct gssm bound --alphabet <D> (--length <L> | --bits <M>)
                           [--task <task>] [--error <eps>] [--ngram <n>]
                           [--json] [--quiet]
      """,
    discussion: """
      With --length, the smallest number of bits with which the task can be done at that length; with --bits, the \
      largest length that so many bits allow. Both are exact, however large.

      EXAMPLES
        construct gssm bound --alphabet 26 --length 1000 --error 0.001
        construct gssm bound --alphabet 50277 --bits 188743680 --error 1/2
        construct gssm bound --task phone-book --alphabet 10000000000 --length 70
      """)

  @Option(
    "task",
    """
    What is asked of the model: 'copy' a string without a mistake; 'token-error', copy it with an average error \
    per token; 'index', one token by its place; 'phone-book', one of L values by its key; 'suffix-key' and \
    'prefix-key', the successor of an n-gram that is read after or before the string. (default: copy)
    """)
  var task: GssmTask = .copy

  @Option("D", "How many tokens, or values, there are, D >= 2.")
  var alphabet: Int

  @Option(
    name: .customLong("error"), parsing: .unconditional,
    help: ArgumentHelp(
      "The error allowed, at least 0 and less than 1: 0.001 or 1/1000. (default: 0)", valueName: "eps"))
  var errorText: String?

  private var error: String { errorText ?? "0" }

  @Option("L", "How many tokens, or entries: L.")
  var length: Int?

  @Option("M", "How many bits of state there are.")
  var bits: Int?

  @Option("n", "How many tokens the key of an n-gram lookup has, n >= 1.")
  var ngram: Int?

  static let schema = "verbatim.gssm/1"
  static let quietHelp = "Print nothing: the exit status says whether the input was in order."

  @OptionGroup var reporting: OutputOptions<GssmBound>

  func validate() throws {
    guard alphabet >= 2 else { throw Failure.usage("--alphabet \(alphabet): expected D >= 2") }
    let error = try allowedError
    if let length {
      if let bits { throw Failure.usage("--length \(length) with --bits \(bits): expected one of the two") }
      guard length >= 1 else { throw Failure.usage("--length \(length): expected L >= 1") }
    }
    if let ngram {
      guard task.takesNgram else {
        throw Failure.usage("--ngram \(ngram) with --task \(task.rawValue): expected with suffix-key or prefix-key")
      }
      guard (1...GssmBound.longestKey).contains(ngram) else {
        throw Failure.usage("--ngram \(ngram): expected 1 to \(GssmBound.longestKey)")
      }
    }
    guard task == .prefixKey else { return }
    if let bits {
      throw Failure.usage(
        "--bits \(bits) with --task prefix-key, which takes the same bits at every length: expected --length")
    }
    guard error == 0 else {
      throw Failure.usage(
        "--error \(shown(self.error)) with --task prefix-key, which is done without error: expected 0")
    }
  }

  func report() throws -> any CommandReport {
    let given = length.map { GssmBoundReport.Given.length($0) } ?? bits.map { .bits($0) }
    guard let given else { throw Failure.usage("nothing is asked: expected --length or --bits") }
    if task.takesNgram, ngram == nil {
      throw Failure.usage("--task \(task.rawValue) without --ngram: expected n >= 1")
    }
    return GssmBoundReport(task: task, alphabet: alphabet, error: try allowedError, ngram: ngram, given: given)
  }

  /// More than any key is worth, and few enough that D^n can be written down.
  private static let longestKey = 10_000

  private var allowedError: Rational {
    get throws(Failure) {
      guard let error = Rational(fraction: self.error), error < 1 else {
        throw .usage("--error \(shown(self.error)): expected at least 0 and less than 1, as in 0.001 or 1/1000")
      }
      return error
    }
  }

  /// A text of the user's in a message: its beginning, if it is long.
  private func shown(_ text: String) -> String {
    let most = 40
    if text.isEmpty { return "''" }
    return text.count > most ? "\(text.prefix(most))... (\(text.count) characters)" : text
  }
}
