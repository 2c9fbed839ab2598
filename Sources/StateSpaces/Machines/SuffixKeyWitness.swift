public import CopyTask

/// Two strings that a model cannot tell apart although a key read after them has different successors in
/// them: a proof that it does not look n-grams up when the key comes last.
public struct SuffixKeyWitness: Hashable, Sendable {
  /// The first string.
  public let first: [Token]
  /// The second string, after which the model is in the same state.
  public let second: [Token]

  /// The n-gram whose successors differ. It occurs once in each string.
  public let key: [Token]

  /// What follows it in the first and in the second string.
  public let successors: [Token]

  /// Looks for a witness among strings of `blocks` blocks, each a key of n tokens and a value.
  ///
  /// Keys use the first `keyTokens` tokens of the alphabet and values the others, so no key occurs but where
  /// it was put. There are (D - keyTokens)^blocks strings: a model with fewer states has a witness among
  /// them, and it is found. `nil` if the model is in different states after all of them.
  ///
  /// - Precondition: `1 <= keyTokens < D` and `blocks <= keyTokens^ngram`.
  /// - Complexity: at most (D - keyTokens)^blocks strings are read; no more than the model has states, plus
  ///   one.
  public static func search<Model: GeneralizedStateSpaceModel>(
    _ model: Model, ngram: Int, blocks: Int, keyTokens: Int
  ) -> SuffixKeyWitness? {
    let values = model.alphabet.size - keyTokens
    precondition(keyTokens >= 1 && values >= 1, "keys of \(keyTokens) tokens among \(model.alphabet.size)")
    let keys = (0..<blocks).map { digits($0, base: keyTokens, count: ngram) }
    precondition(Set(keys).count == blocks, "\(blocks) blocks: expected at most \(keyTokens)^\(ngram)")
    var choice = [Int](repeating: 0, count: blocks)
    var seen: [Model.State: [Int]] = [:]
    while true {
      let string = zip(keys, choice).flatMap { $0 + [keyTokens + $1] }
      let state = model.state(after: [model.alphabet.bos] + string)
      if let earlier = seen[state], let place = choice.indices.first(where: { earlier[$0] != choice[$0] }) {
        return SuffixKeyWitness(
          first: zip(keys, earlier).flatMap { $0 + [keyTokens + $1] }, second: string, key: keys[place],
          successors: [keyTokens + earlier[place], keyTokens + choice[place]])
      }
      seen[state] = choice
      guard let place = choice.lastIndex(where: { $0 < values - 1 }) else { return nil }
      choice[place] += 1
      for later in choice.indices where later > place { choice[later] = 0 }
    }
  }

  /// `count` digits of `number` in base `base`, the most significant first; modulo base^count.
  private static func digits(_ number: Int, base: Int, count: Int) -> [Token] {
    var rest = number
    var digits: [Token] = []
    for _ in 0..<count {
      digits.append(rest % base)
      rest /= base
    }
    return digits.reversed()
  }
}
