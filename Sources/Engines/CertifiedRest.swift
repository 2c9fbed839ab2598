import Arithmetic
import Constructions

/// Bounds on r, the weight of all other keys relative to the right one, at steps whose n-gram occurs once.
///
/// At step t there are L + 1 + t other keys. From step n on each differs in a bit, which costs two points, or is cut
/// off by a boundary and lacks a token, which costs d; before step n the right key alone has the bonus of B points:
///
///     r <= (L + 1 + t) 2^(-beta min(2, d)),   for t < n   r <= (L + 1 + t) 2^(-beta B).
///
/// With the usual scale or a larger one, where d >= 2 and B = 2, these are the bounds of Theorem 2.3. With another one,
/// and tokens in binary for codes, those of X.scale are taken, of which the one for steps t >= n asks how often an
/// n-gram occurs at most.
struct CertifiedRest {
  private let form: PackedForm

  /// X.scale's, where it is taken.
  private let bound: RestBound?

  /// Its bound for steps t >= n, where it does not depend on the number of keys; `nil` if there is none.
  private let interior: Rational?

  /// Terms of the series for W^n: it falls by 1/16 or faster where it is of use, so what is cut off is below
  /// 2^-32 of it.
  private static let terms = 8

  /// Whether a step's bound depends on how often other n-grams occur than its own.
  var countsOccurrences: Bool { bound != nil }

  init(_ form: PackedForm, mostOccurrences: Int) {
    self.form = form
    bound =
      form.reachesUsualScale || form.codes != nil
      ? nil
      : RestBound(
        ngram: form.ngram, alphabetSize: form.alphabetSize, codeBits: form.codeBits, scale: form.scale,
        boundaryBonus: form.boundaryBonus)
    interior = bound?.interior(terms: CertifiedRest.terms, occurrences: mostOccurrences).upper
  }

  /// A bound on r at a step whose n-gram occurs once; `nil` if there is none.
  func atStep(_ step: Int, length: Int) -> Rational? {
    if let bound { return step < form.ngram ? bound.start(length: length) : interior }
    return Rational(Integer(length) + 1 + Integer(step)) * .powerOfTwo(-form.scale * lead(step < form.ngram))
  }

  /// How many points other keys are behind at least.
  private func lead(_ isAtStart: Bool) -> Int { isAtStart ? form.boundaryBonus : min(2, form.codeBits) }

  /// At steps below this one r is so small that the readout's lemma gives the argmax, wherever the n-gram of the step
  /// occurs once. For lengths that the construction is scaled for these are all steps.
  func stepsInScale(length: Int) -> Int {
    let threshold = form.margins.restThreshold
    if let bound {
      guard bound.start(length: length) < threshold else { return 0 }
      return interior.map { $0 < threshold } ?? false ? .max : form.ngram
    }
    /// Steps t with (L + 1 + t) 2^-(beta lead) < threshold; powers beyond an Int's are alike.
    func steps(_ lead: Int) -> Int {
      let (bits, overflow) = form.scale.multipliedReportingOverflow(by: lead)
      let keys = threshold * .powerOfTwo(overflow ? 2 * Int.bitWidth : min(bits, 2 * Int.bitWidth))
      let count = keys.ceiling - 1 - Integer(length)
      // Of a much longer string no step is.
      return max(0, Int(exactly: count) ?? .max)
    }
    let start = steps(lead(true))
    return start < form.ngram ? start : max(form.ngram, steps(lead(false)))
  }
}
