import Constructions
import CopyTask
import Transformers

/// What several JSON reports of copies say in the same words.
enum ReportSection {
  /// The member `construction`.
  struct Construction: Encodable {
    let ngram, alphabet, codeBits, scale, layers: Int
    /// Heads of each layer.
    let heads: [JSONInteger]
    let width, hidden: JSONInteger
    /// Entries of the exported tensors, and those of them that are not zero.
    let parameters, nonzeros: JSONInteger
    let maxLength: Int
    /// The rule that the scale follows, by its name on the command line, and B.
    let scaleRule: String
    let boundaryBonus: Int

    init(_ parameters: NgramParameters, size: ModelSize) {
      (ngram, alphabet, codeBits) = (parameters.ngram, parameters.alphabetSize, parameters.codeBits)
      (scale, scaleRule) = (parameters.scale, parameters.scaleRule.name)
      boundaryBonus = parameters.boundaryBonus
      layers = size.heads.count
      heads = size.heads.map { JSONInteger($0) }
      (width, hidden) = (JSONInteger(size.width), JSONInteger(size.hidden))
      (self.parameters, nonzeros) = (JSONInteger(size.parameters), JSONInteger(size.nonzeros))
      maxLength = parameters.maxLength
    }
  }

  /// The member `input`.
  struct Input: Encodable {
    let source: String
    let length: Int
    /// Whether the n-grams are pairwise distinct.
    let distinctNgrams: Bool
    /// Of the tokens: a byte each for D <= 256, otherwise 8 bytes each, least significant first.
    let sha256: String

    init(_ subject: CopySubject) {
      source = subject.string.source
      length = subject.length
      distinctNgrams = subject.statistics.areDistinct
      sha256 = subject.sha256
    }
  }

  /// The member `firstMismatch` of `run`.
  struct Mismatch: Encodable {
    /// Tokens written before it.
    let step: Int
    /// Token numbers; EOS is D + 2. `wrote` is null if nothing was written.
    @OrNull var wrote: Int?
    let due: Int

    init(_ mismatch: CopyReport.Mismatch) {
      (step, wrote, due) = (mismatch.step, mismatch.wrote, mismatch.due)
    }
  }
}
