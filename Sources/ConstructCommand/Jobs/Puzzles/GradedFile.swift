import Lessons

/// A file that should be a puzzle with an answer, graded.
struct GradedFile {
  let file: String

  /// What was read and found; `nil` if the file is no puzzle.
  let graded: (name: PuzzleName, open: [String], verdict: PuzzleVerdict)?

  /// Why the file is no puzzle, in one line; `nil` if it is one.
  let problem: String?

  /// Reads the file and checks the answer in it.
  ///
  /// - Throws: what the check throws; see `Puzzle.verdict`.
  init(of path: String) throws {
    file = path
    let puzzle: PuzzleFile
    do throws(Failure) { puzzle = try PuzzleFile(at: path) } catch {
      (graded, problem) = (nil, error.message)
      return
    }
    graded = (puzzle.name, puzzle.open, try puzzle.puzzle.verdict())
    problem = nil
  }
}
