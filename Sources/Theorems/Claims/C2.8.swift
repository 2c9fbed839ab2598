import Arithmetic
import CopyTask
import StateSpaces

extension Claim {
  /// Corollary 2.8: T2.7 in bits.
  static let c28 = Claim(
    .c28,
    title: "Fewer bits than the string errs more than half the time",
    statement: """
      A GSSM with at most 2^b states, b < L log2 D - 1, errs on more than half of the strings of L tokens over D: \
      err > 1/2.
      """,
    origin: .paper("Corollary 2.8"),
    trusted: ["GMP", "MPFR, for bits that are no integer"],
    executed: """
      the largest b of each (D, L), by integers; the least error as a fraction, and the bits by logarithms; where \
      D^L <= 1,024 one machine with one state, random tables and the widest shift register with that many states, on \
      every string
      """,
    subject: false,
    nearMiss: (
      statement: "The same holds for b = L log2 D - 1.",
      subject: true
    ),
    check: checkStateBits)

  /// Takes the largest b with 2^(b + 1) < D^L, or with <= if `includesEquality`.
  private static func checkStateBits(
    _ includesEquality: Bool, sweep: BitsSweep, progress: Progress
  ) throws -> Finding {
    var finding = Finding()
    var source = SplitMix64(seed: 28)
    for (number, size) in sweep.sizes.values.enumerated() {
      for length in 1...sweep.longest {
        let strings = Integer(size).raised(to: length)
        // The largest k with 2^k <= D^L - 1, or <= D^L.
        let bits = (includesEquality ? strings : strings - 1).bitLength - 2
        guard bits >= 0 else { continue }
        if bits < 62, 1 << bits <= sweep.mostStates, strings <= 1024 {
          try runMachines(1 << bits, size, length, using: &source, into: &finding)
        }
        let states = Integer(1) << bits
        let place = "D = \(size), L = \(length), b = \(bits)"
        let least = UniformCopyBound.leastError(alphabetSize: size, length: length, states: states)
        finding.require(least > Rational(1, 2), "\(place): 1 - 2^b/D^L = \(least)")
        let needed = UniformCopyBound(alphabetSize: size, error: Rational(1, 2))
          .wholeBitsNeeded(length: Integer(length))
        finding.require(Integer(bits) < needed, "\(place): err = 1/2 is said to need \(needed) bits")
        finding.observe(.smallest, "least error", least, at: place)
        finding.cover("sets (D, L)")
        if finding.counterexample != nil { return finding }
      }
      progress.advance(number + 1, of: sweep.sizes.count)
    }
    return finding
  }

  /// Machines with at most so many states, on every string.
  private static func runMachines(
    _ states: Int, _ size: Int, _ length: Int, using source: inout SplitMix64, into finding: inout Finding
  ) throws {
    func add(_ error: Rational, _ name: String) {
      finding.require(
        error > Rational(1, 2),
        "D = \(size), L = \(length), 2^b = \(states): \(name) errs on \(error) of the strings, not on more than half")
      finding.cover("machines")
      finding.observe(.smallest, "error of a machine", error, at: "D = \(size), L = \(length), 2^b = \(states)")
    }
    add(try TableMachine.oneState(alphabetSize: size).copyError(length: length), "a machine with one state")
    let machine = try TableMachine.random(states: states, alphabetSize: size, using: &source)
    add(machine.copyError(length: length), machine.words)
    var (width, held) = (0, 1)
    while held * size <= states { (width, held) = (width + 1, held * size) }
    if width >= 1 {
      let register = ShiftRegister(alphabet: Alphabet(size: size), width: width, length: length)
      add(register.copyError(length: length), "a register of \(width) tokens")
    }
  }
}

/// What the check of C2.8 computes and runs.
private struct BitsSweep: Sweep {
  /// D.
  let sizes: Cases<Int>

  /// The largest L.
  let longest: Int

  /// The most states of a machine that is run.
  let mostStates: Int

  init(_ effort: Effort) {
    sizes = effort.choose(
      quick: Cases(2, 3, 4, 5, 26), standard: Cases(2...10) + Cases(26, 256), exhaustive: Cases(2...64) + Cases(256))
    longest = effort.choose(quick: 10, standard: 40, exhaustive: 200)
    mostStates = effort.choose(quick: 16, standard: 64, exhaustive: 256)
  }

  var words: String { "D = \(sizes.words), L = 1 ... \(longest); machines with up to \(mostStates) states" }
}
