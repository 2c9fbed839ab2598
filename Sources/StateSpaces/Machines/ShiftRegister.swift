public import CopyTask

/// The machine that attains T2.7 (X.tight): a register of m tokens that writes its oldest token and appends
/// what it reads.
///
/// It has s = D^m states and copies D^m strings of L >= m tokens: those of period m, which are all strings if
/// m = L. After BOS x the register holds the last m tokens of x. Where m does not divide L these are a
/// rotation of the first m, and COPY turns them back; then the register goes round, writing and reading the
/// same token. So its error is 1 - s / D^L exactly.
public struct ShiftRegister: GeneralizedStateSpaceModel, Hashable {
  public let alphabet: Alphabet

  /// m.
  public let width: Int

  /// L.
  public let length: Int

  /// - Precondition: `1 <= width <= length`, and D^width is at most 2^62.
  public init(alphabet: Alphabet, width: Int, length: Int) {
    precondition(width >= 1 && width <= length, "a register of \(width) tokens for strings of \(length)")
    var states = 1
    for _ in 0..<width {
      let (product, overflow) = states.multipliedReportingOverflow(by: alphabet.size)
      precondition(!overflow && product <= 1 << 62, "a register of \(width) tokens over \(alphabet.size)")
      states = product
    }
    self.alphabet = alphabet
    self.width = width
    self.length = length
    stateCount = states
  }

  /// D^m.
  public let stateCount: Int

  /// The register in base D: the oldest token is the most significant digit.
  public var start: Int { 0 }

  public func update(_ state: Int, reading token: Token) -> Int {
    switch token {
    case alphabet.bos: return start
    case alphabet.copy:
      // x_i is the token at place (i - 1) mod m of the period; the oldest one held is x_(L - m + 1).
      let turns = (width - (length % width)) % width
      return (0..<turns).reduce(state) { turned, _ in append(output(in: turned), to: turned) }
    case alphabet.eos: return state
    default: return append(token, to: state)
    }
  }

  public func output(in state: Int) -> Token { state / (stateCount / alphabet.size) }

  private func append(_ token: Token, to state: Int) -> Int {
    state % (stateCount / alphabet.size) * alphabet.size + token
  }
}
