import Arithmetic
import Constructions
import CopyTask
import Transformers

/// Enclosures of the smallest attention weight on a right key and of the smallest margin.
///
/// The lower end is the smallest of all lower bounds, the upper end the smallest of all upper bounds: the smallest
/// value exceeds neither.
struct IndexedBounds {
  /// Bounds of a value, and the step they belong to.
  private struct Bounds {
    let lower, upper: Rational
    let step: Int
  }

  private let parameters: NgramParameters

  /// 4^-beta: how much a key two points behind weighs, relative to the right one.
  private let behind: Rational

  private var attention: Bounds?
  private var margin: Bounds?

  /// The last certified step, and the last of them that is not the last of the copy. All certified steps have
  /// the same bound but for the number of visible keys, so later ones have the smaller bounds.
  private var lastCertified: Int?
  private var lastToken: Int?
  private var length = 0

  init(_ parameters: NgramParameters) {
    self.parameters = parameters
    behind = .powerOfTwo(-2 * parameters.scale)
  }

  /// Adds a step that the index decided, in constant time. Steps come in ascending order.
  mutating func addCertified(_ step: Int, length: Int) {
    self.length = length
    lastCertified = step
    if step < length { lastToken = step }
  }

  /// The weight of the right key at a certified step, at least.
  private func weight(_ step: Int) -> Rational {
    // BOS, the string and COPY, and t tokens written: L + 2 + t keys, one of them right.
    1 / (1 + Rational(length + 1 + step) * behind)
  }

  /// Adds the extremes of steps that were evaluated exactly.
  mutating func add(_ extremes: StepExtremes) {
    if let attention = extremes.attention {
      add(attention: Bounds(lower: attention.value, upper: attention.value, step: attention.step))
    }
    if let margin = extremes.margin {
      add(margin: Bounds(lower: margin.value, upper: margin.value, step: margin.step))
    }
  }

  private mutating func add(attention bounds: Bounds) { attention = IndexedBounds.smaller(attention, bounds) }

  private mutating func add(margin bounds: Bounds) { margin = IndexedBounds.smaller(margin, bounds) }

  /// Both ends the smaller ones, with the step of the lower end.
  private static func smaller(_ left: Bounds?, _ right: Bounds) -> Bounds {
    guard let left else { return right }
    let first = right.lower < left.lower ? right : left
    return Bounds(lower: first.lower, upper: min(left.upper, right.upper), step: first.step)
  }

  /// The copy with these enclosures.
  func run(of prompt: Prompt, generated: [Token], uncertainty: ArgmaxError?) -> CopyRun<Interval> {
    let (attention, margin) = extremes()
    return CopyRun(
      of: prompt, generated: generated, minAttention: attention, minMargin: margin, uncertainty: uncertainty)
  }

  /// The enclosures, of all steps added.
  func extremes() -> (attention: CopyRun<Interval>.Extreme?, margin: CopyRun<Interval>.Extreme?) {
    var all = self
    let d = Rational(parameters.codeBits)
    if let step = lastCertified {
      all.add(attention: Bounds(lower: weight(step), upper: 1, step: step))
    }
    if let step = lastToken {
      // The readout's lemma. No logit exceeds 4d, and those of BOS and COPY are 0.
      let p = weight(step)
      let lower = min(8 * (2 * p - 1), d * (11 * p - 7), 4 * d * (2 * p - 1))
      all.add(margin: Bounds(lower: lower, upper: 4 * d, step: step))
    }
    if let step = lastCertified, step == length {
      // EOS is due: 3dp against at most 4d (1 - p) for a token, and 0 for BOS and COPY.
      let p = weight(step)
      all.add(margin: Bounds(lower: min(d * (7 * p - 4), 3 * d * p), upper: 3 * d, step: step))
    }
    return (all.attention.map(IndexedBounds.extreme), all.margin.map(IndexedBounds.extreme))
  }

  private static func extreme(_ bounds: Bounds) -> CopyRun<Interval>.Extreme {
    CopyRun.Extreme(
      value: Interval(from: bounds.lower, through: bounds.upper, precision: .standard), step: bounds.step)
  }
}
