public import CopyTask

/// Why a witness proves nothing.
public enum WitnessError: Error, Hashable, CustomStringConvertible {
  /// The strings have different lengths.
  case lengths(Int, Int)
  /// A token is none of the content tokens.
  case token(Token, alphabetSize: Int)
  /// The strings are equal.
  case equalStrings
  /// The strings end in different states.
  case states(first: String, second: String)
  /// They share a state, but not the one that is recorded.
  case state(recorded: String, found: String)
  /// There is no such step.
  case step(Int, length: Int)
  /// The token due at the step is another.
  case due(recorded: Token, found: Token)
  /// The model writes another token there, or goes wrong earlier.
  case written(recorded: Token, found: Token, step: Int)
  /// The token written is the token due.
  case noMismatch(step: Int)

  public var description: String {
    switch self {
    case .lengths(let first, let second): "the strings have \(first) and \(second) tokens, expected as many"
    case .token(let token, let size): "token \(token): expected 0 to \(size - 1)"
    case .equalStrings: "the strings are equal"
    case .states(let first, let second): "the strings end in the states \(first) and \(second)"
    case .state(let recorded, let found): "the shared state is \(found), not \(recorded)"
    case .step(let step, let length): "step \(step): expected 0 to \(length - 1)"
    case .due(let recorded, let found): "the token due is \(found), not \(recorded)"
    case .written(let recorded, let found, let step):
      "after \(step) tokens the model writes \(found), not \(recorded)"
    case .noMismatch(let step): "after \(step) tokens the model writes the token that is due"
    }
  }
}

/// Checks a witness from scratch: it builds the model anew from its description and runs it as the definition
/// says, by `state(after:)` and `generate`. Nothing of a search is used or believed.
public enum WitnessReplay {
  /// Returns if the witness holds.
  ///
  /// - Throws: `WitnessError`, the first thing that is wrong with it.
  /// - Complexity: two runs over the prompt, and a run up to the step.
  public static func check<Model: DescribedModel>(
    _ witness: CollisionWitness<Model>
  ) throws(WitnessError) {
    let model = Model(witness.description)
    let alphabet = model.alphabet
    guard witness.first.count == witness.second.count else {
      throw .lengths(witness.first.count, witness.second.count)
    }
    for token in [witness.first, witness.second].joined() where !alphabet.content.contains(token) {
      throw .token(token, alphabetSize: alphabet.size)
    }
    guard witness.first != witness.second else { throw .equalStrings }

    let state = model.state(after: Prompt(alphabet: alphabet, content: witness.first).tokens)
    let other = model.state(after: Prompt(alphabet: alphabet, content: witness.second).tokens)
    let text = model.hexadecimal(state)
    guard state == other else { throw .states(first: text, second: model.hexadecimal(other)) }
    guard text == witness.state else { throw .state(recorded: witness.state, found: text) }

    let string = witness.miscopied == .first ? witness.first : witness.second
    guard string.indices.contains(witness.step) else {
      throw .step(witness.step, length: string.count)
    }
    guard witness.due == string[witness.step] else {
      throw .due(recorded: witness.due, found: string[witness.step])
    }
    let written = model.generate(witness.step + 1, from: state)
    for step in 0..<witness.step where written[step] != string[step] {
      throw .written(recorded: string[step], found: written[step], step: step)
    }
    guard written[witness.step] == witness.wrote else {
      throw .written(recorded: witness.wrote, found: written[witness.step], step: witness.step)
    }
    guard witness.wrote != witness.due else { throw .noMismatch(step: witness.step) }
  }
}
