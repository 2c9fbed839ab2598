/// Every number that the construction for Theorem 2.3 chooses, with the reason for its size.
///
/// The parameters n and D and what follows from them are in `NgramParameters`.
public enum ConstructionConstants {
  /// B: what a boundary flag that meets a boundary flag adds to a score, in units of the scale, where the
  /// scale depends on the length. (Where it does not, B is `NgramParameters.boundaryBonus`.)
  ///
  /// While fewer than n tokens are written, t of them say where the copy stands, together with how far back
  /// the boundary lies. A key that agrees on the t tokens without meeting the boundary scores t d, or less;
  /// the right key scores t d + B. The lemma of the match needs a lead of 2, the same as a single wrong bit
  /// costs a key in the interior.
  public static let boundaryBonus = 2

  /// M: how hard a nearer boundary pushes a hidden unit down.
  ///
  /// The largest input that must be silenced is 2v + 1 with |v| <= 1 plus the rounding that the gate
  /// forgives: 3 for exact values. The next integer leaves room for rounding.
  public static let gateStrength = 4

  /// What a content token's code agreeing with the value that was read is worth in its logit, per bit.
  ///
  /// 4 for a token against 3 for the end: with equal factors a tied vote between a token and the end would
  /// go to the end when other keys add to it, and strings whose last n-gram occurs earlier would fail
  /// although no n-gram copier need fail on them.
  public static let contentGain = 4

  /// What a boundary flag that was read is worth in the logit of EOS, per bit of a token code. See
  /// `contentGain`.
  public static let endGain = 3

  /// The smallest number of bits of a token code. A key that a boundary cuts off loses d points for each
  /// token that it lacks, and the lemma of the match asks for a lead of 2; with one bit, D = 2 would have a
  /// lead of 1.
  public static let fewestCodeBits = 2

  /// All keys but the right one together get less than 1/8 of its weight: with r < 1/8 the right key has more
  /// than 8/9 of the attention, and the readout needs r < 1/7.
  public static let tailReciprocal = 8

  /// The longest string promised, however large D^n is: with 2^62 the scale stays at most 34, and
  /// lengths are `Int`s.
  public static let longestLength = 1 << 62
}
