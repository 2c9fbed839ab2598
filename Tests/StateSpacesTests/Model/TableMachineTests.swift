import Arithmetic
import CopyTask
import StateSpaces
import TestSupport
import Testing

/// A random machine with all tables full, start, BOS and outputs of special tokens included.
func randomMachine(states: Int, alphabetSize: Int, seed: UInt64) throws -> TableMachine {
  var source = SplitMix64(seed: seed)
  let alphabet = Alphabet(size: alphabetSize)
  return try TableMachine(
    alphabet: alphabet, start: source.next(below: states),
    updates: (0..<states).map { _ in (0..<alphabet.vocabularySize).map { _ in source.next(below: states) } },
    outputs: (0..<states).map { _ in source.next(below: alphabet.vocabularySize) })
}

@Suite("Machines given by tables")
struct TableMachineTests {
  private let alphabet = Alphabet(size: 2)

  @Test("do what their tables say")
  func tables() throws {
    // Remembers the last token in states 0 and 1.
    let machine = try TableMachine(
      alphabet: alphabet, start: 0, updates: [[0, 1, 0, 0, 0], [0, 1, 0, 1, 1]], outputs: [0, 1])
    #expect(machine.copies([1, 1, 1]) && machine.copies([0]) && !machine.copies([0, 1]))
    #expect(machine.copiedCount(length: 3) == 2)
    #expect(machine.copyError(length: 3) == Rational(3, 4))
    #expect(machine.copiedCount(length: 0) == 1 && machine.copyError(length: 0) == 0)
    #expect(machine.reachableStates(limit: 2) == [0, 1])
    #expect(machine.reachableStates(limit: 1) == nil)
  }

  @Test("are refused where an entry is out of range, and it is named")
  func invalid() {
    let row = [0, 0, 0, 0, 0]
    #expect(throws: TableMachine.Invalid.noStates) {
      try TableMachine(alphabet: alphabet, start: 0, updates: [], outputs: [])
    }
    #expect(throws: TableMachine.Invalid.rows(2, expected: 1)) {
      try TableMachine(alphabet: alphabet, start: 0, updates: [row, row], outputs: [0])
    }
    #expect(throws: TableMachine.Invalid.columns(4, state: 1, expected: 5)) {
      try TableMachine(alphabet: alphabet, start: 0, updates: [row, [0, 0, 0, 0]], outputs: [0, 0])
    }
    #expect(throws: TableMachine.Invalid.target(1, state: 0, token: 3, states: 1)) {
      try TableMachine(alphabet: alphabet, start: 0, updates: [[0, 0, 0, 1, 0]], outputs: [0])
    }
    #expect(throws: TableMachine.Invalid.start(-1, states: 1)) {
      try TableMachine(alphabet: alphabet, start: -1, updates: [row], outputs: [0])
    }
    #expect(throws: TableMachine.Invalid.output(5, state: 0, tokens: 5)) {
      try TableMachine(alphabet: alphabet, start: 0, updates: [row], outputs: [5])
    }
  }

  @Test("T2.7: no machine has an error below 1 - |S| / D^L, whatever its start, BOS and outputs")
  func theorem() {
    forAll(.triple(.int(in: 1...6), .int(in: 1...3), .int(in: 0...1_000_000)), trials: 8) { states, size, seed in
      let machine = try randomMachine(states: states, alphabetSize: size, seed: UInt64(seed))
      return (0...4).allSatisfy {
        machine.copyError(length: $0)
          >= UniformCopyBound.leastError(alphabetSize: size, length: $0, states: Integer(states))
      }
    }
  }
}
