public import Arithmetic

/// Tasks whose memory does not grow with the length: what a state space model is good at (X.state-tracking).
public enum StateTrackingBound {
  /// The states of the word problem of a group: its elements, at every length. log2 |G| bits.
  ///
  /// - Precondition: `order >= 1`.
  public static func bits(groupOrder order: Integer) -> LogarithmicSum { .log2(order) }
}
