/// Where a check says how far it is, and how many threads it may use.
public struct Progress: Sendable {
  /// How many threads a check may use. What it finds does not depend on it.
  public let threads: Int

  private let report: @Sendable (_ done: Double) -> Void

  /// `report` is called now and then, from any thread, with the share of the work that is done: 0 to 1.
  ///
  /// - Precondition: `threads >= 1`.
  public init(threads: Int = 1, report: @escaping @Sendable (_ done: Double) -> Void = { _ in }) {
    precondition(threads >= 1, "\(threads) threads: expected at least one")
    self.threads = threads
    self.report = report
  }

  /// Says that `done` of `total` parts of the work are done.
  public func advance(_ done: Int, of total: Int) {
    report(total > 0 ? min(1, Double(done) / Double(total)) : 1)
  }
}
