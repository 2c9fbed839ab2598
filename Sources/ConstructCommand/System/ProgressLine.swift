import Synchronization

/// A line on the terminal that says how far a long command is, from whatever thread.
final class ProgressLine: Sendable {
  /// When it was shown last; before that, when it was made.
  private let lastShown = Mutex((instant: ContinuousClock.now, isShown: false))

  /// A line, or `nil` where nobody would see it.
  init?(quiet: Bool) {
    guard !quiet, Platform.isTerminal(.error) else { return nil }
  }

  /// Replaces the line, ten times a second at most, and not at once: what is done by then needs none.
  func show(_ text: @autoclosure () -> String) {
    let now = ContinuousClock.now
    lastShown.withLock { last in
      guard now - last.instant >= .milliseconds(100) else { return }
      last = (now, true)
      Console.progress("\r\u{1B}[K" + text())
    }
  }

  /// Removes the line.
  func clear() {
    lastShown.withLock { last in
      if last.isShown { Console.progress("\r\u{1B}[K") }
      last.isShown = false
    }
  }
}
