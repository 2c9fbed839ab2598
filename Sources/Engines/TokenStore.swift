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

  /// Whether the `count` tokens from `first` on are those from `second` on.
  ///
  /// - Precondition: both ranges lie in what was stored.
  /// - Complexity: O(count), as many tokens at a time as a word holds.
  func agree(_ first: Int, _ second: Int, count: Int) -> Bool {
    precondition(first >= 0 && second >= 0 && max(first, second) + count <= self.count)
    let perWord = 1 << (6 - logBits)
    var done = 0
    while done < count {
      let different = word(from: first + done) ^ word(from: second + done)
      let rest = count - done
      // Bits beyond the last of the tokens mean nothing.
      let relevant = rest < perWord ? different << UInt64((perWord - rest) << logBits) : different
      if relevant != 0 { return false }
      done += perWord
    }
    return true
  }

  /// The 64 bits from the token with `index` tokens before it on, zeros after the end.
  private func word(from index: Int) -> UInt64 {
    let (word, shift) = (index >> (6 - logBits), (index & (1 << (6 - logBits) - 1)) << logBits)
    guard shift > 0 else { return words[word] }
    let next = word + 1 < words.count ? words[word + 1] << UInt64(64 - shift) : 0
    return words[word] >> UInt64(shift) | next
  }

  /// Whether `tokens` stand right before the place `end`.
  ///
  /// - Precondition: there are as many there.
  func holds(_ tokens: ArraySlice<Token>, before end: Int) -> Bool {
    let start = end - tokens.count
    precondition(start >= 0 && end <= count)
    return tokens.enumerated().allSatisfy { self[start + $0.offset] == $0.element }
  }
}
