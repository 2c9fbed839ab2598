public import Arithmetic

/// All state space models with s states over D tokens, as far as copying tells them apart.
///
/// What is left out, and why nothing is lost:
/// - The state after BOS is called 0. Renaming the states makes it so, and neither the start nor BOS matter
///   otherwise.
/// - The output is a content token. A model that writes another one there copies no string through that
///   state, so any content token does at least as well.
/// - EOS is never read before the copy is complete.
///
/// What is left is the update on D content tokens and on COPY, and the output: s^(s (D + 1)) D^s machines.
public struct MachineSpace: Sendable, Hashable {
  /// s.
  public let states: Int

  /// D.
  public let alphabetSize: Int

  /// - Precondition: both are at least 1.
  public init(states: Int, alphabetSize: Int) {
    precondition(states >= 1 && alphabetSize >= 1, "\(states) states over \(alphabetSize) tokens")
    self.states = states
    self.alphabetSize = alphabetSize
  }

  /// s^(s (D + 1)) D^s.
  ///
  /// - Complexity: the number is computed. Callers that take s and D from outside bound them first.
  public var count: Integer {
    Integer(states).raised(to: states * (alphabetSize + 1)) * Integer(alphabetSize).raised(to: states)
  }

  /// The tables that are run one by one, of content updates and outputs: s^(s D) D^s, each with s^s updates
  /// on COPY.
  public var tables: Integer {
    Integer(states).raised(to: states * alphabetSize) * Integer(alphabetSize).raised(to: states)
  }
}
