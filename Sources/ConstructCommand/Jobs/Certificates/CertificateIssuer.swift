package import Certificates
package import Constructions
package import CopyTask
import Engines
package import StateSpaces

/// Writes certificates of what was found, with evidence from the packed engine where it can be exact.
///
/// An issuer is not to be trusted, this one included: what it says is what `CertificateVerifier` checks by
/// other means.
package enum CertificateIssuer {
  /// The certificate of a copy, or of its failure.
  ///
  /// `content` is the string; with `isDeBruijn` it is the first tokens of the linear de Bruijn sequence of
  /// (n, D). `succeeded` says whether it was copied and ended, as the run has it. A success is taken at its
  /// word: whether it is true is for the verifier to find out.
  ///
  /// - Throws: `CertificateProblem.malformed` if the certificate would be beyond the limits of the format,
  ///   `rejected` if the run is said to have failed on a string that cannot fail.
  /// - Complexity: within `CertificateLimits`, O(L^2 n d / 64); beyond those of exact evidence, O(L).
  package static func copy(
    _ parameters: NgramParameters, content: [Token], isDeBruijn: Bool, succeeded: Bool
  ) throws(CertificateProblem) -> Certificate {
    try requireIssuable(parameters, length: content.count, isDeBruijn: isDeBruijn)
    let excess = CertificateLimits.excessOfExact(parameters, length: content.count)
    let string = StringRecord(content, alphabetSize: parameters.alphabetSize, isDeBruijn: isDeBruijn)
    let model = ModelRecord(parameters)
    if succeeded {
      return .copy(
        CopyCertificate(
          claim: ModelRecord.claimOfCopy(parameters), model: model, string: string,
          method: excess == nil ? .exact : .theorem,
          blocks: excess == nil
            ? StepBlocks.blocks(try engine(parameters, content).evidence())
            : try TheoremBounds(parameters, length: content.count).blocks()))
    }
    guard let conflict = SuccessorConflict(in: content, order: parameters.ngram, countingEnd: true) else {
      throw .rejected("the run failed on a string in which no \(parameters.ngram)-gram has two successors")
    }
    if let excess, parameters.scaleRule == .lengthFree {
      throw .malformed("a failure with the \(parameters.scaleRule.name) scale takes exact evidence: \(excess)")
    }
    return .failure(
      FailureCertificate(
        claim: ClaimID.xFailureSet.rawValue, model: model, string: string,
        positions: [conflict.firstStep + 1, conflict.secondStep + 1],
        step: excess == nil ? try engine(parameters, content).firstFailure() : nil))
  }

  /// The packed engine, built from the construction's weights.
  private static func engine(
    _ parameters: NgramParameters, _ content: [Token]
  ) throws(CertificateProblem) -> PackedEngine {
    do throws(PackedFormError) {
      return PackedEngine(
        try PackedForm(of: NgramCopier(parameters)),
        prompt: Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content))
    } catch {
      throw .rejected("the construction's weights: \(error)")
    }
  }

  /// Refuses a copy for which no certificate could be issued.
  ///
  /// - Throws: `CertificateProblem.malformed` with both sides of the inequality that fails.
  package static func requireIssuable(
    _ parameters: NgramParameters, length: Int, isDeBruijn: Bool
  ) throws(CertificateProblem) {
    if let excess = CertificateLimits.excess(parameters) { throw .malformed(excess) }
    let most = isDeBruijn ? CertificateLimits.mostGenerated : CertificateLimits.mostInline
    guard length <= most else { throw .malformed("L = \(length) > \(most), the most tokens of a certificate") }
  }

  /// The certificate of a collision of a recurrence.
  ///
  /// - Throws: `CertificateProblem.malformed` if its replay would be beyond the limits of the format.
  package static func witness(
    _ witness: CollisionWitness<SeededRecurrence>
  ) throws(CertificateProblem) -> Certificate {
    try certificate(witness, .recurrence(witness.description))
  }

  /// The certificate that a machine of tables fails on one of two strings.
  ///
  /// - Precondition: the machine ends in the same state after both.
  /// - Throws: `CertificateProblem.malformed` if the machine is beyond the limits of the format.
  package static func witness(
    _ pair: CollidingPair, of machine: TableMachine
  ) throws(CertificateProblem) -> Certificate {
    let entries = machine.stateCount * machine.alphabet.vocabularySize
    guard entries <= CertificateLimits.mostTableEntries else {
      throw .malformed("\(entries) entries of a table > \(CertificateLimits.mostTableEntries)")
    }
    return try certificate(CollisionWitness(pair, of: machine), .table(machine))
  }

  private static func certificate<Model: DescribedModel>(
    _ witness: CollisionWitness<Model>, _ machine: MachineRecord
  ) throws(CertificateProblem) -> Certificate {
    if let excess = machine.excess(length: witness.length, step: witness.step) { throw .malformed(excess) }
    let size = machine.alphabetSize
    let isInOrder = witness.first.lexicographicallyPrecedes(witness.second)
    let (first, second) = isInOrder ? (witness.first, witness.second) : (witness.second, witness.first)
    // Before its step both strings are right, hence the same.
    let isFirstRight = witness.wrote == first[witness.step]
    return .witness(
      WitnessCertificate(
        claim: ClaimID.t27.rawValue, machine: machine, machineDigest: SHA256.text(of: machine.canonicalText),
        first: StringRecord(first, alphabetSize: size), second: StringRecord(second, alphabetSize: size),
        state: witness.state, miscopied: isFirstRight ? "second" : "first", step: witness.step,
        wrote: witness.wrote, due: isFirstRight ? second[witness.step] : first[witness.step]))
  }
}
