public import Arithmetic
public import CopyTask

extension GeneralizedStateSpaceModel {
  /// How many of the D^L strings of L tokens are copied: each of them is tried.
  ///
  /// - Complexity: D^L runs of 2L + 2 updates.
  @inlinable
  public func copiedCount(length: Int) -> Int {
    AllStrings(alphabetSize: alphabet.size, length: length).count { copies($0) }
  }

  /// The probability that a uniform string of L tokens is not copied, exactly.
  ///
  /// - Complexity: as for `copiedCount`.
  @inlinable
  public func copyError(length: Int) -> Rational {
    Rational(1) - Rational(Integer(copiedCount(length: length)), Integer(alphabet.size).raised(to: length))
  }

  /// All states that some string of tokens, special ones included, leads to, or `nil` if there are more than
  /// `limit`.
  ///
  /// - Complexity: D + 3 updates for each state.
  @inlinable
  public func reachableStates(limit: Int) -> Set<State>? {
    var found: Set<State> = [start]
    var open = [start]
    while let state = open.popLast() {
      for token in 0..<alphabet.vocabularySize {
        let next = update(state, reading: token)
        if found.insert(next).inserted { open.append(next) }
      }
      if found.count > limit { return nil }
    }
    return found
  }
}
