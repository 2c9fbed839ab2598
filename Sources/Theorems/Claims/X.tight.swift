import Arithmetic
import CopyTask
import StateSpaces

extension Claim {
  /// T2.7 is attained: `ExhaustiveSearch`, `ShiftRegister`, `SortingMachine`.
  static let xTight = Claim(
    .xTight,
    title: "The best machine copies as many strings as it has states",
    statement: """
      Over all GSSMs with s >= 1 states the largest number of copied strings of L tokens over D is min(s, D^L), and \
      for s = D^m a shift register attains it at every L >= m. So the > of Theorem 2.7 must be >=.
      """,
    origin: .project,
    trusted: ["GMP", "the normal form of MachineSpace, for which its comment and the page give the reasons"],
    executed: """
      all machines of MachineSpace, the updates on COPY multiplied out; the best machine again on every string; shift \
      registers and sorting machines on every string
      """,
    subject: false,
    nearMiss: (
      statement: "Some string is always lost: the largest number is min(s, D^L - 1).",
      subject: true
    ),
    check: checkTightness)

  /// Compares the maximum with min(s, D^L), or with min(s, D^L - 1) if one string is said to be lost.
  private static func checkTightness(_ losesOne: Bool, sweep: TightSweep, progress: Progress) -> Finding {
    let lost = losesOne ? 1 : 0
    var finding = sweep.machines.check(twice: false, maximum: { min($0, $1 - lost) }, progress: progress)
    if finding.counterexample != nil { return finding }
    for (size, width, length) in sweep.registers {
      let register = ShiftRegister(alphabet: Alphabet(size: size), width: width, length: length)
      count(
        register, states: register.stateCount, length, "a register of \(width) tokens", losing: lost, in: &finding)
      finding.cover("shift registers")
    }
    for (size, length) in sweep.sorted {
      for states in 1...(NgramSpace(alphabetSize: size, order: length).count ?? 1) {
        let machine = SortingMachine(alphabet: Alphabet(size: size), stateCount: states, length: length)
        count(machine, states: states, length, "a sorting machine of \(states) states", losing: lost, in: &finding)
        finding.cover("sorting machines")
      }
    }
    return finding
  }

  /// Runs a machine on every string, and compares how many it copies with min(s, D^L), less one if one is said
  /// to be lost.
  private static func count(
    _ machine: some GeneralizedStateSpaceModel, states: Int, _ length: Int, _ name: String, losing lost: Int,
    in finding: inout Finding
  ) {
    let size = machine.alphabet.size
    let strings = Integer(size).raised(to: length)
    let expected = min(Integer(states), strings - Integer(lost))
    let copied = Integer(machine.copiedCount(length: length))
    finding.require(
      copied == expected,
      "D = \(size), L = \(length): \(name) copies \(copied) strings, not \(expected)")
    finding.cover("strings", strings)
  }
}

/// The machines that the check of X.tight runs.
private struct TightSweep: Sweep {
  /// All there are.
  let machines: MachineSweep

  /// D, m and L of registers of m tokens.
  let registers: [(Int, Int, Int)]

  /// D and L of machines of 1 to D^L states.
  let sorted: [(Int, Int)]

  init(_ effort: Effort) {
    machines = MachineSweep(effort)
    let registers = [(2, 1, 4), (2, 2, 5), (2, 3, 7), (2, 6, 6), (3, 2, 5), (4, 3, 3)]
    let more = registers + [(2, 9, 14), (3, 5, 9), (5, 3, 6)]
    self.registers = effort.choose(
      quick: registers, standard: more, exhaustive: more + [(2, 13, 20), (10, 3, 6)])
    let sorted = [(2, 1), (2, 4), (3, 2), (5, 1)]
    let longer = sorted + [(2, 6), (3, 3), (4, 3), (10, 2)]
    self.sorted = effort.choose(
      quick: sorted, standard: longer, exhaustive: longer + [(2, 10), (3, 6), (6, 4)])
  }

  var words: String { machines.words }
}
