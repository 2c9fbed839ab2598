public import CopyTask

/// The machine that attains T2.7 for every number of states (X.tight): it copies s strings with s <= D^L states.
///
/// The state v writes v mod D. The token r leads from v to floor((v - r) / D) + b_r, where b_r is the number of
/// states whose last digit in base D is smaller than r; in other words, b_r states stand before those of last
/// digit r when all are sorted by it. A state that reads what it writes goes to its own place in that order.
///
/// *Why.* Let p(v) be that place; p is a permutation. From v the string g_v is written, and the state afterwards
/// is u = p^L(v). BOS leads to the last state, v + e for some e < D^L. Whoever reads g_v from v + e loses a factor
/// of D of the distance with each token: after the first it is p(v) + floor(e / D), at the end u + floor(e / D^L)
/// = u. COPY leads from u back to v, and g_v is written. Strings of different v end in different states, so
/// they are different: s strings are copied. QED. (The same in Coq: `X_tight` in
/// Proofs/Coq/theories/Statements/StatementBounds.v.)
public struct SortingMachine: GeneralizedStateSpaceModel, Hashable {
  /// The tokens that it reads and writes.
  public let alphabet: Alphabet

  /// s.
  public let stateCount: Int

  /// L.
  public let length: Int

  /// b_0 ... b_(D - 1).
  private let before: [Int]

  /// The machine of `stateCount` states for strings of `length` tokens.
  ///
  /// - Precondition: `length >= 1` and `1 <= stateCount <= D^length`.
  /// - Complexity: O(D + L).
  public init(alphabet: Alphabet, stateCount: Int, length: Int) {
    precondition(length >= 1, "strings of \(length) tokens")
    // The number of states divided by D, rounded up, L times over: 1 at the end if there are D^L states or fewer.
    let rest = (0..<length).reduce(stateCount) { rest, _ in rest > 1 ? (rest - 1) / alphabet.size + 1 : rest }
    precondition(stateCount >= 1 && rest == 1, "\(stateCount) states for strings of \(length) tokens")
    self.alphabet = alphabet
    self.stateCount = stateCount
    self.length = length
    var before = [0]
    for digit in 0..<alphabet.size - 1 {
      let ending = stateCount > digit ? (stateCount - digit - 1) / alphabet.size + 1 : 0
      before.append(before[digit] + ending)
    }
    self.before = before
  }

  /// The last state: every other one lies below it.
  public var start: Int { stateCount - 1 }

  /// The next state.
  ///
  /// - Complexity: O(1) for a content token, O(L log D) for COPY.
  public func update(_ state: Int, reading token: Token) -> Int {
    switch token {
    case alphabet.bos: start
    case alphabet.copy: (0..<length).reduce(state) { state, _ in unsorted(state) }
    case alphabet.eos: state
    // Rounded down: a state is less than D below its token's digit. There are states before those of digit
    // r > 0, the state 0 among them, so this is no less than 0.
    default: (state >= token ? (state - token) / alphabet.size : -1) + before[token]
    }
  }

  /// The last digit.
  public func output(in state: Int) -> Token { state % alphabet.size }

  /// The state whose place in the order is this one.
  private func unsorted(_ place: Int) -> Int {
    // The last digit whose states begin at this place or before it. A digit that ends no state begins where the next
    // one does, so of equal beginnings the last one counts.
    var (low, high) = (0, alphabet.size)
    while high - low > 1 {
      let middle = (low + high) / 2
      if before[middle] <= place { low = middle } else { high = middle }
    }
    return alphabet.size * (place - before[low]) + low
  }
}
