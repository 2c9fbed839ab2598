import TestSupport
import Testing

@testable import CopyTask

@Suite("SHA-256 is that of FIPS 180-4, by every variant")
struct SHA256Tests {
  private static let variants = SHA256.Variant.allCases.filter(\.isAvailable)

  private func digest(_ bytes: [UInt8], _ variant: SHA256.Variant) -> String {
    var hash = SHA256(variant: variant)
    hash.update(bytes)
    return hash.text
  }

  @Test("the standard's examples", arguments: variants)
  func examples(variant: SHA256.Variant) {
    let examples = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ]
    for (text, expected) in examples { #expect(digest(Array(text.utf8), variant) == expected) }
  }

  @Test("bytes of any number, in pieces of any size, have the digest of the definition", arguments: variants)
  func random(variant: SHA256.Variant) {
    var generator = SplitMix64(seed: 14)
    for length in Array(0...200) + (0..<20).map({ _ in Int.random(in: 201...5000, using: &generator) }) {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let expected = DefinedSHA256.text(of: bytes)
      #expect(digest(bytes, variant) == expected, "\(length) bytes, seed 14")
      var hash = SHA256(variant: variant)
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 0...150, using: &generator))
        hash.update(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      #expect(hash.text == expected, "\(length) bytes in pieces, seed 14")
    }
  }

  @Test("a string over up to 256 tokens is hashed as bytes, any other as numbers of eight bytes")
  func tokens() {
    // By sha256sum of the bytes 01 02 ff, and of 01 and 00 01 as eight bytes each.
    #expect(
      TokenDigest.text(of: [1, 2, 255], alphabetSize: 256)
        == "0526d0e18ea19dfaad9d79166bec1e18d6221ef6b1830385fe9bf67022ed5f96")
    #expect(
      TokenDigest.text(of: [1, 256], alphabetSize: 257)
        == "89063da2926620b0bcd927a7ef76480cb4772b71306d614f79e016c826e8a0e8")
  }
}

/// SHA-256 once more, another way: the message as one list of bits, and the constants as they are defined, from
/// roots of primes.
private enum DefinedSHA256 {
  static func text(of bytes: [UInt8]) -> String {
    var bits: [Bool] = []
    for byte in bytes { bits += (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
    bits.append(true)
    while bits.count % 512 != 448 { bits.append(false) }
    bits += (0..<64).map { (8 * bytes.count) >> (63 - $0) & 1 == 1 }
    let words = stride(from: 0, to: bits.count, by: 32).map { start -> UInt32 in
      var word: UInt32 = 0
      for bit in bits[start..<(start + 32)] { word = 2 &* word + (bit ? 1 : 0) }
      return word
    }
    var hash = primes.prefix(8).map { fraction(ofRoot: 2, of: $0) }
    for start in stride(from: 0, to: words.count, by: 16) { hash = next(hash, Array(words[start..<(start + 16)])) }
    return hash.map { word in (0..<8).map { String(word >> (28 - 4 * UInt32($0)) & 15, radix: 16) }.joined() }.joined()
  }

  private static let primes = (2...311).filter { number in (2..<number).allSatisfy { number % $0 != 0 } }

  private static let constants = primes.map { fraction(ofRoot: 3, of: $0) }

  /// The first 32 bits of the fractional part of a root of a prime: the largest f with (f / 2^32)^k <= p.
  private static func fraction(ofRoot degree: Int, of prime: Int) -> UInt32 {
    var root: UInt128 = 0
    for bit in (0..<38).reversed() {
      let candidate = root + 1 << UInt128(bit)
      let power = degree == 2 ? candidate * candidate : candidate * candidate * candidate
      if power <= UInt128(prime) << UInt128(32 * degree) { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  private static func next(_ hash: [UInt32], _ block: [UInt32]) -> [UInt32] {
    func turned(_ word: UInt32, _ bits: UInt32...) -> UInt32 {
      bits.reduce(0) { $0 ^ (word >> $1 | word << (32 - $1)) }
    }
    var message = block
    for time in 16..<64 {
      let (before, last) = (message[time - 15], message[time - 2])
      message.append(
        message[time - 16] &+ (turned(before, 7, 18) ^ before >> 3) &+ message[time - 7]
          &+ (turned(last, 17, 19) ^ last >> 10))
    }
    var v = hash
    for time in 0..<64 {
      let choice = (v[4] & v[5]) | (~v[4] & v[6])
      let majority = (v[0] & v[1]) | (v[0] & v[2]) | (v[1] & v[2])
      let first = v[7] &+ turned(v[4], 6, 11, 25) &+ choice &+ constants[time] &+ message[time]
      v = [first &+ turned(v[0], 2, 13, 22) &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    return zip(hash, v).map { $0 &+ $1 }
  }
}
