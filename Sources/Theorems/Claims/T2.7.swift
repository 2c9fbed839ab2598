import Arithmetic
import CopyTask
import StateSpaces

extension Claim {
  /// Theorem 2.7: `UniformCopyBound.leastError`.
  static let t27 = Claim(
    .t27,
    title: "A machine copies at most one string for each state",
    statement: """
      A GSSM with state set S copies at most |S| of the D^L strings of L tokens, whatever its update, output and start \
      are. So on uniform strings err >= 1 - |S|/D^L, and a shift register with |S| = D^m <= D^L has equality.
      """,
    origin: .paper("Theorem 2.7"),
    trusted: ["GMP"],
    executed: """
      machines of several kinds on every string, by the definition; what they copy is counted a second time by states
      """,
    subject: false,
    nearMiss: (
      statement: "The inequality is strict: err > 1 - |S|/D^L.",
      subject: true
    ),
    check: checkStateBound)

  /// Compares with err >= 1 - |S|/D^L, or with > if `isStrict`.
  private static func checkStateBound(_ isStrict: Bool, sweep: StateSweep, progress: Progress) throws -> Finding {
    var tally = StateBoundTally(isStrict: isStrict)
    for (size, width, length) in sweep.registers {
      let register = ShiftRegister(alphabet: Alphabet(size: size), width: width, length: length)
      let error = tally.add(
        register, states: Integer(register.stateCount), length: length,
        name: "a register that holds \(width) of the tokens")
      let least = Rational(1) - Rational(Integer(register.stateCount), Integer(size).raised(to: length))
      tally.finding.require(error == least, "D = \(size), L = \(length): a register errs \(error), not \(least)")
    }
    if tally.finding.counterexample != nil { return tally.finding }
    try addAllMachines(sweep, to: &tally)
    try addRandomMachines(sweep, progress, to: &tally)
    tally.add(
      PrefixKeyLookup(alphabet: Alphabet(size: 2), ngram: 2),
      states: PrefixKeyLookup.stateCount(alphabetSize: 2, ngram: 2), length: 6, name: "prefix lookup, n = 2")
    tally.add(SymmetricGroupMachine(degree: 3), states: 6, length: 3, name: "the word problem of S_3")
    for family in sweep.families {
      // The smallest state of the family; of LSTM and selective scan it has more than 8 bits.
      let description = try RecurrenceDescription(
        family: family, format: .float8e4m3, hidden: 1, alphabetSize: 2, seed: 1)
      tally.add(
        SeededRecurrence(description), states: Integer(1) << description.bits,
        length: sweep.recurrenceLength, name: "\(family.rawValue), float8e4m3")
    }
    return tally.finding
  }

  /// All machines with two states over two tokens: 2^6 tables of content updates and outputs, 2^2 of COPY.
  private static func addAllMachines(_ sweep: StateSweep, to tally: inout StateBoundTally) throws {
    for number in 0..<sweep.machines {
      let bit = { (place: Int) in number >> place & 1 }
      let machine = try TableMachine(
        alphabet: Alphabet(size: 2), start: 0,
        updates: [[bit(0), bit(1), 0, bit(2), 0], [bit(3), bit(4), 0, bit(5), 1]], outputs: [bit(6), bit(7)])
      for length in 1...sweep.longest { tally.add(machine, states: 2, length: length, name: machine.words) }
    }
  }

  private static func addRandomMachines(
    _ sweep: StateSweep, _ progress: Progress, to tally: inout StateBoundTally
  ) throws {
    var source = SplitMix64(seed: 27)
    for trial in 0..<sweep.tables {
      let (states, size) = (1 + source.next(below: sweep.mostStates), 1 + source.next(below: 3))
      let machine = try TableMachine.random(states: states, alphabetSize: size, using: &source)
      tally.add(machine, states: Integer(states), length: 1 + source.next(below: 4), name: machine.words)
      progress.advance(trial + 1, of: sweep.tables)
    }
  }
}

/// The machines that the check of T2.7 runs.
private struct StateSweep: Sweep {
  /// D, width and L of shift registers.
  let registers = [
    (2, 2, 5), (2, 1, 1), (2, 1, 4), (2, 3, 3), (2, 3, 7), (3, 2, 4), (3, 2, 5), (4, 3, 3),
  ]

  /// All there are with two states over two tokens, and the longest strings for them.
  let machines = 256
  let longest = 3

  /// Random tables, and the most states that one has.
  let tables: Int
  let mostStates = 8

  /// Recurrences with a state of 8 bits or somewhat more, and L for them.
  let families: [RecurrenceFamily]
  let recurrenceLength: Int

  init(_ effort: Effort) {
    tables = effort.choose(quick: 60, standard: 3000, exhaustive: 100_000)
    families = effort.choose(quick: [.ssm], standard: RecurrenceFamily.allCases, exhaustive: RecurrenceFamily.allCases)
    recurrenceLength = effort.choose(quick: 9, standard: 12, exhaustive: 16)
  }

  var words: String {
    let recurrences = families.count == 1 ? "an 8-bit recurrence" : "8-bit recurrences of all families"
    return "all \(machines) machines with 2 states, D = 2, L <= \(longest); \(tables.grouped) random tables with up to "
      + "\(mostStates) states; \(registers.count) shift registers; prefix lookup, a group, and \(recurrences) on "
      + "\((1 << recurrenceLength).grouped) strings"
  }
}

/// What machines were run, and how near they came to the bound.
private struct StateBoundTally {
  let isStrict: Bool
  var finding = Finding()

  init(isStrict: Bool) { self.isStrict = isStrict }

  /// Runs a machine on every string, and returns its error.
  @discardableResult
  mutating func add<Model: GeneralizedStateSpaceModel>(
    _ model: Model, states: Integer, length: Int, name: @autoclosure () -> String
  ) -> Rational {
    let size = model.alphabet.size
    let strings = Integer(size).raised(to: length)
    let copied = model.copiedCount(length: length)
    let error = Rational(1) - Rational(Integer(copied), strings)
    let bound = Rational(1) - Rational(states, strings)
    finding.require(
      isStrict ? error > bound : error >= bound,
      "D = \(size), L = \(length), |S| = \(states): \(copied) of \(strings) strings are copied, err = \(error), "
        + "and 1 - |S|/D^L = \(bound); \(name())")
    // By states: of the strings that end in one, what is written from it is the only one that can be copied.
    var ends: Set<Model.State> = []
    for string in AllStrings(alphabetSize: size, length: length) {
      ends.insert(model.state(after: Prompt(alphabet: model.alphabet, content: string).tokens))
    }
    let byStates = ends.count { end in
      let written = model.generate(length, from: end)
      return written.allSatisfy(model.alphabet.content.contains)
        && model.state(after: Prompt(alphabet: model.alphabet, content: written).tokens) == end
    }
    finding.require(byStates == copied, "\(copied) strings are copied, by states \(byStates); \(name())")
    finding.require(Integer(ends.count) <= states, "\(ends.count) states of \(states); \(name())")
    finding.cover("machines")
    finding.cover("strings", strings)
    finding.observe(.largest, "number of copied strings for a state", Rational(Integer(copied), states), at: name())
    return error
  }
}
