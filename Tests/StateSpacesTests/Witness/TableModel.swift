import CopyTask
import StateSpaces
import TestSupport

/// A machine of tables, for tests.
struct TableModel: DescribedModel, Hashable {
  /// The tables.
  struct Description: Hashable, Sendable, CustomStringConvertible {
    let size: Int
    /// By states, then the D + 3 tokens.
    var updates: [[Int]]
    /// By states.
    var outputs: [Token]

    var description: String { "D = \(size), updates \(updates), outputs \(outputs)" }
  }

  let description: Description
  let alphabet: Alphabet
  let start = 0

  init(_ description: Description) {
    self.description = description
    alphabet = Alphabet(size: description.size)
  }

  func update(_ state: Int, reading token: Token) -> Int { description.updates[state][token] }
  func output(in state: Int) -> Token { description.outputs[state] }
  func hexadecimal(_ state: Int) -> String { String(state, radix: 16) }
}

extension Generator where Value == TableModel {
  /// Machines of 1 to `states` states over two or three tokens.
  static func tables(states: Int) -> Generator {
    Generator { source in
      let count = 1 + source.next(below: states)
      let size = 2 + source.next(below: 2)
      let updates = (0..<count).map { _ in (0..<size + 3).map { _ in source.next(below: count) } }
      let outputs = (0..<count).map { _ in source.next(below: size + 3) }
      return TableModel(.init(size: size, updates: updates, outputs: outputs))
    }
  }
}

/// All strings of a length, as numerals in order.
func strings(_ size: Int, length: Int) -> [[Token]] {
  (0..<length).reduce([[]]) { strings, _ in strings.flatMap { string in (0..<size).map { string + [$0] } } }
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
