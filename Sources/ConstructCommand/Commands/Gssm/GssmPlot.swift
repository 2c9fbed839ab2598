import ArgumentParser
import Arithmetic
import CopyTask
import Figures
import StateSpaces

/// `construct gssm plot`: the least error that a state of fixed size allows, against the length of the
/// string.
struct GssmPlot: ParsableCommand {
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many tokens the strings are made of, D >= 2. (default: 26)", valueName: "D"),
    transform: wholeNumber)
  var alphabet: Int?

  @Option(
    help: ArgumentHelp(
      "In how many bits a number is kept: 'mixed', '16' or '32'. (default: mixed)", valueName: "format"),
    transform: namedChoice)
  var cacheFormat: CacheFormat?

  @Option(help: ArgumentHelp("A file for the picture. (default: standard output)", valueName: "file"))
  var output: String?

  @Flag(help: "Print the points as one JSON object (schema verbatim.gssm/1), and no picture.")
  var json = false

  func run() throws {
    let size = alphabet ?? ErrorFloorFigure.standardAlphabet
    guard size >= 2 else { throw Failure.usage("--alphabet \(size): expected D >= 2") }
    var presets: [Preset] = []
    for name in model.isEmpty ? ErrorFloorFigure.standard : model {
      guard let preset = ModelCatalogue.preset(named: name) else {
        throw Failure.usage(
          "--model \(String(name.prefix(40)).debugDescription): expected a preset, as in construct gssm list")
      }
      // The same model twice is one line.
      if !presets.contains(where: { $0.name == preset.name }) { presets.append(preset) }
    }
    let drawing: ErrorFloorFigure
    do {
      drawing = try ErrorFloorFigure(presets, alphabetSize: size, format: cacheFormat ?? .mixed)
    } catch {
      throw Failure.usage("--model: \(error)")
    }
    if let output { try OutputFile.write(drawing.figure().svg(), to: output, option: "--output") }
    if json {
      Console.print(try GssmPlot.json(drawing))
    } else if output == nil {
      Console.print(drawing.figure().svg())
    }
  }
}
