import Arithmetic
import CopyTask

/// One table of content updates and outputs after the other.
struct TableCursor {
  let states: Int
  let alphabetSize: Int

  /// u(s, a) at s D + a.
  private(set) var updates: [Int]

  /// r(s).
  private(set) var outputs: [Int]

  /// The table with this number: its digits are the outputs in base D, then the updates in base s.
  init(_ space: MachineSpace, number: Int) {
    states = space.states
    alphabetSize = space.alphabetSize
    var rest = number
    outputs = (0..<space.states).map { _ in
      defer { rest /= space.alphabetSize }
      return rest % space.alphabetSize
    }
    updates = (0..<(space.states * space.alphabetSize)).map { _ in
      defer { rest /= space.states }
      return rest % space.states
    }
  }

  /// Goes on to the next table; after the last one comes the first.
  mutating func advance() {
    for index in outputs.indices {
      outputs[index] += 1
      if outputs[index] < alphabetSize { return }
      outputs[index] = 0
    }
    for index in updates.indices {
      updates[index] += 1
      if updates[index] < states { return }
      updates[index] = 0
    }
  }

  /// Runs the table: e_q for each state q, the state in which what is written from q is read to its end.
  ///
  /// Reading starts in state 0, the state after BOS. A second reading goes on from where the first one ended.
  func runEnds(into ends: inout [Int], length: Int, twice: Bool) {
    for first in 0..<states {
      var (writing, reading) = (first, 0)
      for _ in 0..<length {
        let token = outputs[writing]
        reading = updates[reading * alphabetSize + token]
        writing = updates[writing * alphabetSize + token]
      }
      if twice {
        writing = first
        for _ in 0..<length {
          let token = outputs[writing]
          reading = updates[reading * alphabetSize + token]
          writing = updates[writing * alphabetSize + token]
        }
      }
      ends[first] = reading
    }
  }

  /// The machine with this table and these updates on COPY, all tokens included. BOS goes to state 0 from
  /// everywhere, and EOS changes nothing.
  func machine(copyUpdates: [Int]) -> TableMachine? {
    let rows = (0..<states).map { state in
      Array(updates[(state * alphabetSize)..<((state + 1) * alphabetSize)]) + [0, copyUpdates[state], state]
    }
    return try? TableMachine(
      alphabet: Alphabet(size: alphabetSize), start: 0, updates: rows, outputs: outputs)
  }
}
