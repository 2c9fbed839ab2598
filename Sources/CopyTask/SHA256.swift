import CBitKernels

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
package struct SHA256: Sendable {
  /// The variants of the compression function, from the plainest to the fastest. They compute the same digest.
  package enum Variant: CaseIterable, Sendable {
    case plain
    /// With the SHA extensions of x86-64.
    case x86

    /// Whether this processor can run the variant.
    package var isAvailable: Bool { verbatim_sha256_available(code) != 0 }

    /// The fastest variant that this processor can run.
    static let best: Variant = allCases.last { $0.isAvailable } ?? .plain

    fileprivate var code: verbatim_sha256 {
      switch self {
      case .plain: VERBATIM_SHA256_PLAIN
      case .x86: VERBATIM_SHA256_X86
      }
    }
  }

  /// Bytes that are added to the state together.
  private static let blockSize = 64

  private let variant: Variant

  /// The first 32 bits of the fractional parts of the square roots of the first eight primes.
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// What came after the last whole block.
  private var pending: [UInt8] = []

  /// How many bytes came.
  private var count: UInt64 = 0

  package init() { self.init(variant: .best) }

  /// - Precondition: this processor can run the variant.
  package init(variant: Variant) {
    precondition(variant.isAvailable, "this processor cannot run the variant \(variant)")
    self.variant = variant
  }

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) {
    count += UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let missing = rest.prefix(SHA256.blockSize - pending.count)
      pending += missing
      rest = rest.dropFirst(missing.count)
      guard pending.count == SHA256.blockSize else { return }
      add(blocksOf: pending[...])
    }
    add(blocksOf: rest)
    pending = Array(rest.suffix(rest.count % SHA256.blockSize))
  }

  /// Adds an ASCII text.
  package mutating func update(_ text: String) { update(Array(text.utf8)) }

  private mutating func add(blocksOf bytes: ArraySlice<UInt8>) {
    let blocks = bytes.count / SHA256.blockSize
    guard blocks > 0 else { return }
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe verbatim_sha256_add(variant.code, &state, bytes.baseAddress, blocks)
    }
  }

  /// The digest of all bytes so far: eight words.
  private var digest: [UInt32] {
    var copy = self
    // A one and as many zeros as make the length in bits, of eight bytes, the end of a block.
    let zeros = (2 * SHA256.blockSize - 9 - pending.count) % SHA256.blockSize
    let length = (0..<8).map { UInt8(truncatingIfNeeded: (8 * count) >> (56 - 8 * UInt64($0))) }
    copy.update([0x80] + Array(repeating: 0, count: zeros) + length)
    return copy.state
  }

  /// The digest of all bytes so far: 32 bytes.
  package var bytes: [UInt8] {
    digest.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
  }

  /// The digest of all bytes so far, in lower-case hexadecimal.
  package var text: String {
    digest.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The digest of an ASCII text.
  package static func text(of text: String) -> String {
    var hash = SHA256()
    hash.update(text)
    return hash.text
  }
}
