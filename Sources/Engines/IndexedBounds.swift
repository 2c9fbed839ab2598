import Arithmetic
import Constructions
import CopyTask
import Transformers

/// Enclosures of the smallest attention weight on a right key and of the smallest margin.
///
/// The lower end is the smallest of all lower bounds, the upper end the smallest of all upper bounds: the
/// smallest value exceeds neither.
struct IndexedBounds {
  /// Bounds of a value, and the step they belong to.
  private struct Bounds {
    let lower, upper: Rational
    let step: Int
  }

  private let form: PackedForm

  /// Bounds on r at certified steps.
  private let rest: CertifiedRest

  private var attention: Bounds?
  private var margin: Bounds?

  /// The last certified step, the last of them that is not the last of the copy, and the last before step n.
  /// All certified steps from n on have the same bound but for the number of visible keys, so later ones have
  /// the smaller bounds; and so have all before n.
  private var lastCertified: Int?
  private var lastToken: Int?
  private var lastAtStart: Int?
  private var length = 0

  /// - Parameter mostOccurrences: how often any n-gram of the string occurs at most.
  init(_ form: PackedForm, mostOccurrences: Int = 1) {
    self.form = form
    rest = CertifiedRest(form, mostOccurrences: mostOccurrences)
  }

  /// Adds steps that the index decided, in constant time. Ranges come in ascending order.
  mutating func addCertified(_ steps: Range<Int>, length: Int) {
    guard let last = steps.last else { return }
    self.length = length
    lastCertified = last
    if let token = steps.prefix(max(0, length - steps.lowerBound)).last { lastToken = token }
    if let start = steps.prefix(max(0, min(length, form.ngram) - steps.lowerBound)).last { lastAtStart = start }
  }

  /// The weight of the right key at a certified step, at least.
  private func weight(_ step: Int) -> Rational {
    guard let rest = rest.atStep(step, length: length) else { return 0 }
    return 1 / (1 + rest)
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
    for step in [lastAtStart, lastCertified].compactMap(\.self) {
      all.add(attention: Bounds(lower: weight(step), upper: 1, step: step))
    }
    let margins = form.margins
    for step in [lastAtStart, lastToken].compactMap(\.self) {
      // No logit exceeds that of a code that agrees in all bits, and those of BOS and COPY are 0.
      all.add(
        margin: Bounds(lower: margins.token(weight: weight(step)), upper: margins.largestContentLogit, step: step))
    }
    if let step = lastCertified, step == length {
      all.add(margin: Bounds(lower: margins.end(weight: weight(step)), upper: margins.largestEndLogit, step: step))
    }
    return (all.attention.map(IndexedBounds.extreme), all.margin.map(IndexedBounds.extreme))
  }

  private static func extreme(_ bounds: Bounds) -> CopyRun<Interval>.Extreme {
    CopyRun.Extreme(
      value: Interval(from: bounds.lower, through: bounds.upper, precision: .standard), step: bounds.step)
  }
}
