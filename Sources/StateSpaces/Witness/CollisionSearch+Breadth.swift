import CopyTask

extension CollisionSearch {
  /// All strings of length 1, 2, ... until two of a length end in the same state after COPY.
  ///
  /// While no two strings of a length share a state, the states of that length stand in the order of their
  /// strings, as numerals in base D, so the strings need not be kept. If the model has fewer than D^L
  /// states, two strings of length L share one: with room for D^L states a pair is then found without fail,
  /// and it is one of the shortest that there are. Looking after COPY misses nothing, since states that
  /// agree before it agree after it; where pairs must extend, the shortest is meant that agree before it.
  public func breadth(_ effort: Effort) -> Outcome {
    var outcome = Outcome()
    outcome.updates = 1
    let size = model.alphabet.size
    var level = [opened]
    while outcome.exhaustedLength < effort.length {
      let (count, overflow) = level.count.multipliedReportingOverflow(by: size)
      // Each string takes an update of its own and one for COPY.
      guard !overflow, count <= effort.states, outcome.updates + 2 * count <= effort.updates else { break }
      let length = outcome.exhaustedLength + 1
      var next: [Model.State] = []
      next.reserveCapacity(count)
      var seen: [Model.State: Int] = [:]
      for state in level {
        for token in 0..<size {
          let state = model.update(state, reading: token)
          outcome.updates += 2
          let index = next.count
          let key = decisive(state, length: length, effort)
          if let other = seen.updateValue(index, forKey: key) {
            outcome.pair = CollidingPair(
              first: string(other, length: length), second: string(index, length: length))
            outcome.strategy = .breadth
            return outcome
          }
          next.append(state)
        }
      }
      level = next
      outcome.exhaustedLength += 1
    }
    return outcome
  }

  /// The string of this length that is `index` as a numeral in base D.
  private func string(_ index: Int, length: Int) -> [Token] {
    var index = index
    var string = [Token](repeating: 0, count: length)
    for place in string.indices.reversed() {
      (index, string[place]) = index.quotientAndRemainder(dividingBy: model.alphabet.size)
    }
    return string
  }
}
