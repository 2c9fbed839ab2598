public import CopyTask

/// A generalized state space model (GSSM): a machine that reads one token at a time into a state of fixed
/// size, and writes what the state says.
///
/// Nothing is asked of the update or the output but that they are functions: tables, programs and recurrences
/// over floating-point numbers alike. What a model can remember of its input is the state it ends in, so how
/// many states there are bounds what it can copy, whatever it computes.
///
/// Tokens are those of `alphabet`, the special ones included: the update reads any of the D + 3, and the
/// output may be any of them.
///
/// Source: Jelassi, Brandfonbrener, Kakade, Malach, *Repeat After Me*, arXiv:2402.01032, the definition
/// before Theorem 2.7. The paper's output is a distribution over tokens; one that draws tokens at random is a
/// mixture of deterministic ones, and copies no better than the best of them.
public protocol GeneralizedStateSpaceModel: Sendable {
  /// One state. Two states are equal only if the model cannot tell them apart: for a recurrence over floats,
  /// if their bit patterns are equal.
  associatedtype State: Hashable & Sendable

  /// The tokens that are read and written.
  var alphabet: Alphabet { get }

  /// The state before the first token, s_0.
  var start: State { get }

  /// The state after `token` is read in `state`: u(s, a).
  func update(_ state: State, reading token: Token) -> State

  /// The token written in `state`: r(s).
  func output(in state: State) -> Token
}

extension GeneralizedStateSpaceModel {
  /// The state after `tokens` are read, from the start or from a given state.
  ///
  /// - Complexity: one update for each token.
  @inlinable
  public func state(after tokens: some Sequence<Token>, from start: State? = nil) -> State {
    tokens.reduce(start ?? self.start) { update($0, reading: $1) }
  }

  /// The first `length` tokens that are written from `state` when every written token is read: r(s), then
  /// r(u(s, r(s))), and so on.
  @inlinable
  public func generate(_ length: Int, from state: State) -> [Token] {
    var state = state
    var written: [Token] = []
    written.reserveCapacity(length)
    for step in 0..<length {
      if step > 0 { state = update(state, reading: written[step - 1]) }
      written.append(output(in: state))
    }
    return written
  }

  /// What is written after BOS x COPY: as many tokens as x has.
  ///
  /// - Precondition: `content` consists of content tokens.
  @inlinable
  public func copy(of content: [Token]) -> [Token] {
    generate(content.count, from: state(after: Prompt(alphabet: alphabet, content: content).tokens))
  }

  /// Whether the first L tokens written after BOS x COPY are x_1 ... x_L. Whether the model stops then is not
  /// asked: the paper's bound holds without it.
  @inlinable
  public func copies(_ content: [Token]) -> Bool { copy(of: content) == content }
}
