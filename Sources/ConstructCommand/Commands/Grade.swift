import ArgumentParser
import Arithmetic

/// `construct grade`: checks answers to puzzles.
struct Grade: ParsableCommand {
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

  @Flag(help: "Print one JSON object (schema verbatim.grade/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing of answers that could be graded: the exit status says which are right.")
  var quiet = false

  func run() throws {
    guard !list else {
      guard files.isEmpty else {
        throw Failure.usage("grade --list with \(files[0]): expected one of the two")
      }
      if !quiet { Console.print(json ? try GradeReport.listJSON() : GradeReport.list()) }
      return
    }
    guard !files.isEmpty else { throw Failure.usage("grade: expected the file of a puzzle, or --list") }
    var reports: [GradeReport] = []
    for file in files {
      let report = try GradeReport(of: file)
      if let problem = report.problem {
        Console.warn(problem)
      } else if !quiet, !json {
        if reports.contains(where: { $0.problem == nil }) { Console.print("") }
        Console.print(report.text())
      }
      reports.append(report)
    }
    if json, !quiet { Console.print(try GradeReport.json(reports)) }
    Console.exit(reports.map(\.status).max { $0.rawValue < $1.rawValue } ?? .success)
  }
}
