import Synchronization

/// A line on the terminal that says how much of a search is done.
final class GssmProgress: Sendable {
  private let total: Int
  private let visible: Bool
  private let clock = ContinuousClock()
  private let lastShown: Mutex<ContinuousClock.Instant?> = Mutex(nil)

  init(total: Int, quiet: Bool) {
    self.total = total
    visible = !quiet && Console.errorIsTerminal
  }

  /// Shows that `done` tables are done, ten times a second at most.
  func update(_ done: Int) {
    guard visible else { return }
    let now = clock.now
    let due = lastShown.withLock { last in
      if let last, now - last < .milliseconds(100) { return false }
      last = now
      return true
    }
    guard due else { return }
    let share = Int(Double(done) / Double(total) * 100)
    Console.progress("\r\u{1B}[K\(done.grouped) of \(total.grouped) tables, \(share) %")
  }

  /// Removes the line.
  func clear() {
    if lastShown.withLock({ $0 != nil }) { Console.progress("\r\u{1B}[K") }
  }
}
