import Lessons

/// What `construct grade` says of its files.
struct GradeReport: CommandReport {
  let files: [GradedFile]

  var status: ExitStatus { files.map(\.status).max { $0.rawValue < $1.rawValue } ?? .success }

  /// Nothing: each file was reported when it was graded.
  func text() -> String { "" }
}

/// The puzzles there are.
struct PuzzleList: CommandReport {
  func text() -> String { hangingParagraphs(PuzzleName.allCases.map { ($0.rawValue, $0.title) }) }
}

extension GradedFile {
  var status: ExitStatus {
    guard let graded else { return .usage }
    return graded.verdict.isSolved ? .success : .refuted
  }

  /// The report for people; empty if the file is no puzzle.
  func text() -> String {
    guard let (name, open, verdict) = graded else { return "" }
    var lines = [(verdict.isSolved ? "solved" : "WRONG", "\(name.rawValue): \(name.title) (\(file))")]
    if !open.isEmpty { lines.append(("open", GradedFile.openText(open))) }
    if let counterexample = verdict.counterexample { lines.append(("fails on", counterexample.text)) }
    if let reason = verdict.reason { lines.append(("there", reason)) }
    let of = verdict.total.map { " of \($0.grouped)" } ?? " of the"
    let count = verdict.checked.grouped + of
    lines.append(
      ("checked", "\(verdict.isSolved ? "all \(verdict.checked.grouped)" : count) \(verdict.kind)"))
    if verdict.isSolved { lines.append(("shows", verdict.shows)) }
    lines.append(("read", "Examples/lesson-\(name.lesson), Proofs/Claims/\(name.claim).md"))
    return hangingParagraphs(lines)
  }

  /// Places of open holes, the first ones by name.
  private static func openText(_ open: [String]) -> String {
    let shown = 3
    let more = open.count > shown ? " and \(open.count - shown) more" : ""
    return "\(open.count) \(open.count == 1 ? "hole, taken as nothing" : "holes, taken as nothing"): "
      + open.prefix(shown).joined(separator: ", ") + more
  }
}
