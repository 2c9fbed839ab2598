import ArgumentParser
import Figures

/// `construct figures`: the pictures of the documentation, and the numbers in them.
struct FiguresCommand: ParsableCommand {
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

  @Argument(help: ArgumentHelp("Figures. (default: all)", valueName: "name"), transform: namedChoice)
  var names: [FigureName] = []

  @Option(
    help: ArgumentHelp(
      "A directory to write the pictures to. It is made if it does not exist.", valueName: "directory"))
  var output: String?

  @Flag(help: "Print the numbers as tables.")
  var table = false

  @Flag(help: "Print the numbers as one JSON object (schema verbatim.figures/1).")
  var json = false

  func run() throws {
    guard output != nil || table || json else {
      throw Failure.usage("construct figures: expected --output, --table or --json")
    }
    guard !(table && json) else { throw Failure.usage("--table and --json: expected one of them") }
    if let output { try OutputFile.requireDirectory(at: output, option: "--output") }
    // In the order of the list, each once; and all are drawn before the first is written.
    let chosen = names.isEmpty ? FigureName.allCases : FigureName.allCases.filter(names.contains)
    let figures = try chosen.map { try $0.figure() }
    if let output {
      for figure in figures {
        try OutputFile.write(figure.svg(), to: "\(output)/\(figure.name).svg", option: "--output")
      }
    }
    if table { Console.print(FiguresReport.text(figures)) }
    if json { Console.print(try FiguresReport.json(figures)) }
  }
}
