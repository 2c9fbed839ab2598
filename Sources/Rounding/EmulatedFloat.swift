public import Arithmetic
import RealModule

/// A number of any `FloatFormat`, added in any order: the adversary's arithmetic.
///
/// The forward pass is that of the reference, written once for every `Scalar`. Where it adds term after term, this type
/// keeps the terms, and adds them when the sum is used, by the tree that the arithmetic has for their number. In the
/// reference's own order it adds at once.
public struct EmulatedFloat: Sendable {
  /// `nil` for the zero that all formats share.
  private var arithmetic: FloatArithmetic?

  /// What was added at once.
  private var sum: Double

  /// What is still to be added, if the order asks for all terms first.
  private var terms: [Double] = []

  private init(_ arithmetic: FloatArithmetic?, _ sum: Double) {
    (self.arithmetic, self.sum) = (arithmetic, sum)
  }

  /// The number, a value of the format.
  ///
  /// - Complexity: O(terms that were added since the last use).
  public var value: Double {
    guard let arithmetic else { return sum }
    guard !terms.isEmpty, let tree = arithmetic.order.tree else {
      return arithmetic.accumulator == arithmetic.format ? sum : arithmetic.format.round(sum)
    }
    let total = tree(terms.count).sum(terms, in: arithmetic.accumulator)
    return arithmetic.accumulator == arithmetic.format ? total : arithmetic.format.round(total)
  }

  private mutating func append(_ term: Double, _ other: FloatArithmetic?) {
    if arithmetic == nil { arithmetic = other }
    guard let arithmetic else {
      sum += term
      return
    }
    guard arithmetic.order.tree != nil else {
      sum = arithmetic.accumulator.round(sum + term)
      return
    }
    // A sum starts from zero, which is no term of it.
    if terms.isEmpty, sum != 0 { terms.append(sum) }
    terms.append(term)
  }

  private static func combine(
    _ left: EmulatedFloat, _ right: EmulatedFloat, _ operation: (Double, Double) -> Double
  ) -> EmulatedFloat {
    let arithmetic = left.arithmetic ?? right.arithmetic
    let exact = operation(left.value, right.value)
    return EmulatedFloat(arithmetic, arithmetic?.format.round(exact) ?? exact)
  }
}

extension EmulatedFloat: Comparable {
  public static func == (left: EmulatedFloat, right: EmulatedFloat) -> Bool { left.value == right.value }
  public static func < (left: EmulatedFloat, right: EmulatedFloat) -> Bool { left.value < right.value }

  // What Comparable derives, such as `!(left < right)` for `>=`, is true of a value that is not a number.

  public static func > (left: EmulatedFloat, right: EmulatedFloat) -> Bool { left.value > right.value }
  public static func <= (left: EmulatedFloat, right: EmulatedFloat) -> Bool { left.value <= right.value }
  public static func >= (left: EmulatedFloat, right: EmulatedFloat) -> Bool { left.value >= right.value }
}

extension EmulatedFloat: Scalar {
  public init(_ exact: Rational, format: FloatArithmetic) {
    // Rounding to odd at 53 bits first changes nothing in a second rounding to 51 bits or fewer.
    let wide = format.format == .float64 ? Double(exact) : exact.roundedToOdd()
    self.init(format, format.format.round(wide))
  }

  public static var zero: EmulatedFloat { EmulatedFloat(nil, 0) }

  public static func approximateBytes(in format: FloatArithmetic) -> Int { MemoryLayout<EmulatedFloat>.stride }

  public static func + (left: EmulatedFloat, right: EmulatedFloat) -> EmulatedFloat {
    var sum = left
    sum += right
    return sum
  }

  public static func += (left: inout EmulatedFloat, right: EmulatedFloat) {
    left.append(right.value, right.arithmetic)
  }

  public static func - (left: EmulatedFloat, right: EmulatedFloat) -> EmulatedFloat { combine(left, right, -) }

  public static func * (left: EmulatedFloat, right: EmulatedFloat) -> EmulatedFloat { combine(left, right, *) }

  public static func / (left: EmulatedFloat, right: EmulatedFloat) -> EmulatedFloat { combine(left, right, /) }

  /// 2^exponent, rounded once where the exponent is an integer, and within one unit in the last place of the system's
  /// library elsewhere.
  public static func exp2(_ exponent: EmulatedFloat) -> EmulatedFloat {
    let power = Double.exp2(exponent.value)
    return EmulatedFloat(exponent.arithmetic, exponent.arithmetic?.format.round(power) ?? power)
  }

  public static func maximum(_ left: EmulatedFloat, _ right: EmulatedFloat) -> EmulatedFloat {
    combine(left, right, Double.maximum)
  }

  public static func minimum(_ left: EmulatedFloat, _ right: EmulatedFloat) -> EmulatedFloat {
    combine(left, right, Double.minimum)
  }

  public mutating func add(_ left: EmulatedFloat, times right: EmulatedFloat) {
    let other = left.arithmetic ?? right.arithmetic
    let product = left.value * right.value
    append(other?.accumulator.round(product) ?? product, other)
  }
}
