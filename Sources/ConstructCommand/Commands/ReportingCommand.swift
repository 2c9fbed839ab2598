import ArgumentParser
import StrictJSON

/// A command that ends with a report.
///
/// Its `validate` refuses values and options that do not go together, by throwing a `Failure` of wrong usage. What
/// is missing is for `report` to say: `validate` comes before the parser complains of options that there are not,
/// and one of these may be the missing one, misspelt.
protocol ReportingCommand: ParsableCommand {
  /// The schema of the JSON object that it prints.
  static var schema: String { get }

  /// What the help says of `--json` and `--quiet`.
  static var jsonHelp: String { get }
  static var quietHelp: String { get }

  var reporting: OutputOptions<Self> { get }

  /// Does what the arguments ask for.
  func report() throws -> any CommandReport
}

extension ReportingCommand {
  static var jsonHelp: String { "Print one JSON object (schema \(schema)) instead of text." }

  func run() throws {
    let report = try report()
    if !reporting.quiet {
      let text = reporting.json ? report.json.text(report.style) : report.text()
      if !text.isEmpty { Console.print(text) }
    }
    Console.exit(report.status)
  }
}

/// In which form the report of a command is printed.
struct OutputOptions<Command: ReportingCommand>: ParsableArguments {
  @Flag(help: ArgumentHelp(Command.jsonHelp))
  var json = false

  @Flag(help: ArgumentHelp(Command.quietHelp))
  var quiet = false

  /// Prints a part of the report for people, before the rest is known.
  func printEarly(_ text: String) {
    if !quiet, !json { Console.print(text) }
  }
}
