public import CopyTask

/// A statement of the paper, or a sharper one, together with the program that checks it.
///
/// A claim never stands alone: beside it stands its near miss, a statement close by that is false. The same
/// check is applied to both, and has to find a counterexample to the near miss. A check that cannot tell the
/// two apart would accept anything.
public struct Claim: Sendable, Identifiable {
  /// The name of the claim.
  public let id: ClaimID

  /// A few words.
  public let title: String

  /// The statement, as it is checked.
  public let statement: String

  /// Where the statement comes from.
  public let origin: Origin

  /// What one has to believe in order to believe the result of the check.
  public let trusted: [String]

  /// What the check runs.
  public let executed: String

  /// What the check covers at each level of effort.
  public let range: Range

  /// The false statement close by.
  public let nearMiss: NearMiss

  /// Checks the claim; see `Proof`.
  let check: Check

  typealias Check = @Sendable (Effort, Progress) throws -> Finding

  /// A check of a claim about the construction, applied to what stands for the construction.
  typealias SubjectCheck = @Sendable (CopierSubject, Effort, Progress) throws -> Finding

  /// Where a statement comes from.
  public enum Origin: Sendable, Hashable {
    /// *Repeat After Me*, arXiv:2402.01032, with the number there.
    case paper(String)
    /// This project.
    case project
  }

  /// What a check covers, in words, at each level of effort.
  public struct Range: Sendable, Hashable {
    /// What `Effort.quick` covers.
    public let quick: String
    /// What `Effort.standard` covers.
    public let standard: String
    /// What `Effort.exhaustive` covers.
    public let exhaustive: String

    /// The words for each level.
    public init(quick: String, standard: String, exhaustive: String) {
      (self.quick, self.standard, self.exhaustive) = (quick, standard, exhaustive)
    }

    /// What the check covers at this level.
    public subscript(effort: Effort) -> String {
      switch effort {
      case .quick: quick
      case .standard: standard
      case .exhaustive: exhaustive
      }
    }
  }

  /// A statement close to a claim, and false.
  public struct NearMiss: Sendable {
    /// The false statement.
    public let statement: String
    let check: Check
  }

  /// A claim, its near miss, and the one check of both.
  ///
  /// `subject` is what the claim is about, in the form in which `check` takes it, and `nearMiss` has the same
  /// for the false statement. `check` looks for a counterexample to the statement about the subject it gets.
  public init<Subject: Sendable>(
    _ id: ClaimID, title: String, statement: String, origin: Origin, trusted: [String], executed: String,
    range: Range, subject: Subject, nearMiss: (statement: String, subject: Subject),
    check: @escaping @Sendable (Subject, Effort, Progress) throws -> Finding
  ) {
    self.id = id
    self.title = title
    self.statement = statement
    self.origin = origin
    self.trusted = trusted
    self.executed = executed
    self.range = range
    let falseSubject = nearMiss.subject
    self.nearMiss = NearMiss(statement: nearMiss.statement) { effort, progress in
      try check(falseSubject, effort, progress)
    }
    self.check = { effort, progress in try check(subject, effort, progress) }
  }
}
