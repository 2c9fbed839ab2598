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

  /// The false statement close by.
  public let nearMiss: NearMiss

  /// Checks the claim; see `Proof`.
  let check: Check

  typealias Check = @Sendable (Effort, Progress) throws -> Finding

  private let covers: @Sendable (Effort) -> String

  /// What the check covers at this level, in words.
  public func coverage(at effort: Effort) -> String { covers(effort) }

  /// Where a statement comes from.
  public enum Origin: Sendable, Hashable {
    /// *Repeat After Me*, arXiv:2402.01032, with the number there.
    case paper(String)
    /// This project.
    case project
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
  /// for the false statement. `check` looks for a counterexample to the statement about the subject it gets,
  /// over the sweep it gets.
  init<Subject: Sendable, Work: Sweep>(
    _ id: ClaimID, title: String, statement: String, origin: Origin, trusted: [String], executed: String,
    subject: Subject, nearMiss: (statement: String, subject: Subject),
    check: @escaping @Sendable (Subject, Work, Progress) throws -> Finding
  ) {
    self.id = id
    self.title = title
    self.statement = statement
    self.origin = origin
    self.trusted = trusted
    self.executed = executed
    let falseSubject = nearMiss.subject
    self.nearMiss = NearMiss(statement: nearMiss.statement) { effort, progress in
      try check(falseSubject, Work(effort), progress)
    }
    self.check = { effort, progress in try check(subject, Work(effort), progress) }
    covers = { Work($0).words }
  }
}
