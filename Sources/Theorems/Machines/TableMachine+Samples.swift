import CopyTask
import StateSpaces

extension TableMachine {
  /// A machine whose start, updates and outputs are drawn at random, special tokens included.
  static func random(
    states: Int, alphabetSize: Int, using source: inout SplitMix64
  ) throws(Invalid) -> TableMachine {
    let alphabet = Alphabet(size: alphabetSize)
    var updates: [[Int]] = []
    for _ in 0..<states {
      updates.append((0..<alphabet.vocabularySize).map { _ in source.next(below: states) })
    }
    let outputs = (0..<states).map { _ in source.next(below: alphabet.vocabularySize) }
    return try TableMachine(
      alphabet: alphabet, start: source.next(below: states), updates: updates, outputs: outputs)
  }

  /// The machine that has one state and always writes token 0.
  static func oneState(alphabetSize: Int) throws(Invalid) -> TableMachine {
    let alphabet = Alphabet(size: alphabetSize)
    return try TableMachine(
      alphabet: alphabet, start: 0, updates: [[Int](repeating: 0, count: alphabet.vocabularySize)], outputs: [0])
  }

  /// The tables in words: "start 0; state 0 writes a, goes to 0 on a, 1 on b, 0 on <copy>".
  var words: String {
    let states = (0..<stateCount).map { state in
      let moves = (0..<alphabet.vocabularySize).map { "\(updates[state][$0]) on \(alphabet.text(of: $0))" }
      return "state \(state) writes \(alphabet.text(of: outputs[state])), goes to \(moves.joined(separator: ", "))"
    }
    return "start \(start); " + states.joined(separator: "; ")
  }
}
