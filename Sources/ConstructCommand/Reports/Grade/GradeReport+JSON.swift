import Lessons
import StrictJSON

extension GradeReport {
  /// All reports as one JSON object, schema `verbatim.grade/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.grade/1",
      // Whether all files are puzzles that are solved.
      "solved": (status == .success).json, "files": .array(files.map(GradeReport.json)),
    ]
  }

  /// One file: `solved`, `wrong` or `unreadable`.
  private static func json(_ file: GradedFile) -> JSONValue {
    let verdict = file.graded?.verdict
    return [
      "file": file.file.json,
      "outcome": (verdict.map { $0.isSolved ? "solved" : "wrong" } ?? "unreadable").json,
      "puzzle": (file.graded?.name.rawValue).json, "open": (file.graded?.open ?? []).json,
      "checked": verdict.map { ["count": $0.checked.json, "total": $0.total.json, "kind": $0.kind.json] } ?? .null,
      "counterexample": verdict?.counterexample.map { counterexample in
        // Token numbers.
        [
          "text": counterexample.text.json, "string": counterexample.string.json, "step": counterexample.step.json,
          "wrote": counterexample.wrote.json, "due": counterexample.due.json,
        ]
      } ?? .null,
      "reason": (verdict?.reason).json,
      // What a solved puzzle shows.
      "shows": verdict.flatMap { $0.isSolved ? $0.shows : nil }.json,
      // Why a file is no puzzle.
      "problem": file.problem.json,
    ]
  }
}

extension PuzzleList {
  /// The puzzles there are, as one JSON object of the same schema.
  var json: JSONValue {
    [
      "schema": "verbatim.grade/1",
      "puzzles": .array(
        PuzzleName.allCases.map { name in
          [
            "puzzle": name.rawValue.json, "title": name.title.json,
            "page": "Proofs/Claims/\(name.claim).md".json, "lesson": name.lesson.json,
          ]
        }),
    ]
  }
}
