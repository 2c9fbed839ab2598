/// SHA-256 of a string that comes in blocks: of one byte per token for D <= 256 (so that a file has the
/// digest that other tools give it), otherwise of eight bytes per token, least significant first.
package struct TokenDigest: Sendable {
  private let isBytes: Bool
  private var hash = SHA256()

  /// The digest of a string that has no tokens yet.
  package init(alphabetSize: Int) { isBytes = alphabetSize <= 256 }

  /// Adds tokens of the alphabet.
  package mutating func update(_ tokens: [Token]) {
    if isBytes {
      hash.update(tokens.map { UInt8(truncatingIfNeeded: $0) })
    } else {
      hash.update(tokens.flatMap { token in (0..<8).map { UInt8(truncatingIfNeeded: token >> (8 * $0)) } })
    }
  }

  /// The digest of all tokens so far, in hexadecimal.
  package var text: String { hash.text }

  /// The digest of a whole string.
  package static func text(of tokens: [Token], alphabetSize: Int) -> String {
    var digest = TokenDigest(alphabetSize: alphabetSize)
    digest.update(tokens)
    return digest.text
  }
}
