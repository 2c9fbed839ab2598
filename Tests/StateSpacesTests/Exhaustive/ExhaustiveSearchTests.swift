import Arithmetic
import CopyTask
import Testing

@testable import StateSpaces

@Suite("X.tight and X.twice, by all machines")
struct ExhaustiveSearchTests {
  /// Sizes that a debug build can do, every one by all its machines.
  private static let sizes: [(states: Int, size: Int, length: Int)] =
    (1...3).flatMap { states in (1...5).map { (states, 2, $0) } }
    + (1...2).flatMap { states in (1...4).map { (states, 3, $0) } } + [(1, 1, 3), (3, 1, 2), (2, 5, 2)]

  private func power(_ base: Int, _ exponent: Int) -> Int { (0..<exponent).reduce(1) { product, _ in product * base } }

  @Test("the most strings that s states copy is min(s, D^L), read once or twice", arguments: [false, true])
  func maximum(twice: Bool) throws {
    for (states, size, length) in ExhaustiveSearchTests.sizes {
      let space = MachineSpace(states: states, alphabetSize: size)
      let search = ExhaustiveSearch(space, length: length, twice: twice)
      let tally = search.run(threads: 2)
      let label: Comment = "s = \(states), D = \(size), L = \(length)"
      #expect(tally.maximum == min(states, power(size, length)), label)
      #expect(search.expectedMaximum == tally.maximum, label)
      #expect(tally.covered == space.count, label)
      #expect(space.count == Integer(power(states, states * (size + 1)) * power(size, states)), label)
      let best = try #require(tally.best)
      #expect(best.stateCount == states, label)
      #expect(search.replay(best) == tally.maximum, label)
    }
  }

  @Test("the inequality of T2.7 is weak: the best machine errs 1 - s / D^L, not more")
  func strictInequalityIsRefuted() throws {
    for (states, length) in [(2, 1), (2, 3), (3, 2), (3, 5)] {
      let tally = ExhaustiveSearch(MachineSpace(states: states, alphabetSize: 2), length: length).run(threads: 1)
      let best = try #require(tally.best)
      let floor = UniformCopyBound.leastError(alphabetSize: 2, length: length, states: Integer(states))
      #expect(best.copyError(length: length) == floor)
      #expect(!(best.copyError(length: length) > floor))
    }
  }

  @Test(
    "the tally is that of running every machine on every string",
    arguments: [
      (1, 2, 2), (2, 2, 1), (2, 2, 3), (2, 3, 2), (2, 1, 2),
    ])
  func everyMachine(states: Int, size: Int, length: Int) throws {
    let space = MachineSpace(states: states, alphabetSize: size)
    for twice in [false, true] {
      let search = ExhaustiveSearch(space, length: length, twice: twice)
      var machines = [Integer](repeating: 0, count: states + 1)
      for number in 0..<power(states, states * size) * power(size, states) {
        let cursor = TableCursor(space, number: number)
        for copies in 0..<power(states, states) {
          let updates = (0..<states).map { copies / power(states, $0) % states }
          let machine = try #require(cursor.machine(copyUpdates: updates))
          machines[search.replay(machine)] += 1
        }
      }
      #expect(search.run(threads: 1).machines == machines)
    }
  }

  @Test("with three states, the tally of some tables is that of all their updates on COPY")
  func someTables() throws {
    let space = MachineSpace(states: 3, alphabetSize: 2)
    var source = SplitMix64(seed: 2)
    for _ in 0..<12 {
      let number = source.next(below: 5832)
      let search = ExhaustiveSearch(space, length: 1 + source.next(below: 4), twice: source.next(below: 2) == 1)
      var machines = [Integer](repeating: 0, count: 4)
      let cursor = TableCursor(space, number: number)
      for copies in 0..<27 {
        let updates = [copies % 3, copies / 3 % 3, copies / 9]
        let machine = try #require(cursor.machine(copyUpdates: updates))
        machines[search.replay(machine)] += 1
      }
      #expect(search.run(tables: number..<(number + 1)).machines == machines)
    }
  }

  @Test("the cursor meets every table once, in the order of their numbers")
  func cursor() {
    let space = MachineSpace(states: 2, alphabetSize: 3)
    var cursor = TableCursor(space, number: 0)
    var seen: Set<[Int]> = []
    for number in 0..<576 {
      let other = TableCursor(space, number: number)
      #expect(other.updates == cursor.updates && other.outputs == cursor.outputs)
      seen.insert(cursor.updates + cursor.outputs)
      cursor.advance()
    }
    #expect(space.tables == 576 && seen.count == 576)
  }

  @Test("the result does not depend on the threads, and all tables are announced")
  func threads() {
    let search = ExhaustiveSearch(MachineSpace(states: 3, alphabetSize: 3), length: 1)
    // 531,441 tables are too many for a debug build; a part of them in two ways is enough.
    let whole = search.run(tables: 0..<30_000)
    var parts = search.run(tables: 20_000..<30_000)
    parts.add(search.run(tables: 0..<20_000))
    #expect(parts == whole)
    let small = ExhaustiveSearch(MachineSpace(states: 3, alphabetSize: 2), length: 2)
    #expect(small.run(threads: 1) == small.run(threads: 4))
  }

  @Test("a machine outside the reduced space is matched by one inside that copies as many strings")
  func normalization() throws {
    // Start, BOS, EOS and outputs of any kind, against the machine with state 0 after BOS and content
    // outputs.
    for seed in 0..<200 {
      let machine = try randomMachine(states: 3, alphabetSize: 2, seed: UInt64(seed))
      let first = machine.update(machine.start, reading: machine.alphabet.bos)
      let renamed = { (state: Int) in state == first ? 0 : state == 0 ? first : state }
      let rows = (0..<3).map { state in
        (0..<2).map { renamed(machine.updates[renamed(state)][$0]) } + [
          0, renamed(machine.updates[renamed(state)][3]), state,
        ]
      }
      let outputs = (0..<3).map { min(machine.outputs[renamed($0)], 1) }
      let reduced = try TableMachine(alphabet: machine.alphabet, start: 0, updates: rows, outputs: outputs)
      for length in 1...3 {
        #expect(reduced.copiedCount(length: length) >= machine.copiedCount(length: length))
      }
    }
  }
}
