import Crypto
import CopyTask

/// SHA-256 of bytes that come in pieces, in lower-case hexadecimal.
struct Digest {
  private var hash = SHA256()
  private var pending: [UInt8] = []

  /// Enough that what is hashed at once outweighs the call.
  private static let piece = 1 << 16

  mutating func update(_ bytes: some Sequence<UInt8>) {
    pending.append(contentsOf: bytes)
    if pending.count >= Digest.piece { flush() }
  }

  private mutating func flush() {
    hash.update(data: pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// The digest of all bytes so far.
  var text: String {
    var copy = self
    copy.flush()
    let digits = Array("0123456789abcdef")
    return String(copy.hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The digest of a string of tokens: of a byte each for D <= 256, otherwise of eight, least significant
  /// first.
  static func text(of tokens: [Token], alphabetSize: Int) -> String {
    var digest = Digest()
    for token in tokens {
      if alphabetSize <= 256 {
        digest.update(CollectionOfOne(UInt8(truncatingIfNeeded: token)))
      } else {
        digest.update((0..<8).map { UInt8(truncatingIfNeeded: token >> (8 * $0)) })
      }
    }
    return digest.text
  }

  /// The digest of an ASCII text.
  static func text(of text: String) -> String {
    var digest = Digest()
    digest.update(text.utf8)
    return digest.text
  }
}
