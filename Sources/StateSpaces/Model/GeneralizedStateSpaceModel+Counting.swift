public import Arithmetic
public import CopyTask

extension GeneralizedStateSpaceModel {
  /// Calls `body` with each of the D^L strings of `length` content tokens, in lexicographic order.
  ///
  /// - Complexity: D^L calls. Callers bound it.
  @inlinable
  public func forEachString(length: Int, _ body: ([Token]) -> Void) {
    var string = [Token](repeating: 0, count: length)
    while true {
      body(string)
      // The next one: the last token that can grow does, and those after it start again.
      guard let place = string.lastIndex(where: { $0 < alphabet.size - 1 }) else { return }
      string[place] += 1
      for later in (place + 1)..<max(length, place + 1) { string[later] = 0 }
    }
  }

  /// How many of the D^L strings of L tokens are copied: each of them is tried.
  ///
  /// - Complexity: D^L runs of 2L + 2 updates.
  @inlinable
  public func copiedCount(length: Int) -> Int {
    var count = 0
    forEachString(length: length) { count += copies($0) ? 1 : 0 }
    return count
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
