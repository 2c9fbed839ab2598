import Arithmetic
import Constructions
package import CopyTask
package import Transformers

extension LongCopy {
  /// A string and the table of its n-grams.
  package struct Index: Sendable {
    package let table: NgramTable
    let store: TokenStore
    let roll: NgramRoll
  }

  /// The first pass; `nil` if `goOn`, asked with the number of tokens read, ended it.
  package func read(
    workers: Workers, content: ([Token]) -> Void = { _ in }, goOn: (Int) -> Bool = { _ in true }
  ) -> Index? {
    let space = LongCopy.space(parameters)
    guard let count = space.count else { preconditionFailure("the n-grams cannot be numbered") }
    let roll = NgramRoll(space)
    let table = NgramTable(count: count, workers: workers)
    var store = TokenStore(alphabetSize: parameters.alphabetSize, length: length)
    var isWhole = true
    forEachBlock { tokens, start in
      let block = Array(tokens.dropFirst(roll.order))
      content(block)
      for token in block { store.append(token) }
      table.record(tokens, start: start, roll: roll, workers: workers)
      isWhole = goOn(store.count)
      return isWhole
    }
    return isWhole ? Index(table: table, store: store, roll: roll) : nil
  }

  /// The second pass: the steps from `certified` on.
  package func write(
    _ index: Index, from certified: Int, workers: Workers, goOn: (Progress) -> Bool = { _ in true }
  ) -> Result {
    let order = parameters.ngram
    let check = StepCheck(index: index, parameters: parameters, length: length)
    var done = certified
    var stop: Outcome?
    var last: [Token] = []
    forEachBlock { tokens, start in
      last = tokens.suffix(order)
      let first = max(0, done - start)
      let count = tokens.count - order
      guard first < count else { return true }
      let shares = workers.shares(of: count - first, leastShare: NgramTable.leastShare)
      let findings = workers.map(shares.count, leastShare: 1) { range in
        range.map { check.firstFailure(tokens, shares[$0].offset(by: first), start: start) }
      }
      // Shares are in order, so the first one that has a failure has the first failure.
      if let failure = findings.lazy.compactMap({ $0 }).first {
        (done, stop) = (failure.step, failure.outcome)
        return false
      }
      done = start + count
      guard goOn(Progress(read: length, certified: done)) else {
        stop = .interrupted(step: done)
        return false
      }
      return true
    }
    if let stop { return result(stop, certified: done) }
    // Step L: the n-gram at the end must occur once, so that COPY is read, and EOS written.
    if let failure = check.firstFailure(last + [parameters.alphabetSize + 2], 0..<1, start: length) {
      return result(failure.outcome, certified: length)
    }
    _ = goOn(Progress(read: length, certified: length + 1))
    return result(.copied, certified: length + 1)
  }
}

/// The decision of a step by the table.
private struct StepCheck: Sendable {
  let index: LongCopy.Index
  let length: Int
  private let eos: Token

  /// r < 1/7 at steps t below this one: the bound does not fall with t, so the comparison of two integers decides
  /// it at every step.
  private let stepsInScale: Int

  init(index: LongCopy.Index, parameters: NgramParameters, length: Int) {
    self.index = index
    self.length = length
    eos = parameters.alphabetSize + 2
    // Only with a scale of its own does a step depend on other n-grams than its own.
    let isScaled = parameters.scaleRule == .lengthDependent || !index.table.hasRepeats
    stepsInScale = isScaled ? parameters.stepsInScale(length: length) : 0
  }

  /// The first of the steps `start + i`, i in `range`, that is not certain to be right, given that all before
  /// it are: `tokens[i..<i + n]` were written last, and `tokens[i + n]` is due.
  func firstFailure(
    _ tokens: [Token], _ range: Range<Int>, start: Int
  ) -> (step: Int, outcome: LongCopy.Outcome)? {
    let roll = index.roll
    var number = roll.number(tokens, from: range.lowerBound)
    for place in range {
      let step = start + place
      // Fewer than n tokens written: the key whose window meets BOS where the query's meets COPY, at t + 1.
      let found = step < roll.order ? UInt32(truncatingIfNeeded: step) : index.table[number]
      let due = tokens[place + roll.order]
      if found == NgramTable.again || step >= stepsInScale { return (step, .undecided(step: step)) }
      let written = read(after: Int(found))
      // The premise puts this n-gram at this step: an entry that names another step is wrong, even if the
      // same token follows there.
      if written != due || Int(found) != step {
        return (step, .contradicted(step: step, wrote: written, due: due))
      }
      // `due` was written. Its name keeps the next lookup from waiting for this one.
      number = roll.next(number, dropping: tokens[place], adding: due)
    }
    return nil
  }

  /// The token after the first `count` ones: COPY, read as EOS, after all of them.
  private func read(after count: Int) -> Token? {
    count < length ? index.store[count] : count == length ? eos : nil
  }
}

extension Range<Int> {
  fileprivate func offset(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
