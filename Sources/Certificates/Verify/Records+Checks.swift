package import Constructions
package import CopyTask

extension ModelRecord {
  /// The parameters that n, D and the rule determine.
  ///
  /// - Throws: `CertificateProblem.malformed` if there is no such rule, or the model is beyond the limits.
  func parameters() throws(CertificateProblem) -> NgramParameters {
    guard let rule = ScaleRule.proved.first(where: { $0.name == self.rule }) else {
      throw .malformed("model.rule: \(self.rule.prefix(40)); expected one of \(ScaleRule.provedNames)")
    }
    let parameters: NgramParameters
    do throws(ParameterError) {
      parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: rule)
    } catch {
      throw .malformed("model: \(error)")
    }
    if let excess = CertificateLimits.excess(parameters) { throw .malformed("model: \(excess)") }
    return parameters
  }

  /// The record of the construction.
  package init(_ parameters: NgramParameters) {
    self.init(
      ngram: parameters.ngram, alphabetSize: parameters.alphabetSize, rule: parameters.scaleRule.name,
      codeBits: parameters.codeBits, scale: parameters.scale, boundaryBonus: parameters.boundaryBonus,
      sha256: CanonicalWeights(weights: NgramCopier(parameters).weights).sha256)
  }

  /// What says that strings with distinct n-grams are copied.
  package static func claimOfCopy(_ parameters: NgramParameters) -> String {
    (parameters.scaleRule == .lengthFree ? ClaimID.xScale : .t23).rawValue
  }
}

extension StringRecord {
  /// The record of these tokens.
  package init(_ content: [Token], alphabetSize: Int, isDeBruijn: Bool = false) {
    self.init(
      length: content.count, sha256: TokenDigest.text(of: content, alphabetSize: alphabetSize),
      source: isDeBruijn ? .deBruijn : .tokens(content))
  }

  /// The tokens, if length and digest are theirs.
  func content(_ parameters: NgramParameters) throws(CertificateProblem) -> [Token] {
    try content(alphabetSize: parameters.alphabetSize, order: parameters.ngram, at: "string")
  }

  /// The tokens, if length and digest are theirs.
  func content(alphabetSize: Int, order: Int, at place: String) throws(CertificateProblem) -> [Token] {
    let tokens: [Token]
    switch source {
    case .tokens(let written): tokens = written
    case .deBruijn: tokens = Array(DeBruijnSequence(alphabetSize: alphabetSize, order: order).prefix(length))
    }
    try require("\(place).length", length, is: tokens.count)
    try require("\(place).sha256", sha256, is: TokenDigest.text(of: tokens, alphabetSize: alphabetSize))
    return tokens
  }

  /// The prompt for these tokens.
  func prompt(_ content: [Token], _ parameters: NgramParameters) -> Prompt {
    Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
  }
}
