import Arithmetic
import CopyTask
import StateSpaces

extension Claim {
  /// Lookup with the key first and last: `PrefixKeyLookup`, `SuffixKeyWitness`.
  static let xPrefixSuffix = Claim(
    .xPrefixSuffix,
    title: "A key that comes first needs little memory, one that comes last needs as much as copying",
    statement: """
      The successor of an n-gram that is read before the string is found, at every length, by a GSSM with \
      (1 + D + ... + D^(n-1)) + n D^n + 1 + D states, which are n log2 D + O(log n) bits. If the n-gram is read after \
      the string: take the (D - k)^B strings of B <= k^n blocks, each a different key of n tokens out of the first k \
      and then one of the other D - k tokens. A GSSM with fewer than (D - k)^B states is in the same state after two \
      of them, and gives the same answer to a key whose successors differ.
      """,
    origin: .project,
    trusted: ["GMP"],
    executed: """
      the lookup machine against looking through the string, and its states one by one; for the key last, a witness \
      for each machine, checked by running it
      """,
    subject: 1,
    nearMiss: (
      statement: "A GSSM with exactly (D - k)^B states is in the same state after two of them, too.",
      subject: 0
    ),
    check: checkKeyOrder)

  /// `missing` is how many states a machine has less than there are strings.
  private static func checkKeyOrder(_ missing: Int, sweep: LookupSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    var source = SplitMix64(seed: 5)
    for (size, ngram, blocks, keyTokens) in sweep.keyLast {
      let strings = (0..<blocks).reduce(1) { product, _ in product * (size - keyTokens) }
      let most = strings - missing
      let place = "D = \(size), n = \(ngram), k = \(keyTokens), B = \(blocks)"
      // The register that keeps as many values as there are states for.
      var width = blocks
      let alphabet = Alphabet(size: size)
      while ValueRegister(alphabet: alphabet, keyTokens: keyTokens, width: width).stateCount > most, width > 0 {
        width -= 1
      }
      let register = ValueRegister(alphabet: alphabet, keyTokens: keyTokens, width: width)
      requireSuffixWitness(
        of: register, (ngram, blocks, keyTokens),
        "\(place): a register of \(width) values, \(register.stateCount) states", into: &finding)
      for _ in 0..<sweep.tables where most >= 1 {
        let machine = try TableMachine.random(states: most, alphabetSize: size, using: &source)
        requireSuffixWitness(of: machine, (ngram, blocks, keyTokens), "\(place): \(machine.words)", into: &finding)
      }
      if finding.counterexample != nil { return finding }
    }
    // 2^8 = 256 strings; the machine that is right with the key first has 218 states.
    requireSuffixWitness(
      of: PrefixKeyLookup(alphabet: Alphabet(size: 4), ngram: 3), (3, 8, 2), "prefix lookup, D = 4, n = 3",
      into: &finding)
    checkPrefixLookup(sweep, progress, using: &source, into: &finding)
    return finding
  }

  /// Looks for two strings that the machine cannot tell apart, and asks it for the successor in both.
  private static func requireSuffixWitness<Model: GeneralizedStateSpaceModel>(
    of model: Model, _ blocks: (ngram: Int, count: Int, keyTokens: Int), _ name: @autoclosure () -> String,
    into finding: inout Finding
  ) {
    finding.cover("machines with the key last")
    guard
      let witness = SuffixKeyWitness.search(
        model, ngram: blocks.ngram, blocks: blocks.count, keyTokens: blocks.keyTokens)
    else {
      finding.refute("\(name()), is in different states after all strings")
      return
    }
    let strings = [witness.first, witness.second]
    let answers = strings.map { string in
      model.output(in: model.state(after: [model.alphabet.bos] + string + witness.key + [model.alphabet.copy]))
    }
    let due = strings.map { successor(of: witness.key, in: $0) }
    finding.require(
      answers[0] == answers[1] && due[0] != due[1] && due == witness.successors.map(Optional.some),
      "\(name()): no witness: \(witness)")
  }

  /// The machine with the key first, against looking.
  private static func checkPrefixLookup(
    _ sweep: LookupSweep, _ progress: Progress, using source: inout SplitMix64, into finding: inout Finding
  ) {
    func require(_ machine: PrefixKeyLookup, _ key: [Token], _ string: [Token]) {
      let state = machine.state(after: [machine.alphabet.bos] + key + string + [machine.alphabet.copy])
      var answer: Token?
      if case .found(let token) = state { answer = token }
      let due = successor(of: key, in: string)
      let text = { (token: Token?) in token.map { machine.alphabet.text(of: $0) } ?? "nothing" }
      finding.require(
        answer == due,
        "the successor of \(machine.alphabet.text(of: key)) in \(machine.alphabet.text(of: string.prefix(60))): "
          + "found \(text(answer)), due \(text(due))")
      if due != nil { finding.cover("successors found with the key first") }
      finding.cover("strings with the key first")
      finding.observe(.largest, "length of a string", Rational(string.count), at: "n = \(key.count)")
    }
    for (size, ngram) in [(2, 1), (2, 3), (3, 2), (5, 2)] {
      let machine = PrefixKeyLookup(alphabet: Alphabet(size: size), ngram: ngram)
      let reached = machine.reachableStates(limit: 10_000)?.count ?? -1
      let powers = (0...ngram).map { Integer(size).raised(to: $0) }
      let states = powers.dropLast().reduce(0, +) + Integer(ngram) * powers[ngram] + 1 + Integer(size)
      finding.require(
        Integer(reached) == states && PrefixKeyLookup.stateCount(alphabetSize: size, ngram: ngram) == states,
        "D = \(size), n = \(ngram): \(reached) states are reached, not \(states)")
    }
    for trial in 0..<sweep.strings {
      let (size, ngram) = (2 + source.next(below: 2), 1 + source.next(below: 4))
      let tokens = (0..<(ngram + source.next(below: 40))).map { _ in source.next(below: size) }
      require(
        PrefixKeyLookup(alphabet: Alphabet(size: size), ngram: ngram), Array(tokens[..<ngram]),
        Array(tokens[ngram...]))
      progress.advance(trial + 1, of: sweep.strings)
    }
    // The key only at the end: its last token stands nowhere else.
    let string = (0..<sweep.longest).map { _ in source.next(below: 3) }
    let key = [string[0], string[1], 3]
    require(PrefixKeyLookup(alphabet: Alphabet(size: 4), ngram: 3), key, string + key + [2, 1])
  }

  /// What follows the first place where the key stands, by looking.
  private static func successor(of key: [Token], in string: [Token]) -> Token? {
    guard string.count > key.count else { return nil }
    for first in 0..<(string.count - key.count) where string[first..<(first + key.count)].elementsEqual(key) {
      return string[first + key.count]
    }
    return nil
  }
}

/// The machines and strings that the check of X.prefix-suffix runs.
private struct LookupSweep: Sweep {
  /// D, n, B and k for a key that comes last, each with a register and random tables.
  let keyLast = [(4, 2, 3, 2), (5, 2, 3, 2), (6, 1, 3, 3)]

  /// Random tables for each of them.
  let tables: Int

  /// Random strings after the key, and the length of one more.
  let strings, longest: Int

  init(_ effort: Effort) {
    tables = effort.choose(quick: 4, standard: 200, exhaustive: 10_000)
    strings = effort.choose(quick: 300, standard: 20_000, exhaustive: 500_000)
    longest = effort.choose(quick: 2000, standard: 100_000, exhaustive: 1_000_000)
  }

  var words: String {
    "\(strings.grouped) random strings and one of \(longest.words) tokens; \((keyLast.count * tables).grouped) random "
      + "tables, \(keyLast.count) registers and prefix lookup"
  }
}
