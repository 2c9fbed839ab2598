public import Constructions
import CopyTask
public import Transformers

/// Checks certificates: every field is computed anew from the parameters and the string, by the reference or
/// by a theorem's inequality, and compared.
///
/// The engines take no part, whichever of them made the certificate.
public struct CertificateVerifier: Sendable {
  private let weights: @Sendable (NgramParameters) -> TransformerWeights<Int>

  /// A verifier that builds the construction's weights.
  public init() { self.init { NgramCopier($0).weights } }

  /// A verifier that takes other weights for the construction's: for tests, which give it wrong ones.
  public init(weights: @escaping @Sendable (NgramParameters) -> TransformerWeights<Int>) {
    self.weights = weights
  }

  /// Returns if the certificate holds.
  ///
  /// - Throws: `CertificateProblem`: `rejected` with the first field that does not hold, `malformed` if the
  ///   certificate is beyond the limits of the format.
  /// - Complexity: O(L) for evidence by a theorem, O(L^2 n d) for exact evidence, within `CertificateLimits`.
  public func check(_ certificate: Certificate) throws(CertificateProblem) {
    switch certificate {
    case .copy(let copy): try check(copy)
    case .failure(let failure): try check(failure)
    case .witness(let witness): try check(witness)
    }
  }

  // MARK: - Copies

  private func check(_ copy: CopyCertificate) throws(CertificateProblem) {
    let parameters = try copy.model.parameters()
    if copy.method == .exact { try requireExact(parameters, copy.string) }
    try require("claim", copy.claim, is: ModelRecord.claimOfCopy(parameters))
    let weights = try check(copy.model, parameters, copy.string)
    let content = try copy.string.content(parameters)
    let statistics = NgramStatistics(of: content, order: parameters.ngram)
    guard statistics.areDistinct else { throw .rejected("string: its \(parameters.ngram)-grams are not distinct") }
    let expected: [StepBlock]
    switch copy.method {
    case .theorem:
      expected = try TheoremBounds(parameters, length: content.count).blocks()
    case .exact:
      let replay = try ReferenceReplay(copy.string.prompt(content, parameters), weights: weights)
      if let mismatch = replay.mismatch { throw .rejected("step \(mismatch.step): the right token is not written") }
      expected = StepBlocks.blocks(replay.steps)
    }
    try require("evidence.blocks", "\(copy.blocks.count) blocks", is: "\(expected.count) blocks")
    for (index, (found, expected)) in zip(copy.blocks, expected).enumerated() {
      let place = "evidence.blocks[\(index)]."
      try require(place + "first", found.first, is: expected.first)
      try require(place + "last", found.last, is: expected.last)
      try require(place + "position", found.position, is: expected.position)
      try require(place + "weight", found.weight, is: expected.weight)
      try require(place + "margin", found.margin, is: expected.margin)
    }
  }

  // MARK: - Failures

  private func check(_ failure: FailureCertificate) throws(CertificateProblem) {
    let parameters = try failure.model.parameters()
    if failure.step != nil { try requireExact(parameters, failure.string) }
    try require("claim", failure.claim, is: ClaimID.xFailureSet.rawValue)
    let weights = try check(failure.model, parameters, failure.string)
    let content = try failure.string.content(parameters)
    guard let conflict = SuccessorConflict(in: content, order: parameters.ngram, countingEnd: true) else {
      throw .rejected("string: no \(parameters.ngram)-gram has two successors in it")
    }
    // The key of position t + 1 has the n-gram of step t before it.
    try require("evidence.positions", failure.positions, is: [conflict.firstStep + 1, conflict.secondStep + 1])
    guard let step = failure.step else {
      guard parameters.scaleRule != .lengthFree else {
        throw .rejected("evidence.method: \(ClaimID.xFailureSet) is not proved for the length-free scale")
      }
      return
    }
    let replay = try ReferenceReplay(failure.string.prompt(content, parameters), weights: weights)
    guard let mismatch = replay.mismatch else { throw .rejected("string: it is copied and ended") }
    try require("evidence.step", step.step, is: mismatch.step)
    let due = mismatch.step < content.count ? content[mismatch.step] : parameters.alphabetSize + 2
    let expected = LogitReading(mismatch.logits, due: due).record(step: mismatch.step, due: due)
    try require("evidence.due", step.due, is: due)
    let text = { (token: Token?) in token.map { "\($0)" } ?? "null" }
    try require("evidence.wrote", text(step.wrote), is: text(expected.wrote))
    try require("evidence.rival", step.rival, is: expected.rival)
    try require("evidence.dueLogit", step.dueLogit, is: expected.dueLogit)
    try require("evidence.rivalLogit", step.rivalLogit, is: expected.rivalLogit)
  }

  // MARK: - Both

  private func requireExact(_ parameters: NgramParameters, _ string: StringRecord) throws(CertificateProblem) {
    if let excess = CertificateLimits.excessOfExact(parameters, length: string.length) {
      throw .malformed("exact evidence: \(excess)")
    }
  }

  /// The weights, if the record of the model is that of the construction and the string is within its
  /// promise.
  private func check(
    _ model: ModelRecord, _ parameters: NgramParameters, _ string: StringRecord
  ) throws(CertificateProblem) -> TransformerWeights<Int> {
    try require("model.codeBits", model.codeBits, is: parameters.codeBits)
    try require("model.scale", model.scale, is: parameters.scale)
    try require("model.boundaryBonus", model.boundaryBonus, is: parameters.boundaryBonus)
    guard string.length <= parameters.maxLength else {
      throw .rejected("string.length: \(string.length) > L_max = \(parameters.maxLength)")
    }
    let weights = weights(parameters)
    try require("model.sha256", model.sha256, is: CanonicalWeights(weights: weights).sha256)
    return weights
  }
}

/// Compares a field with what was computed.
///
/// - Throws: `CertificateProblem.rejected` that names the field and both values, unless they are equal.
func require<Value: Equatable>(_ field: String, _ found: Value, is expected: Value) throws(CertificateProblem) {
  guard found != expected else { return }
  // Exact fractions can have thousands of digits, and a hostile text any number of characters.
  let (found, expected) = ("\(found)".prefix(80), "\(expected)".prefix(80))
  throw .rejected("\(field): \(found); computed \(expected)")
}
