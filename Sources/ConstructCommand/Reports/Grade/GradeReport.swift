import Lessons

/// What `construct grade` says of a file.
struct GradeReport {
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

  var status: ExitStatus {
    guard let graded else { return .usage }
    return graded.verdict.isSolved ? .success : .refuted
  }

  /// The report for people; empty if the file is no puzzle.
  func text() -> String {
    guard let (name, open, verdict) = graded else { return "" }
    var lines = [(verdict.isSolved ? "solved" : "WRONG", "\(name.rawValue): \(name.title) (\(file))")]
    if !open.isEmpty { lines.append(("open", GradeReport.openText(open))) }
    if let counterexample = verdict.counterexample { lines.append(("fails on", counterexample.text)) }
    if let reason = verdict.reason { lines.append(("there", reason)) }
    let of = verdict.total.map { " of \($0.grouped)" } ?? " of the"
    let count = verdict.checked.grouped + of
    lines.append(
      ("checked", "\(verdict.isSolved ? "all \(verdict.checked.grouped)" : count) \(verdict.kind)"))
    if verdict.isSolved { lines.append(("shows", verdict.shows)) }
    lines.append(("read", "Examples/lesson-\(name.lesson), Proofs/Claims/\(name.claim).md"))
    return lines.map { hangingParagraph($0.0, $0.1) }.joined(separator: "\n")
  }

  /// Places of open holes, the first ones by name.
  private static func openText(_ open: [String]) -> String {
    let shown = 3
    let more = open.count > shown ? " and \(open.count - shown) more" : ""
    return "\(open.count) \(open.count == 1 ? "hole, taken as nothing" : "holes, taken as nothing"): "
      + open.prefix(shown).joined(separator: ", ") + more
  }

  /// The puzzles there are.
  static func list() -> String {
    PuzzleName.allCases.map { hangingParagraph($0.rawValue, $0.title) }.joined(separator: "\n")
  }
}
