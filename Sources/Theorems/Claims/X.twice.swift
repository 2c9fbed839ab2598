import CopyTask
import StateSpaces

extension Claim {
  /// A second reading adds nothing: `ExhaustiveSearch.twice`.
  static let xTwice = Claim(
    .xTwice,
    title: "Reading the string twice does not help",
    statement: """
      Over all GSSMs with s >= 1 states that read the string twice before COPY the largest number of copied strings of \
      L tokens over D is min(s, D^L), as after one reading.
      """,
    origin: .project,
    trusted: ["GMP", "the normal form of MachineSpace, for which its comment and the page give the reasons"],
    executed: """
      all machines of MachineSpace on BOS x x COPY, the updates on COPY multiplied out; the best machine again on \
      every string
      """,
    subject: 0,
    nearMiss: (
      statement: "A second reading is worth a state: the largest number is min(s + 1, D^L).",
      subject: 1
    ),
    check: { (gain: Int, sweep: MachineSweep, progress) in
      sweep.check(twice: true, maximum: { min($0 + gain, $1) }, progress: progress)
    })
}
