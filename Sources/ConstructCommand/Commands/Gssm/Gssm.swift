import ArgumentParser

/// `construct gssm`: what a state of fixed size can and cannot copy.
struct Gssm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gssm",
    abstract: "Say what a state space model can and cannot copy, and why.",
    discussion: """
      A generalized state space model reads one token at a time into a state of fixed size. Theorem 2.7 of \
      "Repeat After Me" (arXiv:2402.01032) counts: from each state one string is written, so a model with |S| \
      states copies at most |S| of the D^L strings of L tokens, whatever it computes.

      All answers are exact, and are given with --json as one object of the schema verbatim.gssm/1.
      """,
    subcommands: [
      GssmBound.self,
      GssmCapacity.self,
      GssmExhaust.self,
      GssmWitness.self,
      GssmList.self,
      GssmPlot.self,
    ])
}
