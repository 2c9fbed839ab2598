public import CopyTask

/// A machine given by its tables: any finite generalized state space model can be written so.
public struct TableMachine: GeneralizedStateSpaceModel, Hashable {
  public let alphabet: Alphabet
  public let start: Int

  /// u(s, a), row by row: the state after token `a` is read in state `s`, for each of the D + 3 tokens.
  public let updates: [[Int]]

  /// r(s).
  public let outputs: [Token]

  /// Tables that are no machine.
  public enum Invalid: Error, Hashable, CustomStringConvertible {
    /// There is no output, so there is no state.
    case noStates
    /// So many rows of updates, instead of one for each state.
    case rows(Int, expected: Int)
    /// So many updates of a state, instead of one for each token.
    case columns(Int, state: Int, expected: Int)
    /// An update leads out of the states.
    case target(Int, state: Int, token: Token, states: Int)
    /// The start is none of the states.
    case start(Int, states: Int)
    /// A state writes what is no token.
    case output(Token, state: Int, tokens: Int)

    public var description: String {
      switch self {
      case .noStates: "no states: expected at least one"
      case .rows(let rows, let expected): "\(rows) rows of updates: expected \(expected), one for each output"
      case .columns(let columns, let state, let expected):
        "\(columns) updates of state \(state): expected \(expected), one for each token"
      case .target(let target, let state, let token, let states):
        "state \(state) goes to \(target) on token \(token): expected 0 to \(states - 1)"
      case .start(let start, let states): "start \(start): expected 0 to \(states - 1)"
      case .output(let token, let state, let tokens):
        "state \(state) writes \(token): expected 0 to \(tokens - 1)"
      }
    }
  }

  /// The machine with these tables. There are as many states as outputs.
  ///
  /// - Throws: `Invalid` that names the first entry out of range.
  public init(alphabet: Alphabet, start: Int, updates: [[Int]], outputs: [Token]) throws(Invalid) {
    let (states, tokens) = (outputs.count, alphabet.vocabularySize)
    guard states > 0 else { throw .noStates }
    guard updates.count == states else { throw .rows(updates.count, expected: states) }
    guard (0..<states).contains(start) else { throw .start(start, states: states) }
    for (state, row) in updates.enumerated() {
      guard row.count == tokens else { throw .columns(row.count, state: state, expected: tokens) }
      for (token, target) in row.enumerated() where !(0..<states).contains(target) {
        throw .target(target, state: state, token: token, states: states)
      }
    }
    for (state, output) in outputs.enumerated() where !(0..<tokens).contains(output) {
      throw .output(output, state: state, tokens: tokens)
    }
    self.alphabet = alphabet
    self.start = start
    self.updates = updates
    self.outputs = outputs
  }

  /// The number of states.
  public var stateCount: Int { outputs.count }

  public func update(_ state: Int, reading token: Token) -> Int { updates[state][token] }

  public func output(in state: Int) -> Token { outputs[state] }
}
