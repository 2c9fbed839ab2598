import Arithmetic
import Constructions
import CopyTask

/// Bounds of a step's attention weight on the right key and of its margin, from the heaviest keys alone.
///
/// Weights are taken relative to the right key's, which is the heaviest. A key whose weight is below 2^-P is
/// left out: with M of them, each would add less than one unit of 2^-P to Z, and less than gamma d or
/// eta units to a logit's numerator. So all numbers have P bits and a few, however many an exact step needs;
/// exact bounds, as they follow from integers.
struct StepEnclosure: Sendable {
  let weight: (lower: Rational, upper: Rational)
  let margin: (lower: Rational, upper: Rational)

  /// - Parameters:
  ///   - rightPoints: the points of the right key. No key has more.
  ///   - due: the token whose lead is bounded.
  ///   - bits: P.
  /// - Complexity: O(levels) and O(D d) operations on integers of about P bits.
  init(_ tally: ValueTally, _ form: PackedForm, rightPoints: Int, due: Token, bits: Int) {
    let (reach, excess) = bits.quotientAndRemainder(dividingBy: form.scale)
    let lowest = rightPoints - reach
    let levels = tally.levels
    let heavy = levels.reversed().prefix { $0 >= lowest }
    let light = levels.prefix { $0 < lowest }.reduce(0) { $0 + tally.keys($1) }
    let unit = Integer(1) << bits
    let step = ExactStep(
      Array(heavy), tally, form, lowest: lowest, excess: excess, rightPoints)
    let total = step.total
    let most = total + Integer(light)
    weight = (Rational(unit, most), Rational(unit, total))
    let lead = step.lead(of: due)
    let error = 2 * Integer(max(form.margins.contentGain * form.codeBits, form.margins.endGain)) * Integer(light)
    let (low, high) = (lead - error, lead + error)
    margin = (Rational(low, low < 0 ? total : most), Rational(high, high < 0 ? most : total))
  }
}
