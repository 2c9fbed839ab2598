/// The names of the claims: what pages, reports, certificates, tests and the command line call them.
///
/// A letter for the kind of statement in the paper (theorem, lemma, corollary, remark) and its number, with the
/// name of a lemma of this project's proof after it; or X for what is sharper than the paper. The order of the
/// cases is that of every list of claims: those of the paper first.
public enum ClaimID: String, Sendable, Hashable, CaseIterable {
  /// The transformer copies every string with distinct n-grams.
  case t23 = "T2.3"
  /// The lemma of T2.3 about windows.
  case t23Windows = "T2.3.windows"
  /// The lemma of T2.3 about the gate.
  case t23Gate = "T2.3.gate"
  /// The lemma of T2.3 about scores.
  case t23Match = "T2.3.match"
  /// The lemma of T2.3 about attention weights.
  case t23Weight = "T2.3.weight"
  /// The lemma of T2.3 about logits.
  case t23Readout = "T2.3.readout"
  /// How often a uniform string repeats an n-gram.
  case l24 = "L2.4"
  /// How large n has to be for a small error.
  case c25 = "C2.5"
  /// A state is worth at most one string.
  case t27 = "T2.7"
  /// T2.7 in bits.
  case c28 = "C2.8"
  /// The bits that the construction remembers.
  case r29 = "R2.9"
  /// On which strings the construction fails.
  case xFailureSet = "X.failure-set"
  /// T2.7 is attained.
  case xTight = "X.tight"
  /// A second reading is worth nothing.
  case xTwice = "X.twice"
  /// Two strings in one state, by name.
  case xWitness = "X.witness"
  /// A source that parts the two kinds of model.
  case xDeBruijn = "X.de-bruijn"
  /// The scale that does not depend on the length.
  case xScale = "X.scale"
  /// What rounding can do.
  case xRounding = "X.rounding"
  /// What one layer cannot do.
  case xOneLayer = "X.one-layer"
  /// A state space layer, then attention.
  case xHybrid = "X.hybrid"
  /// Lookup with the key first and last.
  case xPrefixSuffix = "X.prefix-suffix"
  /// Word problems of groups.
  case xStateTracking = "X.state-tracking"
}

extension ClaimID: CustomStringConvertible {
  /// The name itself.
  public var description: String { rawValue }
}
