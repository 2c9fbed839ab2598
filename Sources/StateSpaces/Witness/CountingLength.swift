import Arithmetic

/// Where counting alone says that two strings share a state.
public enum CountingLength {
  /// The smallest L with D^L > 2^bits: from there on no machine with that many bits of state keeps all
  /// strings of length L apart. Decided in integers.
  ///
  /// - Precondition: `bits >= 0` and `alphabetSize >= 2`.
  /// - Complexity: about log2 of `bits` powers of that many bits.
  public static func smallest(bits: Int, alphabetSize: Int) -> Int {
    precondition(bits >= 0 && alphabetSize >= 2, "\(bits) bits and D = \(alphabetSize) have no such length")
    let base = Integer(alphabetSize)
    let states = Integer(1) << bits
    // D >= 2^k gives D^(bits/k + 1) > 2^bits; D < 2^(k + 1) gives D^(bits/(k + 1)) < 2^bits.
    let k = base.bitLength - 1
    var (below, above) = (bits / (k + 1), bits / k + 1)
    // D^0 = 1 is never more than 2^bits.
    while above - below > 1 {
      let middle = below + (above - below) / 2
      if base.raised(to: middle) > states { above = middle } else { below = middle }
    }
    return above
  }
}
