import CopyTask
import Crypto

/// SHA-256 of a string that comes in blocks: of one byte per token for D <= 256 (so that a file has the
/// digest that other tools give it), otherwise of eight bytes per token, least significant first.
struct TokenDigest {
  private let isBytes: Bool
  private var hash = SHA256()

  init(alphabetSize: Int) { isBytes = alphabetSize <= 256 }

  mutating func update(_ tokens: [Token]) {
    if isBytes {
      hash.update(data: tokens.map { UInt8(truncatingIfNeeded: $0) })
    } else {
      for token in tokens {
        unsafe withUnsafeBytes(of: UInt64(token).littleEndian) { unsafe hash.update(bufferPointer: $0) }
      }
    }
  }

  /// The digest of all tokens so far, in hexadecimal.
  var text: String {
    let digits = Array("0123456789abcdef")
    return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
