import Figures

/// Draws figures.
enum FiguresJob {
  /// The figures of the given names, or all of them, in the order of the list and each once; written to a
  /// folder if there is one. All are drawn before the first is written.
  static func figures(_ names: [FigureName], writtenTo folder: String?) throws -> [Figure] {
    if let folder { try OutputFile.requireDirectory(at: folder, option: "--output") }
    let chosen = names.isEmpty ? FigureName.allCases : FigureName.allCases.filter(names.contains)
    let figures = try chosen.map { try $0.figure() }
    if let folder {
      for figure in figures {
        try OutputFile.write(figure.svg(), to: "\(folder)/\(figure.name).svg", option: "--output")
      }
    }
    return figures
  }
}
