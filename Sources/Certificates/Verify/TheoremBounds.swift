import Arithmetic
package import Constructions

/// The lower bounds that T2.3 and X.scale give for the steps of a copy of a string with distinct n-grams.
///
/// Let r bound the weight of all keys but the right one, relative to it. Then the right key has p >= 1/(1 + r), and the
/// right logit leads by what `ReadoutMargins` says, or more.
package struct TheoremBounds {
  /// Bits after the point of a bound, which is rounded down to them.
  static let fractionBits = 64

  private let parameters: NgramParameters
  private let length: Int
  /// r at steps t >= n, where it does not depend on the step.
  private let interior: Rational?

  /// The bounds for strings of this length.
  ///
  /// - Complexity: for the length-free rule one power of a number of n (2 beta d) bits.
  package init(_ parameters: NgramParameters, length: Int) {
    self.parameters = parameters
    self.length = length
    interior = parameters.scaleRule == .lengthFree ? TheoremBounds.lengthFreeInterior(parameters) : nil
  }

  /// 2 (W^n - 1) + 2 (s + s^2 + ... + s^n) + s^n, as in `RestBound`, without its enclosures.
  private static func lengthFreeInterior(_ parameters: NgramParameters) -> Rational {
    let (n, sum) = (parameters.ngram, RestBound(parameters).tokenSum)
    let power = Rational(sum.numerator.raised(to: n), sum.denominator.raised(to: n))
    let cut = Rational.powerOfTwo(-parameters.scale * parameters.codeBits)
    let last = Rational.powerOfTwo(-parameters.scale * parameters.codeBits * n)
    return 2 * (power - 1) + 2 * cut * (1 - last) / (1 - cut) + last
  }

  /// r at all steps of a block, from above.
  func rest(_ steps: ClosedRange<Int>) -> Rational {
    guard let interior else {
      // L + 1 + t other keys are visible at step t, each two points or more behind.
      return Rational(Integer(length) + 1 + Integer(steps.upperBound)) * .powerOfTwo(-2 * parameters.scale)
    }
    let start = Rational(Integer(length) + 1) * .powerOfTwo(-parameters.scale * parameters.boundaryBonus)
    if steps.upperBound < parameters.ngram { return start }
    return steps.lowerBound < parameters.ngram ? max(start, interior) : interior
  }

  /// The blocks of all steps.
  ///
  /// - Throws: `CertificateProblem.rejected` if r is not below 1/8 somewhere, so that the theorem says
  ///   nothing.
  package func blocks() throws(CertificateProblem) -> [StepBlock] {
    let readout = ReadoutMargins(parameters)
    var blocks: [StepBlock] = []
    for steps in StepBlocks.ranges(length: length) {
      let rest = rest(steps)
      guard rest < Rational(1, 8) else {
        throw .rejected("steps \(steps.lowerBound) to \(steps.upperBound): the other keys may have \(rest) >= 1/8")
      }
      let scaled = 1 / (1 + rest) * .powerOfTwo(TheoremBounds.fractionBits)
      let p = Rational(scaled.floor) * .powerOfTwo(-TheoremBounds.fractionBits)
      var margins: [Rational] = []
      if steps.lowerBound < length { margins.append(readout.token(weight: p)) }
      if steps.upperBound == length { margins.append(readout.end(weight: p)) }
      blocks.append(
        StepBlock(
          first: steps.lowerBound, last: steps.upperBound, position: steps.lowerBound + 1, weight: "\(p)",
          margin: "\(margins.min() ?? 0)"))
    }
    return blocks
  }
}
