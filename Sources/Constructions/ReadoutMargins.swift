package import Arithmetic

/// What the lemma of the readout (T2.3.readout) says of the lead of the right logit, for any gains.
///
/// Let content tokens have logits gamma <code, O_code> and EOS have eta O_flag, with codes of d signs that differ in
/// a bit, and let the right key have weight p. With gamma = 4 and eta = 3d:
///
///     a token is due:  lead >= min(2 gamma (2p - 1), gamma d (2p - 1) - eta (1 - p), gamma d (2p - 1))
///                           =  min(8 (2p - 1), d (11p - 7), 4d (2p - 1)),
///     the end is due:  lead >= min(eta p - gamma d (1 - p), eta p) = min(d (7p - 4), 3dp).
///
/// The three leads over a token are those over another token, over EOS and over BOS and COPY, whose logits are 0.
package struct ReadoutMargins: Sendable, Hashable {
  /// gamma: what each bit that agrees is worth.
  package let contentGain: Int

  /// eta: what a flag is worth.
  package let endGain: Int

  /// d.
  package let codeBits: Int

  package init(contentGain: Int, endGain: Int, codeBits: Int) {
    (self.contentGain, self.endGain, self.codeBits) = (contentGain, endGain, codeBits)
  }

  /// Those of the construction.
  package init(_ parameters: NgramParameters) {
    self.init(
      contentGain: ConstructionConstants.contentGain, endGain: ConstructionConstants.endGain * parameters.codeBits,
      codeBits: parameters.codeBits)
  }

  /// gamma d: what a code that agrees in all bits is worth. No content token's logit is larger.
  package var largestContentLogit: Rational { Rational(Integer(contentGain) * Integer(codeBits)) }

  /// eta: the largest logit of EOS.
  package var largestEndLogit: Rational { Rational(endGain) }

  /// The lead where a token is due and the right key has at least the weight p, at least.
  package func token(weight p: Rational) -> Rational {
    let agreement = largestContentLogit * (2 * p - 1)
    return min(2 * Rational(contentGain) * (2 * p - 1), agreement - largestEndLogit * (1 - p), agreement)
  }

  /// The lead where the end is due and the right key has at least the weight p, at least.
  package func end(weight p: Rational) -> Rational {
    let flag = largestEndLogit * p
    return min(flag - largestContentLogit * (1 - p), flag)
  }

  /// With all other keys together at less than this weight relative to the right one, both leads are positive: at
  /// r = 1/p - 1 they are those of p, which are positive for r < 1, gamma d r < eta and eta r < gamma d (1 - r). The
  /// construction's need no more than r < 4/7; 1/7 is what the lemmas promise, and no more is asked for.
  package var restThreshold: Rational {
    let (code, flag) = (largestContentLogit, largestEndLogit)
    return min(Rational(1, 7), flag / code, code / (code + flag))
  }
}
