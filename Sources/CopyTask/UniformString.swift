/// Strings of independent, uniformly distributed tokens: the inputs of the paper's Theorem 2.3 that make
/// no promise about their n-grams.
public struct UniformString: Hashable, Sendable {
  /// The number of tokens of the alphabet, `D >= 1`.
  public let alphabetSize: Int

  /// The number of tokens of every string, `L >= 0`.
  public let length: Int

  /// - Precondition: `alphabetSize >= 1` and `length >= 0`.
  public init(alphabetSize: Int, length: Int) {
    precondition(alphabetSize >= 1, "an alphabet has at least one token, not \(alphabetSize)")
    precondition(length >= 0, "a string cannot have \(length) tokens")
    self.alphabetSize = alphabetSize
    self.length = length
  }

  /// The string whose tokens are, from first to last, `generator.next(below: alphabetSize)`.
  ///
  /// - Complexity: O(L).
  public func tokens(using generator: inout SplitMix64) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(length)
    for _ in 0..<length {
      tokens.append(generator.next(below: alphabetSize))
    }
    return tokens
  }
}
