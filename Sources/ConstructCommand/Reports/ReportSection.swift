import Arithmetic
import Constructions
import CopyTask

/// What several JSON reports of copies say in the same words.
enum ReportSection {
  /// The member `construction`.
  struct Construction: Encodable {
    let ngram, alphabet, codeBits, scale, layers: Int
    /// Heads of each layer.
    let heads: [Int]
    let width, hidden: Int
    /// Entries of the exported tensors, and those of them that are not zero.
    let parameters, nonzeros: Int
    let maxLength: Int
    /// The rule that the scale follows, by its name on the command line, and B.
    let scaleRule: String
    let boundaryBonus: Int

    init(_ parameters: NgramParameters) throws(Failure) {
      let size = ConstructionSize(parameters)
      ngram = parameters.ngram
      alphabet = parameters.alphabetSize
      codeBits = parameters.codeBits
      scale = parameters.scale
      layers = ConstructionSize.layers
      heads = [try machineInteger(size.heads.first), try machineInteger(size.heads.second)]
      width = try machineInteger(size.width)
      hidden = try machineInteger(size.hidden)
      self.parameters = try machineInteger(size.parameterCount)
      nonzeros = try machineInteger(size.nonzeros)
      maxLength = parameters.maxLength
      scaleRule = parameters.scaleRule.name
      boundaryBonus = parameters.boundaryBonus
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
      source = subject.source
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

/// A size as a number of the machine. The model it belongs to was weighed against this machine's memory, so
/// it fits.
func machineInteger(_ value: Integer) throws(Failure) -> Int {
  guard let result = Int(exactly: value) else {
    throw .limit("\(value) > \(Int.max), the largest number in a report")
  }
  return result
}
