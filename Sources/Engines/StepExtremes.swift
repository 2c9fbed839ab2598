import Arithmetic
import Constructions
import CopyTask

/// The smallest attention weight on a right key and the smallest margin so far, each with the first step that
/// has it.
struct StepExtremes {
  private(set) var attention: CopyRun<Rational>.Extreme?
  private(set) var margin: CopyRun<Rational>.Extreme?

  /// Adds the attention weight of the right key and the margin of one step.
  mutating func add(_ weight: Rational, _ margin: Rational, at step: Int) {
    attention = StepExtremes.smaller(attention, weight, at: step)
    self.margin = StepExtremes.smaller(self.margin, margin, at: step)
  }

  private static func smaller(
    _ extreme: CopyRun<Rational>.Extreme?, _ value: Rational, at step: Int
  ) -> CopyRun<Rational>.Extreme {
    if let extreme, (extreme.value, extreme.step) < (value, step) { return extreme }
    return CopyRun.Extreme(value: value, step: step)
  }
}
