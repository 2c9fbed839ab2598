public import Arithmetic
public import CopyTask

/// What a piece of the residual stream says, in words: its numbers read backwards.
public enum PieceContent: Sendable, Hashable {
  /// The code of a content token, and no flag.
  case token(Token)
  /// A flag and no code: BOS or COPY, which look the same here.
  case boundary
  /// Zeros: the gate let nothing through, or there is nothing.
  case nothing
  /// Anything else: the mean of several pieces.
  case mixture

  /// Reads d signs and a flag. Signs that are the code of no token of the alphabet are a mixture.
  ///
  /// - Complexity: O(d).
  public init(_ coordinates: [Rational], in alphabet: Alphabet) {
    guard let flag = coordinates.last else {
      self = .nothing
      return
    }
    let code = coordinates.dropLast()
    if code.allSatisfy({ $0 == 0 }) {
      self = flag == 0 ? .nothing : flag == 1 ? .boundary : .mixture
      return
    }
    guard flag == 0, code.allSatisfy({ $0 == 1 || $0 == -1 }) else {
      self = .mixture
      return
    }
    // The least significant bit comes first.
    let token = code.reversed().reduce(0) { $0 * 2 + ($1 == 1 ? 1 : 0) }
    self = alphabet.content.contains(token) ? .token(token) : .mixture
  }
}
