import CopyTask
import StateSpaces

/// A machine that keeps the last `width` values of a string of keys and values, and nothing of the keys.
///
/// Values are the tokens from `keyTokens` on. It has (D - keyTokens)^width states, which is just enough to
/// end in different states after all strings of that many blocks: what X.prefix-suffix says cannot be done
/// with fewer.
struct ValueRegister: GeneralizedStateSpaceModel {
  let alphabet: Alphabet
  let keyTokens: Int
  let width: Int

  /// The values in base D - keyTokens, the oldest one first.
  let start = 0

  /// (D - keyTokens)^width.
  let stateCount: Int

  /// - Precondition: `1 <= keyTokens < D`, `width >= 0`, and the states can be counted.
  init(alphabet: Alphabet, keyTokens: Int, width: Int) {
    precondition((1..<alphabet.size).contains(keyTokens), "keys of \(keyTokens) tokens among \(alphabet.size)")
    (self.alphabet, self.keyTokens, self.width) = (alphabet, keyTokens, width)
    stateCount = (0..<width).reduce(1) { product, _ in product * (alphabet.size - keyTokens) }
  }

  func update(_ state: Int, reading token: Token) -> Int {
    guard alphabet.content.contains(token), token >= keyTokens else { return state }
    return (state * (alphabet.size - keyTokens) + token - keyTokens) % stateCount
  }

  func output(in state: Int) -> Token { keyTokens + state % (alphabet.size - keyTokens) }
}
