import Figures
import StateSpaces

/// The least error that a state of fixed size allows, drawn.
struct GssmPlotReport: CommandReport {
  let figure: ErrorFloorFigure

  /// Whether the picture is in a file.
  private let isWritten: Bool

  /// Draws the floors of the presets of these names, and writes the picture to a file, if one is named.
  init(
    of names: [String], alphabetSize: Int, format: CacheFormat, writtenTo path: String?
  ) throws(Failure) {
    var presets: [Preset] = []
    for name in names {
      let preset = try Preset.known(name)
      // The same model twice is one line.
      if !presets.contains(where: { $0.name == preset.name }) { presets.append(preset) }
    }
    do { figure = try ErrorFloorFigure(presets, alphabetSize: alphabetSize, format: format) } catch {
      throw .usage("--model: \(error)")
    }
    isWritten = path != nil
    if let path { try OutputFile.write(figure.figure().svg(), to: path, option: "--output") }
  }

  /// The picture, if it is nowhere else.
  func text() -> String { isWritten ? "" : figure.figure().svg() }
}
