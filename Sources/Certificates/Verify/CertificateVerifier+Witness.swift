import CopyTask
import StateSpaces

extension CertificateVerifier {
  /// Builds the machine from its description and replays both strings.
  func check(_ witness: WitnessCertificate) throws(CertificateProblem) {
    if let excess = witness.machine.excess(length: witness.first.length, step: witness.step) {
      throw .malformed(excess)
    }
    guard let side = WitnessSide(rawValue: witness.miscopied) else {
      throw .malformed("evidence.miscopied: expected one of first, second")
    }
    try require("claim", witness.claim, is: ClaimID.t27.rawValue)
    try require("machine.sha256", witness.machineDigest, is: SHA256.text(of: witness.machine.canonicalText))
    let size = witness.machine.alphabetSize
    let first = try witness.first.content(alphabetSize: size, order: 1, at: "first")
    let second = try witness.second.content(alphabetSize: size, order: 1, at: "second")
    do throws(WitnessError) {
      switch witness.machine {
      case .table(let machine):
        try WitnessReplay.check(witness.replayable(machine, first, second, side, as: TableMachine.self))
      case .recurrence(let description):
        try WitnessReplay.check(witness.replayable(description, first, second, side, as: SeededRecurrence.self))
      }
    } catch {
      throw .rejected("evidence: \(error)")
    }
    // The strings are in order; the mistake is the first one, and where both have it, that of the first
    // string: so one certificate belongs to one pair.
    guard first.prefix(witness.step) == second.prefix(witness.step) else {
      throw .rejected("evidence.step: the strings differ before it, so that one of them is miscopied earlier")
    }
    guard first.lexicographicallyPrecedes(second) else {
      throw .rejected("first: it comes after the second string; expected lexicographic order")
    }
    guard side == .first || first[witness.step] == witness.wrote else {
      throw .rejected("evidence.miscopied: the first string is miscopied at this step too")
    }
  }
}

/// Which string is miscopied, as in the file.
enum WitnessSide: String, CaseIterable, Hashable, Sendable {
  case first
  case second
}

extension WitnessCertificate {
  /// The same as a witness that can be replayed.
  fileprivate func replayable<Model: DescribedModel>(
    _ description: Model.Description, _ first: [Token], _ second: [Token], _ side: WitnessSide, as: Model.Type
  ) -> CollisionWitness<Model> {
    CollisionWitness(
      of: description, first: first, second: second, state: state, miscopied: side == .first ? .first : .second,
      step: step, wrote: wrote, due: due)
  }
}

extension MachineRecord {
  /// What is too large for a replay, if anything.
  package func excess(length: Int, step: Int) -> String? {
    guard length <= CertificateLimits.mostInline, step <= length else {
      return "evidence.step: \(step); expected 0 to L = \(length)"
    }
    guard case .recurrence(let machine) = self else { return nil }
    guard machine.inputs <= CertificateLimits.mostInputs else {
      return "machine: \(machine.inputs) numbers for its tokens > \(CertificateLimits.mostInputs)"
    }
    let reads = 2 * length + step + 5
    let (products, overflow) = reads.multipliedReportingOverflow(
      by: machine.productsPerUpdate + machine.alphabetSize * machine.elements)
    guard overflow || products > CertificateLimits.mostReplayProducts else { return nil }
    return "machine: a replay of \(reads) tokens takes about \(products) products > "
      + "\(CertificateLimits.mostReplayProducts)"
  }
}
