import ArgumentParser
import Constructions
import CopyTask
import Rounding
import Workers

/// `construct frontier`: which number formats copy every string, in which order of sums.
struct Frontier: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    abstract: "Decide in which number formats every string is copied, in which order of sums.",
    usage: """
      construct frontier --ngram <n> --alphabet <D> [--format <format>]
                         [--accumulate <format>] [--order <order>]
                         [--scale <scale>] [--threads <threads>]
                         [--json] [--quiet]
      construct frontier --ngram <n> --alphabet <D> --significand <p>
                         --exponent <e> ...
      """,
    discussion: """
      Goes through the forward pass stage by stage, and says what each needs so that rounding is harmless for \
      all strings with distinct n-grams (\(ClaimID.xRounding)). L_safe is the greatest length that is certain. \
      Where that is less than L_max a string that fails is looked for, and run; where none is found the \
      answer is 'not proven'.

      Without --format all formats that have a name are compared, and without --order all classes of orders.

      EXAMPLES
        construct frontier --ngram 4 --alphabet 10
            All formats, all orders.
        construct frontier --ngram 9 --alphabet 2 --format bfloat16 --order any
            One of them, with the inequalities.
        construct frontier --ngram 4 --alphabet 10 --significand 5
            A format of 5 bits of significand and 8 of exponent, all orders.

      EXIT STATUS
        0   Every string is certain to be copied, in all that is asked about.
        1   A string that fails is shown.
        2   Neither: what is not proven is named.
      """)

  @Option("n", "How many tokens a lookup compares, n >= 1.")
  var ngram: Int

  @Option("D", "How many tokens the alphabet has, D >= 2.")
  var alphabet: Int

  @Option(
    "format",
    "The number format: \(FloatFormat.named.map { "'\($0.name)'" }.joined(separator: ", ")). (default: all of them)")
  var format: FloatFormat?

  @Option(
    "p",
    """
    The bits of the significand, the leading one among them, of a format that has no name, \
    \(FloatFormat.significands.lowerBound) <= p <= \(FloatFormat.significands.upperBound).
    """)
  var significand: Int?

  @Option(
    "e",
    """
    The bits of its exponent, \(FloatFormat.exponents.lowerBound) <= e <= \(FloatFormat.exponents.upperBound). \
    (default: 8)
    """)
  var exponent: Int?

  @Option("format", "The format that sums are held in, before they are rounded. (default: the format itself)")
  var accumulate: FloatFormat?

  @Option(
    "order",
    """
    'product', the order of the reference; 'sequential', every order of one accumulator; 'any', every tree of \
    additions. (default: all three)
    """)
  var order: OrderClass?

  @Option("scale", ScaleRule.optionHelp)
  var scale: ScaleRule = .lengthDependent

  @OptionGroup var threads: ThreadOptions

  static let schema = "verbatim.frontier/1"
  static let quietHelp = "Print nothing: the exit status says what was found."

  @OptionGroup var reporting: OutputOptions<Frontier>

  func validate() throws {
    if let format, significand != nil || exponent != nil {
      throw Failure.usage("--format \(format.name) with --significand or --exponent: expected one of the two")
    }
    if let exponent, significand == nil {
      throw Failure.usage("--exponent \(exponent) without --significand: expected both")
    }
  }

  func report() throws -> any CommandReport {
    let formats = try significand.map { [try FloatFormat(significandBits: $0, exponentBits: exponent ?? 8)] }
    return try FrontierPlan(
      parameters: NgramParameters(ngram: ngram, alphabetSize: alphabet, scaleRule: scale),
      formats: formats ?? format.map { [$0] } ?? FloatFormat.named, accumulator: accumulate,
      orders: order.map { [$0] } ?? OrderClass.allCases, workers: WorkerPool(threads: threads.count)
    ).report()
  }
}
