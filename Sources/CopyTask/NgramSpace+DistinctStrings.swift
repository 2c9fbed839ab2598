extension NgramSpace {
  /// All strings of 1 to `longest` tokens whose n-grams are pairwise distinct: each one before those that it
  /// begins, these by their next token.
  ///
  /// A string with distinct n-grams is one with a token less, and a token more whose n-gram is new.
  ///
  /// - Complexity: O(number of strings * D * longest * n).
  public func distinctStrings(upTo longest: Int) -> [[Token]] {
    var all: [[Token]] = []
    func extend(_ string: [Token]) {
      if !string.isEmpty { all.append(string) }
      guard string.count < longest else { return }
      for token in 0..<alphabetSize {
        let longer = string + [token]
        let last = longer.suffix(order)
        // Only the n-gram that ends with the new token can be one that occurred before.
        let repeats =
          last.count == order && (0..<(longer.count - order)).contains { longer[$0..<($0 + order)] == last }
        if !repeats { extend(longer) }
      }
    }
    extend([])
    return all
  }
}
