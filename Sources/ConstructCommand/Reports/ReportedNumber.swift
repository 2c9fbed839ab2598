import Arithmetic
import StrictJSON

/// A number in a report, as exact as the kernel that found it.
enum ReportedNumber: JSONConvertible, Equatable {
  /// p/q in lowest terms.
  case exact(Rational)
  /// Decimal bounds, rounded outward.
  case enclosure(lower: String, upper: String)
  /// A floating-point number in decimal.
  case decimal(String)

  var json: JSONValue {
    switch self {
    case .exact(let value): "\(value.numerator)/\(value.denominator)".json
    case .enclosure(let lower, let upper): ["lower": lower.json, "upper": upper.json]
    case .decimal(let text): text.json
    }
  }

  /// The number for people, who read it as a lower bound: a few digits, rounded down where it is certain.
  var text: String {
    switch self {
    case .exact(let value): value.decimal(digits: ReportedNumber.digitsForPeople, .down)
    case .enclosure(let lower, _): lower
    case .decimal(let text): text
    }
  }

  /// Decimals between which the number lies, rounded outward; `nil` for a floating-point number, of which nothing is
  /// certain.
  func enclosure(digits: Int) -> (lower: String, upper: String)? {
    switch self {
    case .exact(let value): (value.decimal(digits: digits, .down), value.decimal(digits: digits, .up))
    case .enclosure(let lower, let upper): (lower, upper)
    case .decimal: nil
    }
  }

  /// Digits enough to tell 1 - 2^-2beta from 1 in the main job.
  static let digitsForPeople = 10

  /// Digits in reports for programs: a little more than the 16 to 17 of a Double.
  static let digitsForPrograms = 20
}

/// A number type whose values can be reported.
protocol ReportableScalar: Scalar {
  var reported: ReportedNumber { get }
}

extension Rational: ReportableScalar {
  var reported: ReportedNumber { .exact(self) }
}

extension Interval: ReportableScalar {
  var reported: ReportedNumber {
    let digits = ReportedNumber.digitsForPrograms
    return .enclosure(lower: lowerDecimal(digits: digits), upper: upperDecimal(digits: digits))
  }
}

extension ReportableScalar where Self: CustomStringConvertible {
  var reported: ReportedNumber { .decimal(description) }
}

extension BigFloat: ReportableScalar {}
extension Double: ReportableScalar {}
extension Float: ReportableScalar {}
extension Float16: ReportableScalar {}
extension BFloat16: ReportableScalar {}
extension Float8E4M3: ReportableScalar {}
extension Float8E5M2: ReportableScalar {}
