import Arithmetic
public import Constructions

/// How large a certificate and what it is about may be. What is larger is not issued, and not checked.
///
/// The limits are part of the format: a checker that meets a larger one need not guess whether it will ever
/// end.
public enum CertificateLimits {
  /// Bytes of a file: 2^20 tokens of seven digits, and evidence of any kind, take less than half of it.
  public static let mostBytes = 1 << 24

  /// Tokens that are written out, and those of a generator.
  public static let mostInline = 1 << 20, mostGenerated = 1 << 24

  /// n.
  public static let mostNgram = 1024

  /// D.
  public static let mostAlphabet = 1 << 16

  /// Lines of the canonical weights, about: a few seconds of a checker in Python.
  public static let mostNonzeros = 4_000_000

  /// Multiplications of the second layer in a run of the reference, and those by the weights: some seconds of a checker
  /// in Python each.
  public static let mostProducts = 20_000_000, mostWeightProducts = 50_000_000

  /// Bits of the largest ratio of attention weights that is computed exactly.
  public static let mostScoreBits = 4096

  /// States of a table machine times its D + 3 tokens.
  public static let mostTableEntries = 1 << 20

  /// Numbers that a recurrence holds for its tokens, about: seconds and a few hundred megabytes of a checker in Python.
  public static let mostInputs = 1 << 23

  /// Products in the replay of a witness, about: half a minute of a checker in Python.
  public static let mostReplayProducts = 1 << 25

  /// What is too large for a certificate about these parameters, if anything.
  public static func excess(_ parameters: NgramParameters) -> String? {
    if parameters.ngram > mostNgram { return "n = \(parameters.ngram) > \(mostNgram)" }
    if parameters.alphabetSize > mostAlphabet { return "D = \(parameters.alphabetSize) > \(mostAlphabet)" }
    let nonzeros = ConstructionSize(parameters).nonzeros
    if nonzeros > Integer(mostNonzeros) { return "\(nonzeros) weights that are not zero > \(mostNonzeros)" }
    return nil
  }

  /// What is too large for a run of the reference over a string of this length, if anything: then the
  /// evidence is the theorem.
  public static func excessOfExact(_ parameters: NgramParameters, length: Int) -> String? {
    let (n, d) = (parameters.ngram, parameters.codeBits)
    // L + 1 queries, each of up to 2L + 2 keys of n (d + 1) coordinates.
    let keys = Integer(length) + 1
    let products = 2 * keys * keys * Integer(n * (d + 1))
    if products > Integer(mostProducts) { return "2 (L + 1)^2 n (d + 1) = \(products) > \(mostProducts)" }
    let weights = 2 * keys * ConstructionSize(parameters).nonzeros
    if weights > Integer(mostWeightProducts) {
      return "2 (L + 1) times the weights that are not zero = \(weights) > \(mostWeightProducts)"
    }
    let bits = parameters.scale * (2 * n * d + parameters.boundaryBonus)
    if bits > mostScoreBits { return "beta (2 n d + B) = \(bits) > \(mostScoreBits)" }
    return nil
  }
}
