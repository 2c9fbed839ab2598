public import Arithmetic

/// Tasks whose memory does not grow with the length: what a state space model is good at (X.state-tracking).
public enum StateTrackingBound {
  /// The states of the word problem of a group: its elements, at every length. log2 |G| bits.
  ///
  /// - Precondition: `order >= 1`.
  public static func bits(groupOrder order: Integer) -> LogarithmicSum { .log2(order) }

  /// The states of brackets of k kinds nested at most h deep: the stacks, of which there are 1 + k + ... +
  /// k^h.
  ///
  /// - Precondition: `kinds >= 1` and `depth >= 0`.
  /// - Complexity: k^h is computed.
  public static func boundedDyckStates(kinds: Int, depth: Int) -> Integer {
    precondition(kinds >= 1 && depth >= 0, "brackets of \(kinds) kinds, \(depth) deep")
    return (0...depth).reduce(Integer(0)) { $0 + Integer(kinds).raised(to: $1) }
  }
}
