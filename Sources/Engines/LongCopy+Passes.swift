import Arithmetic
import Constructions
package import CopyTask
import Transformers
package import Workers

extension LongCopy {
  /// A string and an index of its n-grams.
  package struct Index: Sendable {
    let ngrams: Ngrams
    var store: TokenStore

    /// The first step whose n-gram occurs again.
    var again: Int?

    enum Ngrams: Sendable {
      case table(NgramTable, NgramRoll)
      case hashed(HashedNgrams)
    }
  }

  /// The first pass; `nil` if `goOn`, asked with the number of tokens read, ended it.
  package func read(
    workers: WorkerPool, content: ([Token]) -> Void = { _ in }, goOn: (Int) -> Bool = { _ in true }
  ) -> Index? {
    let ngrams: Index.Ngrams =
      switch LongCopy.indexKind(form, length: length) {
      case .table(let entries):
        .table(NgramTable(count: entries, workers: workers), NgramRoll(LongCopy.space(form)))
      case .hashed: .hashed(HashedNgrams(NgramFingerprint(order: form.ngram), length: length))
      }
    return read(into: ngrams, workers: workers, content: content, goOn: goOn)
  }

  /// The first pass into an empty index.
  func read(
    into ngrams: Index.Ngrams, workers: WorkerPool, content: ([Token]) -> Void = { _ in },
    goOn: (Int) -> Bool = { _ in true }
  ) -> Index? {
    let store = TokenStore(alphabetSize: form.alphabetSize, length: length)
    var index = Index(ngrams: ngrams, store: store)
    var isWhole = true
    forEachBlock { tokens, start in
      let block = Array(tokens.dropFirst(form.ngram))
      content(block)
      for token in block { index.store.append(token) }
      switch ngrams {
      case .table(let table, let roll):
        index.again = table.record(tokens, start: start, roll: roll, again: index.again, workers: workers)
      case .hashed(let hashed):
        index.again = hashed.record(
          tokens, start: start, store: index.store, again: index.again, workers: workers)
      }
      isWhole = goOn(index.store.count)
      return isWhole
    }
    return isWhole ? index : nil
  }

  /// The second pass: the steps from `certified` on.
  package func write(
    _ index: Index, from certified: Int, workers: WorkerPool, goOn: (Progress) -> Bool = { _ in true }
  ) -> Result {
    let order = form.ngram
    let check = StepCheck(index: index, form: form, length: length)
    // What an earlier run certified is not looked up again, but it is known by now whether it was right to.
    let undecided = min(index.again ?? .max, check.stepsInScale)
    guard certified <= undecided else { return result(.undecided(step: undecided), certified: undecided) }
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
    if let failure = check.firstFailure(last + [form.alphabetSize + 2], 0..<1, start: length) {
      return result(failure.outcome, certified: length)
    }
    _ = goOn(Progress(read: length, certified: length + 1))
    return result(.copied, certified: length + 1)
  }
}

/// The decision of a step by the index.
private struct StepCheck: Sendable {
  let index: LongCopy.Index
  let length: Int
  private let eos: Token

  /// r < 1/7 at steps t below this one: the bound does not fall with t, so the comparison of two integers
  /// decides it at every step.
  let stepsInScale: Int

  init(index: LongCopy.Index, form: PackedForm, length: Int) {
    self.index = index
    self.length = length
    eos = form.alphabetSize + 2
    let rest = CertifiedRest(form, mostOccurrences: 1)
    stepsInScale = rest.countsOccurrences && index.again != nil ? 0 : rest.stepsInScale(length: length)
  }

  /// The first of the steps `start + i`, i in `range`, that is not certain to be right, given that all before
  /// it are: `tokens[i..<i + n]` were written last, and `tokens[i + n]` is due.
  func firstFailure(
    _ tokens: [Token], _ range: Range<Int>, start: Int
  ) -> (step: Int, outcome: LongCopy.Outcome)? {
    let isUndecided = { (step: Int) in step >= stepsInScale || step == index.again }
    switch index.ngrams {
    case .table(let table, let roll):
      var number = roll.number(tokens, from: range.lowerBound)
      for place in range {
        let step = start + place
        // Fewer than n tokens written: the key whose window meets BOS where the query's meets COPY, at t + 1.
        let found = step < roll.order ? UInt32(truncatingIfNeeded: step) : table[number]
        let due = tokens[place + roll.order]
        if found == NgramTable.again || isUndecided(step) { return (step, .undecided(step: step)) }
        if let outcome = contradiction(at: step, found: Int(found), due: due) { return (step, outcome) }
        // `due` was written. Its name keeps the next lookup from waiting for this one.
        number = roll.next(number, dropping: tokens[place], adding: due)
      }
    case .hashed(let hashed):
      let fingerprint = hashed.fingerprint
      let order = fingerprint.order
      // What is found by a fingerprint is the n-gram of the stored string. That it is the one written holds
      // at the first step because it is compared here, and at all others because each token written is the
      // stored one.
      let first = start + range.lowerBound
      let known = min(order, first)
      let end = range.lowerBound + order
      if !range.isEmpty, !index.store.holds(tokens[(end - known)..<end], before: first) {
        return (first, .contradicted(step: first, wrote: nil, due: tokens[end]))
      }
      var value = fingerprint.value(tokens, from: range.lowerBound)
      for place in range {
        let step = start + place
        let end = place + order
        let due = tokens[end]
        if isUndecided(step) { return (step, .undecided(step: step)) }
        let found =
          step < order ? step : hashed.step(value, expecting: step, tokens: tokens, end: end, store: index.store)
        if let outcome = contradiction(at: step, found: found, due: due) { return (step, outcome) }
        value = fingerprint.next(value, dropping: tokens[place], adding: due)
      }
    }
    return nil
  }

  /// What is wrong with a step for which the index names the step `found`; `nil` if nothing is.
  @inline(__always)
  private func contradiction(at step: Int, found: Int?, due: Token) -> LongCopy.Outcome? {
    let written = found.flatMap(read)
    // The premise puts this n-gram at this step: an entry that names another step is wrong, even if the same
    // token follows there.
    return written == due && found == step ? nil : .contradicted(step: step, wrote: written, due: due)
  }

  /// The token after the first `count` ones: COPY, read as EOS, after all of them.
  private func read(after count: Int) -> Token? {
    count < length ? index.store[count] : count == length ? eos : nil
  }
}

extension Range<Int> {
  fileprivate func offset(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
