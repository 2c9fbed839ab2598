import CopyTask
import Rounding
import StrictJSON

// What a report says of a copy in rounded numbers, and no report of another one.
extension CopyReport {
  /// Beside a number that rounded arithmetic computed, what it is in the exact model.
  func exactLines(_ extreme: Extreme?) -> [Line] {
    guard let exact, let extreme, let (lower, upper) = extreme.value.enclosure(digits: ReportedNumber.digitsForPeople)
    else { return [] }
    let value = lower == upper ? lower : "between \(lower) and \(upper)"
    return [("", "exactly \(value) (\(place(extreme.step)), by \(exact.kernel.rawValue))")]
  }

  /// Whether the theorem on rounding is about this run: it ends the report.
  var roundingLines: [Line] { rounding.map { [("rounding", roundingText($0))] } ?? [] }

  private func roundingText(_ verdict: RoundingVerdict) -> String {
    guard let orders = verdict.orders, let length = verdict.provenLength else {
      return "\(ClaimID.xRounding): observed only: \(verdict.reason)"
    }
    let contradiction = succeeded ? "" : " This run contradicts it, which is a defect of this program."
    return "\(ClaimID.xRounding): certain in this format, \(orders.phrase), and so is every string with distinct "
      + "n-grams and L <= \(length.grouped): \(verdict.reason)\(contradiction)"
  }

  /// The members `rounding` and `exact`; none for a kernel that does not round.
  var roundingJSON: JSONObject {
    var members: JSONObject = [:]
    members["rounding"] = rounding.map(\.json)
    members["exact"] = exact.map(\.json)
    return members
  }
}

extension OrderClass {
  /// In which orders something is certain, for a sentence.
  fileprivate var phrase: String {
    switch self {
    case .any: "in any order"
    case .sequential: "in any order of one accumulator"
    case .product: "in this program's order of summation"
    }
  }
}

extension RoundingVerdict: JSONConvertible {
  /// The member `rounding`: `verdict` is "certain" or "observed", `orders` null where it is observed. `provenLength` is
  /// null where the theorem is not about the run at all, and else the length up to which every string with distinct
  /// n-grams is certain: in these orders or, where there are none, in the reference's.
  var json: JSONValue {
    [
      "claim": ClaimID.xRounding.rawValue.json, "verdict": (isCertain ? "certain" : "observed").json,
      "orders": (orders?.rawValue).json, "provenLength": provenLength.json, "reason": reason.json,
    ]
  }
}

extension ExactExtremes: JSONConvertible {
  /// The member `exact`: decimal bounds of the two numbers of the exact model, and the kernel that found them.
  var json: JSONValue {
    func bounds(_ extreme: CopyReport.Extreme?) -> JSONValue {
      guard let (lower, upper) = extreme?.value.enclosure(digits: ReportedNumber.digitsForPrograms) else {
        return .null
      }
      return ["lower": lower.json, "upper": upper.json]
    }
    return [
      "kernel": kernel.rawValue.json, "minAttention": bounds(minAttention), "minMargin": bounds(minMargin),
    ]
  }
}
