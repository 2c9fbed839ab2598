/// A line on the terminal that says how far a long run is.
struct ProgressLine {
  /// L: the run reads L + 2 tokens, then writes L + 1.
  private let length: Int

  /// Whether every token takes the same time, read or written.
  private let isLinear: Bool

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var lastShown: ContinuousClock.Instant
  private var shown = false

  /// A line for a copy of `length` tokens, or `nil` where nobody would see it.
  init?(length: Int, quiet: Bool, isLinear: Bool = false) {
    guard !quiet, Console.errorIsTerminal else { return nil }
    self.length = length
    self.isLinear = isLinear
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
    let fraction =
      isLinear ? Double(position) / Double(2 * length + 2) : self.fraction(written: written)
    var line = "\(written.grouped) of \(length.grouped) tokens, \(Int(fraction * 100)) %"
    if isLinear && seconds > 0 {
      line += written > 0 ? "" : " (\(position.grouped) indexed)"
      line += ", \(Int(Double(position) / seconds).grouped) tokens/s"
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
