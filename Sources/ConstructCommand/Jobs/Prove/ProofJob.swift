import Constructions
import Theorems

/// Checks claims, or the checks themselves, with a line of progress.
struct ProofJob {
  let threads: Int

  /// Whether to keep the line of progress to itself.
  let quiet: Bool

  /// Checks claims, one after the other.
  func check(_ claims: [Claim], effort: Effort, isDetailed: Bool) throws -> ProofReport {
    let line = ProgressLine(quiet: quiet)
    defer { line?.clear() }
    var proofs: [Proof] = []
    for (number, claim) in claims.enumerated() {
      let place = "\(number + 1) of \(claims.count) claims: \(claim.id)"
      line?.show(place)
      let progress = Progress(threads: threads) { line?.show("\(place), \(Int($0 * 100)) %") }
      proofs.append(try Proof(of: claim, effort: effort, progress: progress))
    }
    return ProofReport(proofs: proofs, isDetailed: isDetailed)
  }

  /// Says which mutants of a construction survive the checks.
  func score(_ parameters: NgramParameters) throws -> MutantReport {
    let line = ProgressLine(quiet: quiet)
    defer { line?.clear() }
    let progress = Progress(threads: threads) { line?.show("mutants: \(Int($0 * 100)) %") }
    return MutantReport(try MutationScore(parameters, progress: progress))
  }
}
