import Arithmetic
import Constructions
import CopyTask
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension CopyReport {
  /// The report as one JSON object, schema `verbatim.copy/1`.
  func json() throws -> String {
    try reportJSON(Document(self))
  }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
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
    }

    struct Input: Encodable {
      let source: String
      let length: Int
      /// Whether the n-grams are pairwise distinct.
      let distinctNgrams: Bool
      /// Of the tokens: a byte each for D <= 256, otherwise 8 bytes each, least significant first.
      let sha256: String
    }

    struct Mismatch: Encodable {
      /// Tokens written before it.
      let step: Int
      /// Token numbers; EOS is D + 2. `wrote` is null if nothing was written.
      let wrote: Int?
      let due: Int

      enum CodingKeys: CodingKey { case step, wrote, due }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(step, forKey: .step)
        try container.encode(wrote, forKey: .wrote)
        try container.encode(due, forKey: .due)
      }
    }

    struct Run: Encodable {
      let kernel: String
      /// How many tokens were written, EOS included, and how many of the L stand where they belong.
      let generated, copied: Int
      let terminated: Bool
      let firstMismatch: Mismatch?
      let minAttention, minMargin: ReportedNumber?
      let seconds, tokensPerSecond: Double
      let peakBytes: Int

      enum CodingKeys: CodingKey {
        case kernel, generated, copied, terminated, firstMismatch, minAttention, minMargin, seconds
        case tokensPerSecond, peakBytes
      }

      /// Spelled out so that what is absent is written as null: every key is always there.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kernel, forKey: .kernel)
        try container.encode(generated, forKey: .generated)
        try container.encode(copied, forKey: .copied)
        try container.encode(terminated, forKey: .terminated)
        try container.encode(firstMismatch, forKey: .firstMismatch)
        try container.encode(minAttention, forKey: .minAttention)
        try container.encode(minMargin, forKey: .minMargin)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(tokensPerSecond, forKey: .tokensPerSecond)
        try container.encode(peakBytes, forKey: .peakBytes)
      }
    }

    struct Bounds: Encodable {
      /// Of L2.4, p/q.
      let pNgramUpper: ReportedNumber
      /// The smallest integer >= L log2 D. A string of digits would be no easier to read: it fits 64 bits for
      /// every string that fits a machine.
      let gssmBits: Int
    }

    let schema = "verbatim.copy/1"
    let construction: Construction
    let input: Input
    let run: Run
    let bounds: Bounds

    init(_ report: CopyReport) throws {
      let parameters = report.subject.parameters
      let size = report.size
      construction = Construction(
        ngram: parameters.ngram, alphabet: parameters.alphabetSize, codeBits: parameters.codeBits,
        scale: parameters.scale, layers: ConstructionSize.layers,
        heads: [try machineInteger(size.heads.first), try machineInteger(size.heads.second)],
        width: try machineInteger(size.width), hidden: try machineInteger(size.hidden),
        parameters: try machineInteger(size.parameterCount), nonzeros: try machineInteger(size.nonzeros),
        maxLength: parameters.maxLength, scaleRule: parameters.scaleRule.name,
        boundaryBonus: parameters.boundaryBonus)
      input = Input(
        source: report.subject.source, length: report.subject.length,
        distinctNgrams: report.subject.statistics.areDistinct, sha256: report.subject.sha256)
      run = Run(
        kernel: report.kernel.rawValue, generated: report.generated, copied: report.copied,
        terminated: report.terminated,
        firstMismatch: report.firstMismatch.map { Mismatch(step: $0.step, wrote: $0.wrote, due: $0.due) },
        minAttention: report.minAttention?.value, minMargin: report.minMargin?.value,
        seconds: report.seconds, tokensPerSecond: report.tokensPerSecond, peakBytes: report.peakBytes)
      bounds = Bounds(
        pNgramUpper: .exact(report.bounds.repeatProbability(order: parameters.ngram)),
        gssmBits: try machineInteger(report.bounds.stateBits))
    }
  }
}

/// A size as a number of the machine. The model it belongs to was weighed against this machine's memory, so
/// it fits.
private func machineInteger(_ value: Integer) throws(Failure) -> Int {
  guard let result = Int(exactly: value) else {
    throw .limit("\(value) > \(Int.max), the largest number in a report")
  }
  return result
}
