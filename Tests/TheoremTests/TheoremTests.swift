import Arithmetic
import Testing
import Theorems

/// The claims, each under its own name, at the quick level: this output reads as the list of theorems.
@Suite("Theorems")
struct TheoremTests {
  @Test("T2.3: two layers copy every string with distinct n-grams")
  func T2_3() throws { try prove("T2.3") }

  @Test("T2.3.windows: Hard-ALiBi windows gather the last n + 1 tokens")
  func T2_3_windows() throws { try prove("T2.3.windows") }

  @Test("T2.3.gate: the ReLU layer silences what lies beyond a boundary")
  func T2_3_gate() throws { try prove("T2.3.gate") }

  @Test("T2.3.match: the right key leads by two points")
  func T2_3_match() throws { try prove("T2.3.match") }

  @Test("T2.3.weight: the right key has more than 8/9 of the attention")
  func T2_3_weight() throws { try prove("T2.3.weight") }

  @Test("T2.3.readout: the right logit leads")
  func T2_3_readout() throws { try prove("T2.3.readout") }

  @Test("L2.4: a uniform string rarely repeats an n-gram")
  func L2_4() throws { try prove("L2.4") }

  @Test("C2.5: logarithmic width is enough for any error")
  func C2_5() throws { try prove("C2.5") }

  @Test("T2.7: a machine copies at most one string for each state")
  func T2_7() throws { try prove("T2.7") }

  @Test("C2.8: fewer bits than the string errs more than half the time")
  func C2_8() throws { try prove("C2.8") }

  @Test("R2.9: the construction remembers O(n L log D) bits")
  func R2_9() throws { try prove("R2.9") }

  @Test("X.failure-set: exactly the strings with a successor conflict fail")
  func X_failure_set() throws { try prove("X.failure-set") }

  @Test("X.tight: the best machine copies as many strings as it has states")
  func X_tight() throws { try prove("X.tight") }

  @Test("X.twice: reading the string twice does not help")
  func X_twice() throws { try prove("X.twice") }

  @Test("X.witness: two strings that end in the same state")
  func X_witness() throws { try prove("X.witness") }

  @Test("X.de-bruijn: on de Bruijn strings the transformer never errs, and a small state mostly does")
  func X_de_bruijn() throws { try prove("X.de-bruijn") }

  @Test("X.scale: a score scale that does not depend on the length")
  func X_scale() throws { try prove("X.scale") }

  @Test("X.one-layer: one layer does not copy")
  func X_one_layer() throws { try prove("X.one-layer") }

  @Test("X.hybrid: a shift register and one attention layer copy")
  func X_hybrid() throws { try prove("X.hybrid") }

  @Test("X.prefix-suffix: a key that comes first needs little memory, one that comes last needs as much as copying")
  func X_prefix_suffix() throws { try prove("X.prefix-suffix") }

  @Test("X.state-tracking: the word problem of a group takes one state for each element")
  func X_state_tracking() throws { try prove("X.state-tracking") }

  /// Checks the claim and its near miss, and says what contradicts the statement if anything does.
  private func prove(_ id: String) throws {
    let claim = try #require(Catalogue.claim(id), "no claim is called \(id)")
    let proof = try Proof(of: claim, effort: .quick)
    #expect(
      proof.finding.counterexample == nil,
      "\(id): \(claim.statement)\nCounterexample: \(proof.finding.counterexample ?? "")")
    #expect(proof.finding.covered.contains { $0.count > 0 }, "\(id): nothing was checked")
    #expect(
      proof.nearMiss.counterexample != nil, "\(id): the check did not refute \"\(claim.nearMiss.statement)\"")
  }
}
