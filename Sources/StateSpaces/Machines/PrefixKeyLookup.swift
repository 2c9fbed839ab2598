public import Arithmetic
public import CopyTask

/// The lookup of an n-gram whose key comes first: BOS k_1 ... k_n y_1 y_2 ... COPY, and what is asked for is
/// the token that follows the first place where k_1 ... k_n stands in y.
///
/// A state space model does this at every length (X.prefix-suffix): it keeps the key and how many of its
/// tokens the last ones read agree with (Knuth, Morris, Pratt); once the key has been met it can forget it.
public struct PrefixKeyLookup: GeneralizedStateSpaceModel, Hashable {
  /// What is remembered of the tokens read.
  public enum State: Hashable, Sendable {
    /// The tokens of the key so far, fewer than n.
    case reading([Token])
    /// The key, and the length below n of its longest prefix that the string read so far ends with.
    case searching([Token], matched: Int)
    /// The key has just been met.
    case met
    /// The token after it.
    case found(Token)
  }

  public let alphabet: Alphabet

  /// n.
  public let ngram: Int

  /// - Precondition: `ngram >= 1`.
  public init(alphabet: Alphabet, ngram: Int) {
    precondition(ngram >= 1, "a key of \(ngram) tokens: expected one or more")
    self.alphabet = alphabet
    self.ngram = ngram
  }

  public var start: State { .reading([]) }

  public func update(_ state: State, reading token: Token) -> State {
    if token == alphabet.bos { return start }
    guard alphabet.content.contains(token) else { return state }
    switch state {
    case .reading(let key):
      let longer = key + [token]
      return longer.count < ngram ? .reading(longer) : .searching(longer, matched: 0)
    case .searching(let key, let matched):
      let matched = PrefixKeyLookup.matched(key, after: matched, reading: token)
      return matched == ngram ? .met : .searching(key, matched: matched)
    case .met: return .found(token)
    case .found: return state
    }
  }

  /// The token found; 0 where there is none yet.
  public func output(in state: State) -> Token {
    if case .found(let token) = state { return token }
    return 0
  }

  /// The length of the longest prefix of `key` that key_1 ... key_matched, token ends with.
  ///
  /// - Complexity: O(n^2). The table of failures would make it O(1), and would have to be kept in the state
  ///   or be made from the key at each step.
  private static func matched(_ key: [Token], after matched: Int, reading token: Token) -> Int {
    let tail = key[..<matched] + [token]
    return (0...tail.count).last { tail.suffix($0).elementsEqual(key.prefix($0)) } ?? 0
  }

  /// How many states there are, all of which are reached: 1 + D + ... + D^(n-1) while the key is read, n D^n
  /// while it is searched for, 1 when it was met and D afterwards.
  ///
  /// Their logarithm is n log2 D + O(log n + log D), and is the same at every length.
  ///
  /// - Complexity: D^n is computed.
  public static func stateCount(alphabetSize: Int, ngram: Int) -> Integer {
    let size = Integer(alphabetSize)
    let keys = size.raised(to: ngram)
    let reading = alphabetSize == 1 ? Integer(ngram) : (keys - 1) / (size - 1)
    return reading + Integer(ngram) * keys + 1 + size
  }
}
