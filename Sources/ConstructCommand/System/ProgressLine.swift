/// A line on the terminal that says how far a long run is.
struct ProgressLine {
  /// L: the run reads L + 2 tokens, then writes L + 1.
  private let length: Int

  /// Where every token takes the same time, read or written: how many were done before the run.
  private let linearStart: Int?

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var lastShown: ContinuousClock.Instant
  private var shown = false

  /// A line for a copy of `length` tokens, or `nil` where nobody would see it.
  init?(length: Int, quiet: Bool, linearStart: Int? = nil) {
    guard !quiet, Console.errorIsTerminal else { return nil }
    self.length = length
    self.linearStart = linearStart
    start = clock.now
    lastShown = start
  }

  /// Shows that `position` of the 2L + 2 tokens are done, ten times a second at most.
  mutating func update(_ position: Int) {
    let now = clock.now
    guard now - lastShown >= .milliseconds(100) else { return }
    lastShown = now
    shown = true
    let written = min(max(0, position - length - 1), length)
    let seconds = (now - start).seconds
    // What an earlier run did says nothing about the speed of this one.
    let fraction = linearStart.map { Double(position - $0) / Double(2 * length + 2 - $0) }
      ?? self.fraction(written: written)
    var line = "\(written.grouped) of \(length.grouped) tokens, \(Int(fraction * 100)) %"
    if let linearStart, seconds > 0 {
      line += ", \(Int(Double(position - linearStart) / seconds).grouped) tokens read or written a second"
    }
    // Before the first per cent a forecast is noise.
    if fraction > 0.01 { line += ", \(Int((seconds / fraction - seconds).rounded(.up))) s to go" }
    Console.progress("\r\u{1B}[K" + line)
  }

  /// The share of the work that is done when `written` tokens are: writing token t looks at L + 2 + t keys.
  private func fraction(written: Int) -> Double {
    let (length, written) = (Double(length), Double(written))
    let work = { (steps: Double) in steps * (length + 2 + steps / 2) }
    return work(written) / work(length + 1)
  }

  /// Removes the line.
  func clear() {
    if shown { Console.progress("\r\u{1B}[K") }
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    // A second has 10^18 attoseconds.
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
