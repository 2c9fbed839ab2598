/// The `D^n` n-grams over an alphabet of `D` tokens, and what their number says about strings.
public struct NgramSpace: Hashable, Sendable {
  /// The number of tokens of the alphabet, `D >= 1`.
  public let alphabetSize: Int

  /// The number of tokens of an n-gram, `n >= 1`.
  public let order: Int

  /// - Precondition: `alphabetSize >= 1` and `order >= 1`.
  public init(alphabetSize: Int, order: Int) {
    precondition(alphabetSize >= 1, "an alphabet has at least one token, not \(alphabetSize)")
    precondition(order >= 1, "an n-gram has at least one token, not \(order)")
    self.alphabetSize = alphabetSize
    self.order = order
  }

  /// The number of n-grams, `D^n`; nil if it exceeds `Int.max`.
  ///
  /// - Complexity: O(min(n, 64)).
  public var count: Int? {
    // Without this a long product of ones would be counted out.
    if alphabetSize == 1 { return 1 }
    var power = 1
    for _ in 0..<order {
      let (product, overflow) = power.multipliedReportingOverflow(by: alphabetSize)
      if overflow { return nil }
      power = product
    }
    return power
  }

  /// The length of the longest strings whose n-grams are pairwise distinct, `D^n + n - 1`; nil if it exceeds
  /// `Int.max`.
  ///
  /// A string of length `L >= n` has `L - n + 1` n-grams, so no longer one can have distinct ones; the
  /// linear de Bruijn sequences attain it (see ``DeBruijnSequence``).
  public var longestDistinctLength: Int? {
    guard let count else { return nil }
    let (sum, overflow) = count.addingReportingOverflow(order - 1)
    return overflow ? nil : sum
  }

  /// Whether some string of `length` tokens has pairwise distinct n-grams: `length <= D^n + n - 1`.
  public func admits(length: Int) -> Bool {
    guard let longest = longestDistinctLength else { return true }
    return length <= longest
  }

  /// The smallest `D >= 2` for which some string of `length` tokens has pairwise distinct n-grams.
  ///
  /// Two, because with a single token there is nothing to copy but a length.
  ///
  /// - Precondition: `order >= 1`.
  /// - Complexity: O(log(length) log(length)) multiplications.
  public static func smallestAlphabet(order: Int, length: Int) -> Int {
    var low = 2
    var high = max(2, length)
    while low < high {
      let middle = low + (high - low) / 2
      if NgramSpace(alphabetSize: middle, order: order).admits(length: length) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
