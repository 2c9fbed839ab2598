import Arithmetic
import Constructions
import CopyTask

/// The smallest attention weight on a right key and the smallest margin so far, each with the first step that
/// has it.
struct StepExtremes {
  private(set) var attention: CopyRun<Rational>.Extreme?
  private(set) var margin: CopyRun<Rational>.Extreme?

  mutating func add(_ step: ExactStep, at index: Int, due: Token) {
    addAttention(step.rightWeight, at: index)
    addMargin(step.margin(of: due), at: index)
  }

  mutating func addAttention(_ value: Rational, at step: Int) {
    attention = StepExtremes.smaller(attention, value, at: step)
  }

  mutating func addMargin(_ value: Rational, at step: Int) {
    margin = StepExtremes.smaller(margin, value, at: step)
  }

  private static func smaller(
    _ extreme: CopyRun<Rational>.Extreme?, _ value: Rational, at step: Int
  ) -> CopyRun<Rational>.Extreme {
    if let extreme, (extreme.value, extreme.step) < (value, step) { return extreme }
    return CopyRun.Extreme(value: value, step: step)
  }
}
