import CopyTask

/// A string in few bits: each token takes the least power of two that holds every token of the alphabet.
struct TokenStore: Sendable {
  // A power of two, so that no token straddles two words.
  private let logBits: Int
  private let mask: UInt64
  private var words: [UInt64] = []
  private(set) var count = 0

  /// An empty string with room for `length` tokens.
  init(alphabetSize: Int, length: Int) {
    logBits = TokenStore.logBits(alphabetSize)
    mask = UInt64.max >> UInt64(64 - (1 << logBits))
    words.reserveCapacity(length >> (6 - logBits) + 1)
  }

  /// log2 of the bits of a token.
  private static func logBits(_ alphabetSize: Int) -> Int {
    let bits = max(1, Int.bitWidth - (alphabetSize - 1).leadingZeroBitCount)
    return Int.bitWidth - (bits - 1).leadingZeroBitCount
  }

  /// Bytes for a string of `length` tokens.
  static func bytes(alphabetSize: Int, length: Int) -> Int {
    (length >> (6 - logBits(alphabetSize)) + 1) * 8
  }

  /// - Precondition: the token is in the alphabet.
  mutating func append(_ token: Token) {
    let place = count & (1 << (6 - logBits) - 1)
    let bits = UInt64(truncatingIfNeeded: token)
    precondition(bits <= mask, "\(token) is no token of the alphabet")
    if place == 0 {
      words.append(bits)
    } else {
      words[words.count - 1] |= bits << UInt64(place << logBits)
    }
    count += 1
  }

  /// The token with `index` tokens before it.
  @inline(__always)
  subscript(index: Int) -> Token {
    let place = index & (1 << (6 - logBits) - 1)
    return Token(truncatingIfNeeded: words[index >> (6 - logBits)] >> UInt64(place << logBits) & mask)
  }
}
