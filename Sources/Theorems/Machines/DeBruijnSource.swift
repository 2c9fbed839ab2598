import Arithmetic
import CopyTask
import StateSpaces

/// The uniform distribution over the de Bruijn strings of one (D, n).
struct DeBruijnSource {
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
