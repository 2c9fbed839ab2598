import Exposition

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension GradeReport {
  /// All reports as one JSON object, schema `verbatim.grade/1`.
  static func json(_ reports: [GradeReport]) throws -> String {
    try encode(Document(solved: reports.allSatisfy { $0.status == .success }, files: reports.map(Entry.init)))
  }

  /// The puzzles there are, as one JSON object of the same schema.
  static func listJSON() throws -> String {
    try encode(Listing(puzzles: PuzzleName.allCases.map(Listing.Entry.init)))
  }

  private static func encode(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    let schema = "verbatim.grade/1"
    /// Whether all files are puzzles that are solved.
    let solved: Bool
    let files: [Entry]
  }

  /// One file. Every key is always there; what does not apply is null.
  private struct Entry: Encodable {
    let file: String
    /// `solved`, `wrong` or `unreadable`.
    let outcome: String
    let puzzle: String?
    let open: [String]
    let checked: Checked?
    let counterexample: Counterexample?
    let reason: String?
    /// What a solved puzzle shows.
    let shows: String?
    /// Why a file is no puzzle.
    let problem: String?

    struct Checked: Encodable {
      let count: Int
      let total: Int?
      let kind: String

      enum CodingKeys: CodingKey { case count, total, kind }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(total, forKey: .total)
        try container.encode(kind, forKey: .kind)
      }
    }

    struct Counterexample: Encodable {
      let text: String
      /// Token numbers.
      let string: [Int]?
      let step: Int?
      let wrote: [Int]
      let due: Int?

      enum CodingKeys: CodingKey { case text, string, step, wrote, due }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
        try container.encode(string, forKey: .string)
        try container.encode(step, forKey: .step)
        try container.encode(wrote, forKey: .wrote)
        try container.encode(due, forKey: .due)
      }
    }

    enum CodingKeys: CodingKey {
      case file, outcome, puzzle, open, checked, counterexample, reason, shows, problem
    }

    init(_ report: GradeReport) {
      file = report.file
      problem = report.problem
      let verdict = report.graded?.verdict
      outcome = verdict.map { $0.isSolved ? "solved" : "wrong" } ?? "unreadable"
      puzzle = report.graded?.name.rawValue
      open = report.graded?.open ?? []
      checked = verdict.map { Checked(count: $0.checked, total: $0.total, kind: $0.kind) }
      counterexample = verdict?.counterexample.map {
        Counterexample(text: $0.text, string: $0.string, step: $0.step, wrote: $0.wrote, due: $0.due)
      }
      reason = verdict?.reason
      shows = verdict.flatMap { $0.isSolved ? $0.shows : nil }
    }

    /// Spelled out so that what is absent is written as null.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(file, forKey: .file)
      try container.encode(outcome, forKey: .outcome)
      try container.encode(puzzle, forKey: .puzzle)
      try container.encode(open, forKey: .open)
      try container.encode(checked, forKey: .checked)
      try container.encode(counterexample, forKey: .counterexample)
      try container.encode(reason, forKey: .reason)
      try container.encode(shows, forKey: .shows)
      try container.encode(problem, forKey: .problem)
    }
  }

  private struct Listing: Encodable {
    struct Entry: Encodable {
      let puzzle, title, page: String
      let lesson: Int

      init(_ name: PuzzleName) {
        (puzzle, title, page) = (name.rawValue, name.title, "Proofs/\(name.claim).md")
        lesson = name.lesson
      }
    }

    let schema = "verbatim.grade/1"
    let puzzles: [Entry]
  }
}
