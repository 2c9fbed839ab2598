import Lessons

extension GradeReport {
  /// All reports as one JSON object, schema `verbatim.grade/1`.
  func json() throws -> String {
    try reportJSON(Document(solved: status == .success, files: files.map(Entry.init)))
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
    @OrNull var puzzle: String?
    let open: [String]
    @OrNull var checked: Checked?
    @OrNull var counterexample: Counterexample?
    @OrNull var reason: String?
    /// What a solved puzzle shows.
    @OrNull var shows: String?
    /// Why a file is no puzzle.
    @OrNull var problem: String?

    struct Checked: Encodable {
      let count: Int
      @OrNull var total: Int?
      let kind: String
    }

    struct Counterexample: Encodable {
      let text: String
      /// Token numbers.
      @OrNull var string: [Int]?
      @OrNull var step: Int?
      let wrote: [Int]
      @OrNull var due: Int?
    }

    init(_ report: GradedFile) {
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
  }
}

extension PuzzleList {
  /// The puzzles there are, as one JSON object of the same schema.
  func json() throws -> String { try reportJSON(Listing(puzzles: PuzzleName.allCases.map(Listing.Entry.init))) }

  private struct Listing: Encodable {
    struct Entry: Encodable {
      let puzzle, title, page: String
      let lesson: Int

      init(_ name: PuzzleName) {
        (puzzle, title, page) = (name.rawValue, name.title, "Proofs/Claims/\(name.claim).md")
        lesson = name.lesson
      }
    }

    let schema = "verbatim.grade/1"
    let puzzles: [Entry]
  }
}
