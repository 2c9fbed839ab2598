// Lesson 6: the pigeonhole. A state space model forgets, and here are two strings to show it. See README.md
// beside this file.

import Arithmetic
import CopyTask
import Figures
import Lessons
import StateSpaces

// MARK: - A machine with a state of b bits

/// Every token stirs the state, so that all of the past has a say in it.
struct Stirrer: GeneralizedStateSpaceModel {
  let alphabet = Alphabet.letters(2)
  let bits: Int
  var start: Int { 0 }

  func update(_ state: Int, reading token: Token) -> Int { (5 * state + 3 * token + 1) % (1 << bits) }
  func output(in state: Int) -> Token { state >> (bits - 1) }
}

/// The states that a machine goes through while it reads BOS, a string and COPY.
func path<Machine: GeneralizedStateSpaceModel>(_ machine: Machine, _ string: [Token]) -> [Machine.State] {
  var states: [Machine.State] = []
  for token in Prompt(alphabet: machine.alphabet, content: string).tokens {
    states.append(machine.update(states.last ?? machine.start, reading: token))
  }
  return states
}

// MARK: - Two strings that end in the same state

let machine = Stirrer(bits: 4)
let alphabet = machine.alphabet
typealias Effort = CollisionSearch<Stirrer>.Effort
let effort = Effort(updates: 1 << 20, states: 1 << 18, length: 20)
guard let pair = CollisionSearch(machine, seed: 0).breadth(effort).pair else { fatalError("no pair") }
var paths = TextTable(["string", "states after BOS, each token and COPY", "written"], left: [0, 1, 2])
for string in [pair.first, pair.second] {
  let states = path(machine, string).map { "\($0)" }.joined(separator: " ")
  paths.append(alphabet.text(of: string), states, alphabet.text(of: machine.copy(of: string)))
}
print(paths)

// MARK: - Counting: how many strings, how many states, how many copies

var counts = TextTable(["L", "strings", "states after them", "copied", "at most"])
for length in 1...7 {
  var ends: Set<Int> = []
  for string in AllStrings(alphabetSize: alphabet.size, length: length) {
    ends.insert(path(machine, string).last ?? machine.start)
  }
  let strings = Integer(alphabet.size).raised(to: length)
  counts.append(length, strings, ends.count, machine.copiedCount(length: length), min(strings, 16))
}
print("\n\(counts)")

// MARK: - More bits: a pair is found before counting asks for one

var bits = TextTable(["bits", "shortest pair", "pair at L", "counting at L"], left: [1])
for count in [4, 6, 8, 12, 16] {
  let machine = Stirrer(bits: count)
  guard let pair = CollisionSearch(machine, seed: 0).breadth(effort).pair else { continue }
  let texts = [pair.first, pair.second].map { alphabet.text(of: $0) }.joined(separator: " ")
  bits.append(
    count, texts, pair.length, CountingLength.smallest(bits: count, alphabetSize: alphabet.size))
}
print("\n\(bits)")

// MARK: - The same with floating-point numbers: equal states, bit for bit

let recurrence = try SeededRecurrence(PigeonholeFigure.machine())
let twins = try PigeonholeFigure.pair()
let witness = CollisionWitness(twins, of: recurrence)
try WitnessReplay.check(witness)
let letters = recurrence.alphabet
let description = recurrence.description
print("\n\(description.family.rawValue) in \(description.format.rawValue), \(description.bits) bits of state:")
var states = TextTable(["read", "x", "state", "y", "state"], left: [0, 1, 3])
let (xs, ys) = (path(recurrence, witness.first), path(recurrence, witness.second))
for (place, (x, y)) in zip(xs, ys).enumerated() {
  func token(_ string: [Token]) -> String {
    place == 0 ? "BOS" : place > string.count ? "COPY" : letters.text(of: string[place - 1])
  }
  states.append(
    place, token(witness.first), recurrence.hexadecimal(x), token(witness.second), recurrence.hexadecimal(y))
}
print(states)
let (wrote, due) = (letters.text(of: witness.wrote), letters.text(of: witness.due))
let side = witness.miscopied.rawValue
print("the \(side) string is miscopied: \(wrote) at token \(witness.step + 1), due was \(due)")

// MARK: - What any machine needs: L log2 D bits

var needs = TextTable(["L", "D = 2", "D = 10", "D = 26", "D = 256"])
for length in [10, 1000, 100_000] {
  func bits(_ size: Int) -> Integer { CopyBounds(alphabetSize: size, length: length).stateBits }
  needs.append(length, bits(2), bits(10), bits(26), bits(256))
}
print("\nbits of state to copy all strings of L tokens:\n\(needs)")
