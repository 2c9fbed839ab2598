import CopyTask

/// Looks for two strings after which a model is in the same state.
///
/// The searches only ever ask whether two states are equal; nothing is assumed of the model. All of them stop
/// after a number of updates, so a model may well have a collision that is not found.
public struct CollisionSearch<Model: GeneralizedStateSpaceModel>: Sendable {
  /// How a pair can be looked for.
  public enum Strategy: String, CaseIterable, Hashable, Sendable {
    /// All strings of length 1, of length 2, and so on: finds a shortest pair.
    case breadth
    /// Strings that begin differently and go on alike, until the states agree.
    case contraction
    /// Random strings, until two of them end in the same state.
    case birthday
  }

  /// What a search may use up.
  public struct Effort: Hashable, Sendable {
    /// The most updates.
    public var updates: Int
    /// The most states that are held at once.
    public var states: Int
    /// The longest strings.
    public var length: Int
    /// Whether a pair is only of use if a common tail can make it that long: shorter ones must then agree
    /// before COPY, since states that COPY alone brings together are apart again after a longer string.
    public var mustExtend: Bool

    /// The effort with these limits.
    public init(updates: Int, states: Int, length: Int, mustExtend: Bool = false) {
      (self.updates, self.states, self.length, self.mustExtend) = (updates, states, length, mustExtend)
    }

    /// The same with an eighth of the updates.
    var eighth: Effort {
      Effort(updates: updates / 8, states: states, length: length, mustExtend: mustExtend)
    }
  }

  /// What a search found.
  public struct Outcome: Hashable, Sendable {
    /// The pair, if there is one.
    public var pair: CollidingPair?
    /// The search that found it.
    public var strategy: Strategy?
    /// Updates made, by all searches.
    public var updates = 0
    /// All strings of up to this length were tried and end in different states, after COPY, or before it
    /// where pairs must extend.
    public var exhaustedLength = 0
    /// Whether the states agree before COPY, so that any common tail makes a longer pair.
    public var extends = false
  }

  let model: Model
  let seed: UInt64

  /// A search of `model` whose random strings come from `seed`.
  public init(_ model: Model, seed: UInt64) {
    (self.model, self.seed) = (model, seed)
  }

  /// Runs the searches one after the other until one finds a pair. Each has the whole effort to itself, but
  /// where others follow, the search by breadth has an eighth of the updates: it would use up all of them.
  public func run(_ strategies: [Strategy], effort: Effort) -> Outcome {
    var total = Outcome()
    for strategy in strategies {
      let outcome =
        switch strategy {
        case .breadth: breadth(strategies.count == 1 ? effort : effort.eighth)
        case .contraction: contraction(effort)
        case .birthday: birthday(effort)
        }
      total.updates += outcome.updates
      total.exhaustedLength = max(total.exhaustedLength, outcome.exhaustedLength)
      if let pair = outcome.pair {
        (total.pair, total.strategy) = (pair, strategy)
        let start = opened
        total.extends =
          model.state(after: pair.first, from: start) == model.state(after: pair.second, from: start)
        break
      }
    }
    return total
  }

  /// The state after BOS.
  var opened: Model.State { model.update(model.start, reading: model.alphabet.bos) }

  /// What must agree for a pair of strings of this length to be found, given the state after one of them: the
  /// state after COPY, on which the output depends, unless the pair must extend.
  func decisive(_ state: Model.State, length: Int, _ effort: Effort) -> Model.State {
    effort.mustExtend && length < effort.length ? state : model.update(state, reading: model.alphabet.copy)
  }
}
