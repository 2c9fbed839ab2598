import CopyTask

extension CollisionSearch {
  /// The most strings that run side by side in the search by contraction: 28 pairs for the price of eight
  /// runs.
  static var mostRunners: Int { 8 }

  /// How many tails the search by contraction tries: enough to find some short pair, few enough that each
  /// may be long.
  static var tails: Int { 16 }

  /// Strings that differ in the first token alone, all with the same tail, until two states agree.
  ///
  /// A model that forgets brings its states together, and rounding makes them equal. Tails are random first,
  /// in as many tries as there are tails, and a try ends where it could not beat the shortest pair; then, if
  /// nothing was found, one token over and over, which makes sums that never decay run into their largest
  /// values.
  public func contraction(_ effort: Effort) -> Outcome {
    var outcome = Outcome()
    var source = SplitMix64(seed: seed)
    let size = model.alphabet.size
    let runners = min(size, Self.mostRunners)
    let constants = min(size, Self.mostRunners)
    let kinds = Self.tails + constants
    for kind in 0..<kinds {
      let constant: Token? = kind < Self.tails ? nil : kind - Self.tails
      if outcome.pair != nil, constant != nil { break }
      // A quarter of the updates that are left: the first tails may be long, and something is kept for the
      // last.
      let share = (effort.updates - outcome.updates) / 4
      let longest = min((outcome.pair?.length ?? effort.length + 1) - 1, share / runners)
      guard longest >= 1 else { continue }
      var states = (0..<runners).map { model.update(opened, reading: $0) }
      outcome.updates += 2 * runners
      var tail: [Token] = []
      while true {
        if let (one, other) = firstEqual(states) {
          outcome.pair = CollidingPair(first: [one] + tail, second: [other] + tail)
          outcome.strategy = .contraction
          break
        }
        guard tail.count + 1 < longest else { break }
        let token = constant ?? source.next(below: size)
        tail.append(token)
        for index in states.indices { states[index] = model.update(states[index], reading: token) }
        outcome.updates += runners
      }
    }
    return outcome
  }

  /// The first two of a few states that are equal.
  private func firstEqual(_ states: [Model.State]) -> (Int, Int)? {
    for one in states.indices {
      for other in states.indices where other > one && states[one] == states[other] { return (one, other) }
    }
    return nil
  }

  /// Random strings of one length, as many as the effort allows, until two different ones end in the same
  /// state.
  ///
  /// Lengths are 1, 2, 4, ... up to the longest, with a fair share of the updates each. By the birthday
  /// argument about 2^(b/2) strings are needed where the states look like b random bits.
  public func birthday(_ effort: Effort) -> Outcome {
    var outcome = Outcome()
    var source = SplitMix64(seed: seed)
    let start = opened
    outcome.updates = 1
    var lengths: [Int] = []
    var length = 1
    while length < effort.length {
      lengths.append(length)
      length = length > effort.length / 2 ? effort.length : 2 * length
    }
    if effort.length >= 1 { lengths.append(effort.length) }
    for (index, length) in lengths.enumerated() {
      let share = (effort.updates - outcome.updates) / (lengths.count - index)
      // A string is held too: longer ones than the typical state has numbers count for more.
      let samples = min(share / (length + 1), effort.states, effort.states * 64 / length)
      var seen: [Model.State: [Token]] = [:]
      for _ in 0..<max(samples, 0) {
        let string = (0..<length).map { _ in source.next(below: model.alphabet.size) }
        let state = decisive(model.state(after: string, from: start), length: length, effort)
        outcome.updates += length + 1
        guard let other = seen.updateValue(string, forKey: state), other != string else { continue }
        outcome.pair = CollidingPair(first: other, second: string)
        outcome.strategy = .birthday
        return outcome
      }
    }
    return outcome
  }
}
