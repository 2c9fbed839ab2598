import CopyTask
import StateSpaces
import TestSupport

extension Generator where Value == TableMachine {
  /// Machines of 1 to `states` states over two or three tokens, which start in the first.
  static func tables(states: Int) -> Generator {
    Generator { source in
      let count = 1 + source.next(below: states)
      let size = 2 + source.next(below: 2)
      let updates = (0..<count).map { _ in (0..<size + 3).map { _ in source.next(below: count) } }
      let outputs = (0..<count).map { _ in source.next(below: size + 3) }
      guard
        let machine = try? TableMachine(
          alphabet: Alphabet(size: size), start: 0, updates: updates, outputs: outputs)
      else { preconditionFailure("every entry was drawn within its range") }
      return machine
    }
  }
}

/// A machine that keeps everything: no two strings share a state.
struct Perfect: GeneralizedStateSpaceModel {
  let alphabet = Alphabet(size: 2)
  let start: [Token] = []
  /// Whether COPY empties the memory, so that strings come together only there.
  var forgetsOnCopy = false

  func update(_ state: [Token], reading token: Token) -> [Token] {
    token == alphabet.copy && forgetsOnCopy ? [] : state + [token]
  }
  func output(in state: [Token]) -> Token { 0 }
}

/// A machine that keeps the last few content tokens.
struct LastTokens: GeneralizedStateSpaceModel {
  let alphabet = Alphabet(size: 2)
  let start: [Token] = []
  let count: Int

  func update(_ state: [Token], reading token: Token) -> [Token] {
    alphabet.content.contains(token) ? Array((state + [token]).suffix(count)) : state
  }
  func output(in state: [Token]) -> Token { 0 }
}
