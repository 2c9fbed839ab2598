/// All claims: the one list that tests, the command `construct prove` and the pages under `Proofs/` read.
///
/// To add a claim, write its file in `Claims`, add it here, name a test after it in `TheoremTests` and write
/// its page: a test compares the four lists.
public enum Catalogue {
  /// The claims, first those of the paper by number, then the sharper ones.
  public static let claims: [Claim] = [
    .copying,
    .windows,
    .gate,
    .match,
    .weight,
    .readout,
    .repeatedNgrams,
    .dimension,
    .stateBound,
    .stateBits,
    .cacheMemory,
    .failureSet,
    .tightness,
    .secondReading,
    .collisionWitness,
    .deBruijn,
    .lengthFreeScale,
    .oneLayer,
    .hybrid,
    .keyOrder,
    .groupWords,
  ]

  /// The claim of this name.
  public static func claim(_ id: String) -> Claim? { claims.first { $0.id == id } }
}
