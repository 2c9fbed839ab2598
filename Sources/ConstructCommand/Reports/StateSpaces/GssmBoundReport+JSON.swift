import Arithmetic
import StateSpaces
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

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
    let bits: Decimal
    /// The smallest real number of bits, in decimal, rounded outward; null where the bits were given.
    @OrNull var realBits: ReportedNumber?
    /// The smallest number of states in decimal digits; null where it is not known or has more than 4096
    /// bits.
    @OrNull var states: String?
    /// The longest length; null where the length was given, and where any length is allowed.
    @OrNull var longestLength: Decimal?

    init(_ report: GssmBoundReport) throws {
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
      longestLength = try report.longest.map(jsonInteger)
      switch report.given {
      case .length(let value):
        (given, length) = ("length", value)
        bits = try jsonInteger(report.bits?.ceiling ?? 0)
      case .bits(let value):
        (given, length) = ("bits", nil)
        bits = Decimal(value)
      }
    }
  }
}

/// An integer as a number of JSON: exact up to the 38 digits of `Decimal`, which is more than a count that
/// fits a machine times its logarithm has.
func jsonInteger(_ value: Integer) throws(Failure) -> Decimal {
  guard value.magnitude < Integer(10).raised(to: 38), let decimal = Decimal(string: "\(value)") else {
    throw .limit("\(value) >= 10^38, the largest number in a report")
  }
  return decimal
}
