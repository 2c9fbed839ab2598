import ArgumentParser
import CopyTask
import Figures
import StateSpaces

/// `construct gssm plot`: the least error that a state of fixed size allows, against the length of the
/// string.
struct GssmPlot: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw the least error of models against the length of the string.",
    discussion: """
      The floor 1 - 2^bits / D^L of the error on uniform strings of L tokens (\(ClaimID.t27)), as SVG, beside the \
      transformer's, which is 0: its memory grows with the string. Models that attend to all tokens in some \
      layers are named with it. Floors are computed exactly, or enclosed in rounded bounds that --json prints.

      EXAMPLES
        construct gssm plot --output floor.svg
        construct gssm plot --model mamba-2.8b --model hawk-7b --alphabet 256 --json
      """)

  @Option(
    help: ArgumentHelp(
      """
      A preset, may be given several times: 'construct gssm list' prints them. \
      (default: \(ErrorFloorFigure.standard.joined(separator: ", ")))
      """,
      valueName: "preset"))
  var model: [String] = []

  @Option("D", "How many tokens the strings are made of, D >= 2. (default: 26)")
  var alphabet: Int?

  @Option("format", "In how many bits a number is kept: 'mixed', '16' or '32'. (default: mixed)")
  var cacheFormat: CacheFormat?

  @Option(help: ArgumentHelp("A file for the picture. (default: standard output)", valueName: "file"))
  var output: String?

  static let schema = "verbatim.gssm/1"
  static let jsonHelp = "Print the points as one JSON object (schema \(schema)), and no picture."
  static let quietHelp = "Print nothing."

  @OptionGroup var reporting: OutputOptions<GssmPlot>

  func validate() throws {
    if let alphabet, alphabet < 2 { throw Failure.usage("--alphabet \(alphabet): expected D >= 2") }
  }

  func report() throws -> any CommandReport {
    try GssmPlotReport(
      of: model.isEmpty ? ErrorFloorFigure.standard : model,
      alphabetSize: alphabet ?? ErrorFloorFigure.standardAlphabet, format: cacheFormat ?? .mixed, writtenTo: output)
  }
}
