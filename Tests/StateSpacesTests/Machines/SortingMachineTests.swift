import Arithmetic
import CopyTask
import StateSpaces
import Testing

@Suite("The sorting machine")
struct SortingMachineTests {
  @Test(
    "X.tight: with s states, for every s up to D^L, it errs 1 - s / D^L exactly",
    arguments: [
      (1, 1), (1, 4), (2, 1), (2, 2), (2, 5), (2, 6), (3, 1), (3, 2), (3, 3), (4, 2), (5, 2), (26, 1),
    ])
  func attainsTheBound(size: Int, length: Int) {
    let strings = (0..<length).reduce(1) { product, _ in product * size }
    for states in 1...strings {
      let machine = SortingMachine(alphabet: Alphabet(size: size), stateCount: states, length: length)
      let least = UniformCopyBound.leastError(alphabetSize: size, length: length, states: Integer(states))
      if machine.copyError(length: length) != least {
        Issue.record("s = \(states): \(machine.copiedCount(length: length)) strings are copied")
        return
      }
    }
  }

  @Test("whatever it reads, it stays within its states, and COPY only rearranges them")
  func staysWithin() {
    for (size, length) in [(1, 3), (2, 4), (3, 3), (5, 2), (7, 2)] {
      let alphabet = Alphabet(size: size)
      let strings = (0..<length).reduce(1) { product, _ in product * size }
      for count in 1...strings {
        let machine = SortingMachine(alphabet: alphabet, stateCount: count, length: length)
        let states = 0..<count
        let isClosed = states.allSatisfy { state in
          (0..<alphabet.size + 3).allSatisfy { states.contains(machine.update(state, reading: $0)) }
        }
        let rearranged = Set(states.map { machine.update($0, reading: alphabet.copy) })
        if !isClosed || rearranged.count != count || !states.contains(machine.start) {
          Issue.record("D = \(size), L = \(length), s = \(count)")
          return
        }
      }
    }
  }

  @Test("copies one string of 10,000 tokens for each of many states")
  func long() {
    let alphabet = Alphabet(size: 26)
    let machine = SortingMachine(alphabet: alphabet, stateCount: 12_345, length: 10_000)
    for first in [0, 1, 4_567, 12_344] {
      var (state, string) = (first, [Token]())
      for _ in 0..<machine.length {
        string.append(machine.output(in: state))
        state = machine.update(state, reading: string[string.count - 1])
      }
      #expect(machine.copies(string))
      string[5_000] = (string[5_000] + 1) % alphabet.size
      #expect(!machine.copies(string))
    }
  }
}
