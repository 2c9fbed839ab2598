import CopyTask

/// What a lemma says of an answer, checked for every input that there is, whatever a copier makes of it.
///
/// A copier forgives much: it can copy every string of a small size with a layer that leaks. So a puzzle that asks
/// for a lemma is graded by the lemma.
struct LemmaCheck {
  let claim: ClaimID

  /// How many cases were looked at, the one of the counterexample included.
  let checked: Int

  /// What they are, in the plural.
  let kind: String

  /// The first case in which the lemma fails.
  let counterexample: PuzzleCounterexample?
}
