import Arithmetic
import Certificates
import Constructions
import CopyTask

extension CopyReport {
  /// The report as one JSON object, schema `verbatim.copy/1`.
  func json() throws -> String { try reportJSON(Document(self)) }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    struct Run: Encodable {
      let kernel: String
      /// How many tokens were written, EOS included, and how many of the L stand where they belong.
      let generated, copied: Int
      let terminated: Bool
      @OrNull var firstMismatch: ReportSection.Mismatch?
      @OrNull var minAttention: ReportedNumber?
      @OrNull var minMargin: ReportedNumber?
      let seconds, tokensPerSecond: Double
      let peakBytes: Int
    }

    struct Bounds: Encodable {
      /// Of L2.4, p/q.
      let pNgramUpper: ReportedNumber
      /// The smallest integer >= L log2 D. A string of digits would be no easier to read: it fits 64 bits for
      /// every string that fits a machine.
      let gssmBits: JSONInteger
    }

    let schema = "verbatim.copy/1"
    struct Weights: Encodable {
      /// The digest that certificates give; null where the weights were too many to be built.
      @OrNull var sha256: String?
    }

    let construction: ReportSection.Construction
    let weights: Weights
    let input: ReportSection.Input
    let run: Run
    let bounds: Bounds

    init(_ report: CopyReport) {
      construction = ReportSection.Construction(report.subject.parameters, size: report.model.size)
      weights = Weights(sha256: report.model.weights.map { CanonicalWeights(weights: $0).sha256 })
      input = ReportSection.Input(report.subject)
      run = Run(
        kernel: report.kernel.rawValue, generated: report.generated, copied: report.copied,
        terminated: report.terminated,
        firstMismatch: report.firstMismatch.map(ReportSection.Mismatch.init),
        minAttention: report.minAttention?.value, minMargin: report.minMargin?.value,
        seconds: report.seconds, tokensPerSecond: report.tokensPerSecond, peakBytes: report.peakBytes)
      bounds = Bounds(
        pNgramUpper: .exact(report.bounds.repeatProbability(order: report.subject.parameters.ngram)),
        gssmBits: JSONInteger(report.bounds.stateBits))
    }
  }
}
