/// The lexicographically least linear de Bruijn sequence: the string of `D^n + n - 1` tokens in which every
/// one of the `D^n` n-grams occurs exactly once.
///
/// It is the least cyclic one, written from its beginning, followed by its own first `n - 1` tokens, so
/// that no n-gram has to wrap around. The cyclic one is the concatenation, in lexicographic order, of the
/// Lyndon words whose length divides `n` (Fredricksen and Kessler 1977, Fredricksen and Maiorana 1978); the
/// Lyndon words of length at most `n` are listed in that order by Duval's algorithm (1983).
///
/// The sequence is lazy, and its length need not fit into an `Int`: of `n = 1000`, `D = 2` a prefix can be
/// taken as of any other.
///
///     let sequence = DeBruijnSequence(alphabetSize: 2, order: 3)
///     Array(sequence)  // [0, 0, 0, 1, 0, 1, 1, 1, 0, 0]
///
/// - Complexity: O(n) state; O(1) time per token on average over the sequence, O(n) for a single token.
///
/// Sources: Fredricksen, Kessler, *Lexicographic compositions and deBruijn sequences*, J. Combin. Theory
/// Ser. A 22 (1977) 17-30; Fredricksen, Maiorana, *Necklaces of beads in k colors and k-ary de Bruijn
/// sequences*, Discrete Math. 23 (1978) 207-210; Duval, *Factorizing words over an ordered alphabet*,
/// J. Algorithms 4 (1983) 363-381, doi:10.1016/0196-6774(83)90017-2.
public struct DeBruijnSequence: Sequence, Sendable {
  /// The n-grams that occur once each.
  public let space: NgramSpace

  /// The sequence for `D = alphabetSize` and `n = order`.
  ///
  /// - Precondition: `alphabetSize >= 1` and `order >= 1`.
  public init(alphabetSize: Int, order: Int) {
    space = NgramSpace(alphabetSize: alphabetSize, order: order)
  }

  /// The number of tokens, `D^n + n - 1`; nil if it exceeds `Int.max`.
  public var length: Int? { space.longestDistinctLength }

  public var underestimatedCount: Int { length ?? Int.max }

  public func makeIterator() -> Iterator { Iterator(space) }

  /// The tokens one by one.
  public struct Iterator: IteratorProtocol, Sendable {
    /// The largest token, `D - 1`.
    private let top: Token

    /// The Lyndon word being emitted is `word[..<wordLength]`; the room is for `n` tokens.
    private var word: [Token]

    /// Zero once the last Lyndon word has been emitted.
    private var wordLength: Int

    /// The index in `word` of the token to be emitted next.
    private var position = 0

    /// How many tokens of the repeated beginning are still to be emitted.
    private var remainder: Int

    fileprivate init(_ space: NgramSpace) {
      top = space.alphabetSize - 1
      // The least Lyndon word is the single token 0; its length divides every n.
      word = Array(repeating: 0, count: space.order)
      wordLength = 1
      remainder = space.order - 1
    }

    /// An iterator that begins with the first word of the sequence that is not less than the n tokens of
    /// `start`.
    ///
    /// Let the first i tokens of it begin a power of a Lyndon word, of length p, which is the case for i = p
    /// = 1. If the next token is that of p places before, so do i + 1; if it is larger, those i + 1 are a
    /// Lyndon word themselves. If it is smaller, nothing that begins with them is the beginning of such a
    /// power, and the least string beyond them that is goes on with period p. (Duval 1983.)
    internal init(_ space: NgramSpace, from start: [Token]) {
      self.init(space)
      word = start
      var period = 1
      var index = 1
      while index < word.count, word[index] >= word[index - period] {
        if word[index] > word[index - period] { period = index + 1 }
        index += 1
      }
      for place in index..<word.count { word[place] = word[place - period] }
      wordLength = period
      // A word whose length does not divide n is passed over, as if it had been emitted.
      if !word.count.isMultiple(of: period) { position = period }
    }

    /// The next token of the cyclic sequence, which has no end.
    internal mutating func nextAround() -> Token {
      if wordLength > 0, position == wordLength { advanceToNextWord() }
      if wordLength == 0 {
        // Past the largest word: back to the least.
        (word[0], wordLength, position) = (0, 1, 0)
      }
      defer { position += 1 }
      return word[position]
    }

    public mutating func next() -> Token? {
      if position == wordLength {
        advanceToNextWord()
      }
      if wordLength > 0 {
        defer { position += 1 }
        return word[position]
      }
      // The cyclic sequence begins with the word 0 and, for D >= 2, the word 0...01 of length n: its first
      // n - 1 tokens are zeros. For D = 1 all tokens are.
      guard remainder > 0 else { return nil }
      remainder -= 1
      return 0
    }

    /// Goes on to the next Lyndon word whose length divides `n`.
    private mutating func advanceToNextWord() {
      position = 0
      repeat { advance() } while wordLength > 0 && !word.count.isMultiple(of: wordLength)
    }

    /// Duval's step to the next Lyndon word of length at most `n`: repeat the word up to length `n`, drop the
    /// largest tokens from its end, raise the token that is last then.
    private mutating func advance() {
      for index in wordLength..<word.count {
        word[index] = word[index - wordLength]
      }
      wordLength = word.count
      while wordLength > 0, word[wordLength - 1] == top {
        wordLength -= 1
      }
      if wordLength > 0 { word[wordLength - 1] += 1 }
    }
  }
}
