/// How the two numbers of an attention score are chosen: the scale beta and the boundary bonus B.
public enum ScaleRule: Sendable, Hashable {
  /// beta from the number of keys, 2 L_max + 1, and B = 2: the rest of attention is small for every string of
  /// up to L_max tokens, also for one that repeats n-grams. beta grows as n log D.
  case lengthDependent

  /// The least power of two that is no less than the length-dependent beta, and B = 2. Theorem 2.3 holds for it
  /// as it stands: its lemma of the weights, r <= (2 L_max + 1) 4^-beta < 1/8, asks for a beta that is large
  /// enough, and this one is no smaller. What it adds: every partial sum of a score is a multiple k beta with
  /// |k| <= n d, so while n d <= 2^p it is exact in p significant bits, in any order of summation.
  case powerOfTwo

  /// The least beta and B for which it is small for every string with distinct n-grams (X.scale, see
  /// `RestBound`). beta grows as log(n d), whatever the length; beta B grows as n log D.
  case lengthFree

  /// These numbers, about which nothing is proved: for showing what others than the proved ones do.
  case chosen(scale: Int, bonus: Int)

  /// The rules about which something is proved, the usual one first: those that a command, a file or a
  /// certificate may name.
  public static let proved: [ScaleRule] = [.lengthDependent, .lengthFree, .powerOfTwo]

  /// The names of the proved rules, for a message that says what was expected.
  public static var provedNames: String { proved.map(\.name).joined(separator: ", ") }

  /// The name of the rule in reports and on the command line.
  public var name: String {
    switch self {
    case .lengthDependent: "length-dependent"
    case .lengthFree: "length-free"
    case .powerOfTwo: "power-of-two"
    case .chosen: "chosen"
    }
  }
}
