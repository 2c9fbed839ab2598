/// How far a copy is, on a line of the terminal.
struct CopyProgress {
  private let line: ProgressLine

  /// L: the run reads L + 2 tokens, then writes L + 1.
  private let length: Int

  /// Where every token takes the same time, read or written: how many were done before the run.
  private let linearStart: Int?

  private let watch = Stopwatch()

  /// A line for a copy of `length` tokens, or `nil` where nobody would see it.
  init?(length: Int, quiet: Bool, linearStart: Int? = nil) {
    guard let line = ProgressLine(quiet: quiet) else { return nil }
    (self.line, self.length, self.linearStart) = (line, length, linearStart)
  }

  /// Shows that `position` of the 2L + 2 tokens are done.
  func update(_ position: Int) { line.show(text(position)) }

  /// Removes the line.
  func clear() { line.clear() }

  private func text(_ position: Int) -> String {
    let written = min(max(0, position - length - 1), length)
    let seconds = watch.seconds
    // What an earlier run did says nothing about the speed of this one.
    let fraction =
      linearStart.map { Double(position - $0) / Double(2 * length + 2 - $0) }
      ?? self.fraction(written: written)
    var text = "\(written.grouped) of \(length.grouped) tokens, \(Int(fraction * 100)) %"
    if let linearStart, seconds > 0 {
      text += ", \(Int(Double(position - linearStart) / seconds).grouped) tokens read or written a second"
    }
    // Before the first per cent a forecast is noise.
    if fraction > 0.01 { text += ", \(Int((seconds / fraction - seconds).rounded(.up))) s to go" }
    return text
  }

  /// The share of the work that is done when `written` tokens are: writing token t looks at L + 2 + t keys.
  private func fraction(written: Int) -> Double {
    let (length, written) = (Double(length), Double(written))
    let work = { (steps: Double) in steps * (length + 2 + steps / 2) }
    return work(written) / work(length + 1)
  }
}
