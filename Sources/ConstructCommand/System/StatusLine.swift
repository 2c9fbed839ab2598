import Synchronization

/// A line on the terminal that says what a long command is doing, from whatever thread.
final class StatusLine: Sendable {
  private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

  /// A line, or `nil` where nobody would see it.
  init?() {
    guard Console.errorIsTerminal else { return nil }
  }

  /// Replaces the line, ten times a second at most.
  func show(_ text: String) {
    let now = ContinuousClock.now
    lastShown.withLock { last in
      if let shown = last, now - shown < .milliseconds(100) { return }
      last = now
      Console.progress("\r\u{1B}[K" + text)
    }
  }

  /// Removes the line.
  func clear() {
    lastShown.withLock { last in
      if last != nil { Console.progress("\r\u{1B}[K") }
      last = nil
    }
  }
}
