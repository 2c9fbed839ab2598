import Arithmetic
import Constructions
import CopyTask
import StateSpaces
import Transformers
import Workers

extension Claim {
  /// A source on which the transformer makes no error and a small state almost always errs: `SourceBound`.
  static let xDeBruijn = Claim(
    .xDeBruijn,
    title: "On de Bruijn strings the transformer never errs, and a small state mostly does",
    statement: """
      There are N = (D!)^(D^(n-1)) strings of D^n + n - 1 tokens that have every n-gram once. The transformer of \
      \(ClaimID.t23) copies and ends all of them. A generalized state space model with s states copies at most s of \
      them, so with fewer than log2 N - 1 bits of state, 2 s < N, it errs on more than half; and for every s <= N \
      there is one with at most 2 s L + 2 states that copies s of them.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass"],
    executed: """
      all N strings, listed and counted in two more ways, copied by the reference, exactly; random table machines, \
      each with two strings after which it is in the same state; machines that store s of the strings
      """,
    range: Range(
      quick: "(D, n) = (2,2), (3,1), (2,3): N = 4, 6, 16; 20 random machines and every s up to 16 for each",
      standard: """
        (D, n) = (2,2), (3,1), (4,1), (2,3), (2,4), (3,2): N = 4, 6, 24, 16, 256, 216; 200 random machines and some 25 \
        values of s for each
        """,
      exhaustive: """
        (D, n) = (2,2), (3,1), (4,1), (6,1), (2,3), (2,4), (3,2): N = 4, 6, 24, 720, 16, 256, 216; 5,000 random \
        machines and every s for each
        """),
    subject: 0,
    nearMiss: (
      statement: """
        One token more does no harm: a string of D^n + n tokens that begins with one of them is copied and ended.
        """,
      subject: 1
    ),
    check: checkDeBruijnSource)

  /// All strings of some (D, n), with `excess` more tokens.
  private static func checkDeBruijnSource(_ excess: Int, effort: Effort, progress: Progress) throws -> Finding {
    var finding = Finding()
    let cases: [(Int, Int)] = effort.choose(
      quick: [(2, 2), (3, 1), (2, 3)], standard: [(2, 2), (3, 1), (4, 1), (2, 3), (2, 4), (3, 2)],
      exhaustive: [(2, 2), (3, 1), (4, 1), (6, 1), (2, 3), (2, 4), (3, 2)])
    for (number, (size, order)) in cases.enumerated() {
      let parameters = try NgramParameters(ngram: order, alphabetSize: size)
      let strings = NgramSpace(alphabetSize: size, order: order).distinctStrings(upTo: parameters.maxLength)
        .filter { $0.count == parameters.maxLength }
      try checkCount(strings.count, parameters, into: &finding)
      let longer = (0..<excess).reduce(strings) { strings, _ in strings.flatMap { x in (0..<size).map { x + [$0] } } }
      let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
      let runs = try WorkerPool(threads: progress.threads).map(longer.count, leastShare: 1) { range in
        try range.map { try CopyRun(of: Prompt(alphabet: Alphabet(size: size), content: longer[$0]), by: model) }
      }
      for run in runs {
        let place = "n = \(order), D = \(size), x = \(run.prompt.alphabet.text(of: run.prompt.content))"
        finding.require(run.succeeded, "\(place): \(run.failureText)")
        finding.observe(run, place)
        finding.cover("strings copied and ended")
      }
      if finding.counterexample != nil { return finding }
      let source = DeBruijnSource(strings: strings, order: order, size: size)
      try source.checkRandomMachines(effort.choose(quick: 20, standard: 200, exhaustive: 5000), into: &finding)
      let step = effort == .exhaustive ? 1 : max(1, strings.count / 24)
      for stored in stride(from: 1, through: strings.count, by: step) {
        try source.checkMemory(of: stored, into: &finding)
      }
      progress.advance(number + 1, of: cases.count)
    }
    return finding
  }

  /// The number of strings by two formulas: that of the theorem, and by sets of n-grams.
  private static func checkCount(
    _ count: Int, _ parameters: NgramParameters, into finding: inout Finding
  ) throws {
    let (size, order) = (parameters.alphabetSize, parameters.ngram)
    let nodes = (1..<order).reduce(1) { product, _ in product * size }
    let factorial = (1...size).reduce(Integer(1)) { $0 * Integer($1) }
    let formula = factorial.raised(to: nodes)
    let counted = try DistinctNgramCount(NgramSpace(alphabetSize: size, order: order), upTo: parameters.maxLength)
      .counts[parameters.maxLength]
    finding.require(
      Integer(count) == formula && counted == formula,
      "n = \(order), D = \(size): \(count) strings, \(counted) by sets of n-grams, (D!)^(D^(n-1)) = \(formula)")
  }
}

/// The uniform distribution over the de Bruijn strings of one (D, n).
private struct DeBruijnSource {
  let strings: [[Token]]
  let order: Int
  let size: Int

  private var place: String { "n = \(order), D = \(size)" }

  /// The largest share of the strings that so many states can copy.
  private func best(states: Int) -> Rational {
    let share = Rational(1, Integer(strings.count))
    return SourceBound(probabilities: strings.map { _ in share })?.bestSuccess(states: states) ?? 1
  }

  /// Machines with random tables, of 1 to N + 2 states.
  func checkRandomMachines(_ count: Int, into finding: inout Finding) throws {
    var random = SplitMix64(seed: UInt64(100 * size + order))
    let alphabet = Alphabet(size: size)
    for _ in 0..<count {
      let states = 1 + random.next(below: strings.count + 2)
      let machine = try TableMachine(
        alphabet: alphabet, start: random.next(below: states),
        updates: (0..<states).map { _ in (0..<alphabet.vocabularySize).map { _ in random.next(below: states) } },
        outputs: (0..<states).map { _ in random.next(below: size) })
      check(machine, into: &finding)
      finding.cover("random machines")
    }
  }

  /// A machine that stores the first `stored` strings: it copies them, and no others.
  func checkMemory(of stored: Int, into finding: inout Finding) throws {
    let kept = Array(strings.prefix(stored))
    let machine = try storing(kept)
    let most = 2 * stored * (kept.first?.count ?? 0) + 2
    finding.require(
      machine.stateCount <= most, "\(place): \(machine.stateCount) states for \(stored) strings, more than \(most)")
    let copied = check(machine, into: &finding)
    finding.require(copied == stored, "\(place): a machine that stores \(stored) strings copies \(copied)")
    let share = Rational(Integer(machine.stateCount), Integer(stored))
    finding.observe(.largest, "states for each string stored", share, at: place)
    finding.cover("machines that store strings")
  }

  /// Compares what a machine copies with what so many states can, and names two strings it cannot tell apart.
  /// Returns the number copied.
  @discardableResult
  private func check(_ machine: TableMachine, into finding: inout Finding) -> Int {
    let copied = strings.count { machine.copies($0) }
    let states = machine.stateCount
    let success = Rational(Integer(copied), Integer(strings.count))
    finding.require(
      copied <= states && success <= best(states: states),
      "\(place): \(states) states copy \(copied) of \(strings.count) strings: \(machine)")
    if 2 * states < strings.count {
      finding.require(
        1 - success > Rational(1, 2),
        "\(place): \(states) states err on \(strings.count - copied) of \(strings.count)")
      finding.observe(.smallest, "error with 2 s < N", 1 - success, at: "\(place), \(states) states")
      finding.cover("machines with 2 s < N")
    }
    if states < strings.count {
      // Two strings end in one state, by counting: what is written after them is the same.
      var seen: [Int: [Token]] = [:]
      var pair: ([Token], [Token])?
      for string in strings where pair == nil {
        let state = machine.state(after: Prompt(alphabet: machine.alphabet, content: string).tokens)
        if let other = seen.updateValue(string, forKey: state) { pair = (other, string) }
      }
      finding.require(
        pair.map { machine.copy(of: $0) == machine.copy(of: $1) } ?? false,
        "\(place): \(states) states tell \(strings.count) strings apart: \(machine)")
      finding.cover("machines with a pair of strings that they do not tell apart")
    }
    return copied
  }

  /// A state for each beginning of one of `kept` while it is read, then one for each place in it while it is
  /// written. What is not kept ends in a state of its own. COPY does nothing: a string that was read is about
  /// to be written.
  private func storing(_ kept: [[Token]]) throws -> TableMachine {
    let alphabet = Alphabet(size: size)
    let lost = 0
    var numbers: [[Token]: Int] = [:]
    for string in kept {
      for end in 0...string.count where numbers[Array(string[..<end])] == nil {
        numbers[Array(string[..<end])] = numbers.count + 1
      }
    }
    let readers = numbers.count + 1
    let states = readers + kept.reduce(0) { $0 + $1.count - 1 }
    var updates = [[Int]](
      repeating: Array(repeating: lost, count: alphabet.vocabularySize), count: states)
    var outputs = [Token](repeating: 0, count: states)
    let root = numbers[[]] ?? lost
    for (beginning, state) in numbers {
      for token in alphabet.content { updates[state][token] = numbers[beginning + [token]] ?? lost }
    }
    var next = readers
    for string in kept {
      var state = numbers[string] ?? lost
      updates[state][alphabet.copy] = state
      for (place, token) in string.enumerated() {
        outputs[state] = token
        guard place < string.count - 1 else { break }
        updates[state][token] = next
        state = next
        next += 1
      }
    }
    for state in 0..<states { updates[state][alphabet.bos] = root }
    return try TableMachine(alphabet: alphabet, start: root, updates: updates, outputs: outputs)
  }
}
