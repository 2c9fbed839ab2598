import Arithmetic
import Testing
import Theorems

/// The claims at the quick level: this output reads as the list of theorems.
@Suite("Theorems")
struct TheoremTests {
  @Test("hold over the quick range, where the same check refutes the near miss", arguments: Claim.all)
  func holds(_ claim: Claim) throws {
    let proof = try Proof(of: claim, effort: .quick)
    #expect(
      proof.finding.counterexample == nil,
      "\(claim.statement)\nCounterexample: \(proof.finding.counterexample ?? "")")
    #expect(proof.finding.covered.contains { $0.count > 0 }, "nothing was checked")
    #expect(proof.nearMiss.counterexample != nil, "the check did not refute \"\(claim.nearMiss.statement)\"")
  }
}
