import Arithmetic
import StateSpaces

extension GssmBoundReport {
  /// The report as one JSON object, schema `verbatim.gssm/1`.
  func json() throws -> String { try reportJSON(Document(self)) }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    let schema = "verbatim.gssm/1"
    let command = "bound"
    let task: String
    let claim: String
    let alphabet: Int
    /// p/q.
    let error: ReportedNumber
    @OrNull var ngram: Int?
    /// What was given: "length" or "bits".
    let given: String
    /// The length given or null; the bits given, or the smallest whole number of bits.
    @OrNull var length: Int?
    let bits: JSONInteger
    /// The smallest real number of bits, in decimal, rounded outward; null where the bits were given.
    @OrNull var realBits: ReportedNumber?
    /// The smallest number of states in decimal digits; null where it is not known or has more than 4096
    /// bits.
    @OrNull var states: String?
    /// The longest length; null where the length was given, and where any length is allowed.
    @OrNull var longestLength: JSONInteger?

    init(_ report: GssmBoundReport) {
      task = report.task.rawValue
      claim = report.task.claim
      alphabet = report.alphabet
      error = .exact(report.error)
      ngram = report.ngram
      let digits = ReportedNumber.digitsForPrograms
      realBits = report.bits.map {
        .enclosure(lower: $0.decimal(digits: digits, .down), upper: $0.decimal(digits: digits, .up))
      }
      states = report.states.map { "\($0)" }
      longestLength = report.longest.map(JSONInteger.init)
      switch report.given {
      case .length(let value):
        (given, length) = ("length", value)
        bits = JSONInteger(report.bits?.ceiling ?? 0)
      case .bits(let value):
        (given, length) = ("bits", nil)
        bits = JSONInteger(Integer(value))
      }
    }
  }
}
