import Arithmetic
import Constructions

/// Bounds on r, the weight of all other keys relative to the right one, at steps whose n-gram occurs once.
///
/// By default there are v - 1 = L + 1 + t other keys at step t, each two points behind or more:
/// r <= (v - 1) 4^-beta. With any other scale the bounds are those of X.scale, of which the one for steps
/// t >= n asks how often an n-gram occurs at most.
struct CertifiedRest {
  private let bound: RestBound
  private let scaleRule: ScaleRule

  /// The bound for steps t >= n, where it does not depend on the number of keys; `nil` if there is none.
  let interior: Rational?

  /// Terms of the series for W^n: it falls by 1/16 or faster where it is of use, so what is cut off is below
  /// 2^-32 of it.
  private static let terms = 8

  init(_ parameters: NgramParameters, mostOccurrences: Int) {
    bound = RestBound(parameters)
    scaleRule = parameters.scaleRule
    interior = bound.interior(terms: CertifiedRest.terms, occurrences: mostOccurrences).upper
  }

  /// The bound of X.scale for steps t < n.
  func start(length: Int) -> Rational { bound.start(length: length) }

  /// A bound on r at a step whose n-gram occurs once; `nil` if there is none.
  func atStep(_ step: Int, length: Int) -> Rational? {
    if scaleRule == .lengthDependent {
      // BOS, the string and COPY, and t tokens written: L + 2 + t keys, one of them right.
      return Rational(length + 1 + step) * .powerOfTwo(-2 * bound.scale)
    }
    return step < bound.ngram ? start(length: length) : interior
  }
}
