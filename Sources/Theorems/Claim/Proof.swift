/// The outcome of checking a claim and its near miss at one level of effort.
public struct Proof: Sendable {
  /// What was checked.
  public let claim: Claim
  /// How much of it.
  public let effort: Effort

  /// What the check found about the claim.
  public let finding: Finding

  /// What the same check found about the near miss. It has to contain a counterexample.
  public let nearMiss: Finding

  /// How long both took.
  public let duration: Duration

  /// Whether no counterexample to the claim was found, and one to its near miss was.
  public var holds: Bool { finding.holds && nearMiss.counterexample != nil }

  /// Checks a claim and its near miss.
  ///
  /// - Throws: What the check throws where it cannot be carried out; a counterexample is no error.
  public init(of claim: Claim, effort: Effort, progress: Progress = Progress()) throws {
    let clock = ContinuousClock()
    let begin = clock.now
    // The near miss first: it ends as soon as it is refuted, so most of the time is that of the claim.
    nearMiss = try claim.nearMiss.check(effort, Progress(threads: progress.threads))
    finding = try claim.check(effort, progress)
    duration = clock.now - begin
    self.claim = claim
    self.effort = effort
  }
}
