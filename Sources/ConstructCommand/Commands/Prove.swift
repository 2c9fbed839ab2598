import ArgumentParser
import Constructions
import CopyTask
import Theorems

/// `construct prove`: checks claims and their near misses.
struct Prove: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Check the claims by computation, each together with a false statement close by.",
    usage: """
      construct prove [<id> ...] [--effort <effort>] [--threads <threads>] [--json] [--quiet]
      construct prove --list [--json]
      construct prove --mutants <n,D> [--threads <threads>] [--json] [--quiet]
      """,
    discussion: """
      A claim holds if its check covered its whole range and found no counterexample, and if the same check did find \
      one to the near miss, a false statement close by. Named claims are reported in full, all of them in a table. \
      What is checked is a range of cases: the proofs for all of them are the pages in Proofs/.

      EXIT STATUS
        0   Every claim holds, and every near miss is refuted.
        1   One does not; the counterexample is printed.
      """)

  @Argument(help: ArgumentHelp("The claims to check, such as \(ClaimID.t23). (default: all)", valueName: "id"))
  var ids: [String] = []

  @Option(
    "effort",
    """
    How much to cover: 'quick', seconds each; 'standard', minutes for all; 'exhaustive', a night for \
    all. (default: quick)
    """)
  var effort: Effort = .quick

  @OptionGroup var threads: ThreadOptions

  @Flag(help: "List the claims and check nothing.")
  var list = false

  @Option(
    help: ArgumentHelp(
      """
      Change the construction for these parameters in every way of a list, and say which checks notice. Slow beyond \
      n = 2, D = 3.
      """, valueName: "n,D"),
    transform: parameterPair)
  var mutants: NgramParameters?

  static let schema = "verbatim.proof/1"
  static let quietHelp = "Print nothing: the exit status says whether all claims hold."

  @OptionGroup var reporting: OutputOptions<Prove>

  func validate() throws {
    for name in ids where ClaimID(rawValue: name) == nil {
      let known = ClaimID.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure.usage("\(name): expected the name of a claim, one of \(known)")
    }
  }

  func report() throws -> any CommandReport {
    if list { return ClaimList(claims: claims) }
    let job = ProofJob(threads: threads.count, quiet: reporting.quiet)
    if let mutants { return try job.score(mutants) }
    return try job.check(claims, effort: effort, isDetailed: !ids.isEmpty)
  }

  /// The claims of the given names, each once, or all.
  private var claims: [Claim] {
    guard !ids.isEmpty else { return Claim.all }
    var claims: [Claim] = []
    for id in ids.compactMap({ ClaimID(rawValue: $0) }) where !claims.contains(where: { $0.id == id }) {
      claims.append(.named(id))
    }
    return claims
  }
}

/// n and D, with a comma between them, within what can be checked in minutes.
@Sendable
private func parameterPair(_ text: String) throws -> NgramParameters {
  let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
  // The number of mutants grows with the square of n d, and the number of strings with distinct n-grams much
  // faster.
  let known = [[1, 2], [1, 3], [1, 4], [1, 5], [2, 2], [3, 2], [2, 3]]
  guard known.contains(parts.compactMap { $0 }), let ngram = parts.first ?? nil, let size = parts.last ?? nil else {
    throw ValidationError(
      "expected one of " + known.map { $0.map(String.init).joined(separator: ",") }.joined(separator: ", "))
  }
  return try NgramParameters(ngram: ngram, alphabetSize: size)
}
