public import CopyTask

/// Two different strings of one length after which a model is in the same state.
public struct CollidingPair: Hashable, Sendable {
  /// The first string.
  public let first: [Token]
  /// The second string.
  public let second: [Token]

  /// - Precondition: the strings differ and have one length.
  public init(first: [Token], second: [Token]) {
    precondition(first.count == second.count && first != second, "a pair is of two strings of one length")
    (self.first, self.second) = (first, second)
  }

  /// The tokens of each string.
  public var length: Int { first.count }

  /// Where the strings first differ, counted from 0.
  public var firstDifference: Int { first.indices.first { first[$0] != second[$0] } ?? length }

  /// Both strings with the same tokens appended. Where the states agreed before COPY they agree again.
  public func extended(by tail: [Token]) -> CollidingPair {
    CollidingPair(first: first + tail, second: second + tail)
  }
}

/// A proof, which anyone can replay, that a model fails to copy: two strings that share the state after
/// BOS x COPY, and the step at which one of them is miscopied.
///
/// From one state one output follows. It is not both strings, so one of the two is miscopied, whatever the
/// output function is. Source: the proof of Theorem 2.7 of arXiv:2402.01032 counts such pairs.
public struct CollisionWitness<Model: DescribedModel>: Hashable, Sendable {
  /// One of the two strings.
  public enum Side: String, Hashable, Sendable {
    /// The first string.
    case first
    /// The second string.
    case second
  }

  /// What the model is built from.
  public var description: Model.Description
  /// One string.
  public var first: [Token]
  /// The other one, of the same length.
  public var second: [Token]
  /// The state that both end in, in hexadecimal digits.
  public var state: String
  /// The string that goes wrong first: the first one, where both do at the same step.
  public var miscopied: Side
  /// How many tokens of it are written right before that.
  public var step: Int
  /// The token that is written then.
  public var wrote: Token
  /// The token that should be.
  public var due: Token

  /// The tokens of each string.
  public var length: Int { first.count }

  /// What somebody else says is a witness: ``WitnessReplay`` finds out.
  public init(
    of description: Model.Description, first: [Token], second: [Token], state: String, miscopied: Side, step: Int,
    wrote: Token, due: Token
  ) {
    (self.description, self.first, self.second, self.state) = (description, first, second, state)
    (self.miscopied, self.step, self.wrote, self.due) = (miscopied, step, wrote, due)
  }

  /// Runs the model after BOS x COPY on the first string of the pair, for as long as both strings are right.
  /// That ends where they differ or before.
  ///
  /// Whether the states agree is not checked here: ``WitnessReplay`` does.
  ///
  /// - Complexity: L + 2 updates to read, and one for each token up to the first difference.
  public init(_ pair: CollidingPair, of model: Model) {
    var state = model.update(model.start, reading: model.alphabet.bos)
    for token in pair.first { state = model.update(state, reading: token) }
    state = model.update(state, reading: model.alphabet.copy)
    description = model.description
    (first, second) = (pair.first, pair.second)
    self.state = model.hexadecimal(state)
    var step = 0
    var wrote = model.output(in: state)
    while wrote == pair.first[step], wrote == pair.second[step] {
      state = model.update(state, reading: wrote)
      wrote = model.output(in: state)
      step += 1
    }
    miscopied = wrote == pair.first[step] ? .second : .first
    due = miscopied == .first ? pair.first[step] : pair.second[step]
    (self.step, self.wrote) = (step, wrote)
  }
}
