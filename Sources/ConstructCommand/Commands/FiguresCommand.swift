import ArgumentParser
import Figures

/// `construct figures`: the pictures of the documentation, and the numbers in them.
struct FiguresCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Draw the figures, or print the numbers in them.",
    discussion: """
      Pictures are SVG, one file for each figure, named after it; they adapt to light and dark pages. \
      Numbers are exact fractions, but for sampled ones, which come with an interval of 99 %, and irrational \
      ones, which come with bounds. The same command gives the same bytes on every machine.

      FIGURES
      \(FigureName.allCases.map { "  \($0.rawValue)\n      \($0.summary)" }.joined(separator: "\n"))

      EXAMPLES
        construct figures --output figures
        construct figures error-probability --table
        construct figures scale separation --json
      """)

  @Argument(
    help: ArgumentHelp("Figures. (default: all)", valueName: "name"), transform: { try FigureName.value($0) })
  var names: [FigureName] = []

  @Option("directory", "A directory to write the pictures to. It is made if it does not exist.")
  var output: String?

  @Flag(help: "Print the numbers as tables.")
  var table = false

  static let schema = "verbatim.figures/1"
  static let jsonHelp = "Print the numbers as one JSON object (schema \(schema))."
  static let quietHelp = "Print nothing."

  @OptionGroup var reporting: OutputOptions<FiguresCommand>

  func validate() throws {
    guard !(table && reporting.json) else { throw Failure.usage("--table and --json: expected one of them") }
  }

  func report() throws -> any CommandReport {
    guard output != nil || table || reporting.json else {
      throw Failure.usage("construct figures: expected --output, --table or --json")
    }
    return FiguresReport(figures: try FiguresJob.figures(names, writtenTo: output), hasTables: table)
  }
}
