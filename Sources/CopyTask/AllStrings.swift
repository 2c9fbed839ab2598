/// All D^L strings of L content tokens, one after the other, in lexicographic order.
///
/// Callers bound their number. One string is held at a time.
public struct AllStrings: Sequence, Hashable, Sendable {
  /// D.
  public let alphabetSize: Int

  /// L.
  public let length: Int

  /// - Precondition: `alphabetSize >= 1` and `length >= 0`.
  public init(alphabetSize: Int, length: Int) {
    precondition(alphabetSize >= 1 && length >= 0, "strings of \(length) tokens over \(alphabetSize)")
    self.alphabetSize = alphabetSize
    self.length = length
  }

  /// Starts at the string of L zeros.
  public func makeIterator() -> Iterator {
    Iterator(alphabetSize: alphabetSize, string: [Token](repeating: 0, count: length))
  }

  /// Counts in base D, the last token first.
  public struct Iterator: IteratorProtocol {
    let alphabetSize: Int
    /// The next string, or `nil` after the last one.
    var string: [Token]?

    /// The next string.
    ///
    /// - Complexity: O(L).
    public mutating func next() -> [Token]? {
      guard let current = string else { return nil }
      // The last token that can grow does, and those after it start again.
      if let place = current.lastIndex(where: { $0 < alphabetSize - 1 }) {
        var following = current
        following[place] += 1
        for later in (place + 1)..<following.endIndex { following[later] = 0 }
        string = following
      } else {
        string = nil
      }
      return current
    }
  }
}
