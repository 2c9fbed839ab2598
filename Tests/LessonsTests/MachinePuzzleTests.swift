import CopyTask
import Lessons
import StateSpaces
import TestSupport
import Testing

/// The puzzles whose answers are tables.
@Suite struct MachinePuzzleTests {
  private typealias Row = TableMachine.Row
  private let bits = Alphabet(size: 2)

  /// What a table does, followed by hand: the tokens written after BOS x COPY.
  private func written(_ rows: [Row], _ start: Int, _ string: [Token], _ length: Int) -> [Token] {
    var state = start
    for token in string { state = rows[state].next[token] }
    state = rows[state].copy
    var written: [Token] = []
    for _ in 0..<length {
      written.append(rows[state].writes)
      state = rows[state].next[rows[state].writes]
    }
    return written
  }

  private func strings(_ length: Int) -> [[Token]] {
    (0..<length).reduce([[]]) { level, _ in level.flatMap { string in [string + [0], string + [1]] } }
  }

  /// A register of three bits that goes round.
  private var register: [Row] {
    (0..<8).map { Row(writes: $0 / 4, next: [$0 % 4 * 2, $0 % 4 * 2 + 1], copy: $0) }
  }

  /// Six states: start, looking for a, looking for b, met, found a, found b.
  private var lookup: [Row] {
    [([1, 2], 0, 0), ([3, 1], 0, 1), ([2, 3], 0, 2), ([4, 5], 0, 3), ([4, 4], 0, 4), ([5, 5], 1, 5)]
      .map { Row(writes: $0.1, next: $0.0, copy: $0.2) }
  }

  private func changed(_ rows: [Row]) -> Generator<(rows: [Row], start: Int)> {
    Generator { source in
      var rows = rows
      var start = 0
      for _ in 0...source.next(below: 2) {
        let state = source.next(below: rows.count)
        let (row, target) = (rows[state], source.next(below: rows.count))
        switch source.next(below: 5) {
        case 0: rows[state] = Row(writes: 1 - row.writes, next: row.next, copy: row.copy)
        case 1: rows[state] = Row(writes: row.writes, next: [target, row.next[1]], copy: row.copy)
        case 2: rows[state] = Row(writes: row.writes, next: [row.next[0], target], copy: row.copy)
        case 3: rows[state] = Row(writes: row.writes, next: row.next, copy: target)
        default: start = target
        }
      }
      return (rows, start)
    }
  }

  @Test func machines() {
    let strings = strings(3)
    forAll(changed(register)) { rows, start in
      let verdict = MachinePuzzle(try TableMachine(bits, start: start, rows: rows), length: 3).verdict()
      let index = strings.firstIndex { written(rows, start, $0, 3) != $0 }
      guard let index else { return verdict.isSolved && verdict.checked == 8 }
      let found = verdict.counterexample
      let due = strings[index]
      let step = written(rows, start, due, 3).indices.first { written(rows, start, due, 3)[$0] != due[$0] }
      return found?.string == due && found?.step == step && verdict.checked == index + 1
        && found?.wrote == step.map { [written(rows, start, due, 3)[$0]] }
    }
  }

  @Test func namesOfStatesDoNotMatter() throws {
    // State s is called 7 - s.
    let rows = register.reversed().map {
      Row(writes: $0.writes, next: $0.next.map { 7 - $0 }, copy: 7 - $0.copy)
    }
    #expect(MachinePuzzle(try TableMachine(bits, start: 3, rows: rows), length: 3).verdict().isSolved)
  }

  @Test func oneStateMoreIsNotTheSmallestAndOneLessLosesAString() throws {
    let more = register + [Row(writes: 0, next: [0, 0], copy: 0)]
    let large = MachinePuzzle(try TableMachine(bits, start: 0, rows: more), length: 3).verdict()
    #expect(large.checked == 8)
    #expect(
      large.counterexample?.text == "9 states, where D^L = 8 do: this machine is not the smallest")
    let less = register.dropLast().map {
      Row(writes: $0.writes, next: $0.next.map { min($0, 6) }, copy: $0.copy)
    }
    let small = MachinePuzzle(try TableMachine(bits, start: 0, rows: less), length: 3).verdict()
    #expect(small.counterexample?.string == [1, 1, 1])
    #expect(
      small.reason
        == "after bba and COPY, and after bbb and COPY, the machine is in state 6: one of them is lost")
  }

  @Test func lookups() {
    // Far more tokens than it takes to reach every pair of six states and those of the machine that is right.
    let all = (2...8).flatMap { strings($0) }
    forAll(changed(lookup), trials: 10) { rows, start in
      let verdict = LookupPuzzle(
        try TableMachine(bits, start: start, rows: rows), ngram: 1, mostStates: 6
      ).verdict()
      let first = all.first { string in
        guard let place = string.dropFirst().firstIndex(of: string[0]), place + 1 < string.count else {
          return false
        }
        return written(rows, start, string, 1) != [string[place + 1]]
      }
      return verdict.counterexample?.string == first
    }
  }

  @Test func aLookupHasAsManyStatesAsAreAllowed() throws {
    let machine = try TableMachine(bits, start: 0, rows: lookup)
    #expect(LookupPuzzle(machine, ngram: 1, mostStates: 6).verdict().isSolved)
    #expect(
      LookupPuzzle(machine, ngram: 1, mostStates: 5).verdict().counterexample?.text
        == "6 states, where 5 are allowed and enough")
    // What is right for keys of one letter is not for keys of two.
    let wrong = LookupPuzzle(machine, ngram: 2, mostStates: 6).verdict()
    #expect(wrong.counterexample?.string?.count == 5)
  }
}
