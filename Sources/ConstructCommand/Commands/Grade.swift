import ArgumentParser

/// `construct grade`: checks answers to puzzles.
struct Grade: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grade answers to puzzles, and name the first counterexample.",
    usage: """
      construct grade <file> ... [--json] [--quiet]
      construct grade --list [--json]
      """,
    discussion: """
      A puzzle (schema verbatim.puzzle/1) is a file with holes: weights, tables or strings that are null. \
      Examples/puzzles has one of each kind, and says how to work on them. The answer is put in its place, and \
      every case of a small size is checked, in arithmetic that decides what it says. Any answer that works is \
      right. What fails is shown by the first case in which it does: the shortest string, of those the first by \
      the alphabet. A hole that is left open counts as 0, or as the empty string.

      EXIT STATUS
        0   All answers are right.
        1   One is not; the counterexample is printed.
        64  One is no puzzle, or cannot be read.
      """)

  @Argument(help: ArgumentHelp("The puzzles, with answers.", valueName: "file"))
  var files: [String] = []

  @Flag(help: "List the puzzles there are, and grade nothing.")
  var list = false

  static let schema = "verbatim.grade/1"
  static let quietHelp = "Print nothing of answers that could be graded: the exit status says which are right."

  @OptionGroup var reporting: OutputOptions<Grade>

  func validate() throws {
    if list, let file = files.first { throw Failure.usage("grade --list with \(file): expected one of the two") }
  }

  func report() throws -> any CommandReport {
    if list { return PuzzleList() }
    guard !files.isEmpty else { throw Failure.usage("grade: expected the file of a puzzle, or --list") }
    var graded: [GradedFile] = []
    for file in files {
      let file = try GradedFile(of: file)
      if let problem = file.problem {
        Console.warn(problem)
      } else {
        if graded.contains(where: { $0.problem == nil }) { reporting.printEarly("") }
        reporting.printEarly(file.text())
      }
      graded.append(file)
    }
    return GradeReport(files: graded)
  }
}
