/// How the two numbers of an attention score are chosen: the scale beta and the boundary bonus B.
public enum ScaleRule: Sendable, Hashable {
  /// beta from the number of keys, 2 L_max + 1, and B = 2: the rest of attention is small for every string of
  /// up to L_max tokens, also for one that repeats n-grams. beta grows as n log D.
  case lengthDependent

  /// The least power of two that the length-dependent bound allows for beta, and B = 2.
  case powerOfTwo

  /// The least beta and B for which it is small for every string with distinct n-grams (X.scale, see
  /// `RestBound`). beta grows as log(n d), whatever the length; beta B grows as n log D.
  case lengthFree

  /// These numbers, about which nothing is proved: for showing what others than the proved ones do.
  case chosen(scale: Int, bonus: Int)

  /// The name of the rule in reports and on the command line.
  public var name: String {
    switch self {
    case .lengthDependent: "length-dependent"
    case .powerOfTwo: "power-of-two"
    case .lengthFree: "length-free"
    case .chosen: "chosen"
    }
  }
}
