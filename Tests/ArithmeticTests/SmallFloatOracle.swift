/// A second way to round and to calculate, for comparison: nothing of the code under test is used.
///
/// All non-negative finite values of a format stand in a sorted table, each an integer times a power
/// of two. An exact result, a fraction times a power of two, is placed by binary search among the
/// midpoints of neighbours, compared in integers. A tie goes to the even code.
struct SmallFloatOracle: Sendable {
  /// What a code stands for.
  enum Number {
    case nan
    case infinity(negative: Bool)
    /// (-1)^negative * significand * 2^exponent; the significand may be 0.
    case finite(negative: Bool, significand: UInt128, exponent: Int)
  }

  enum Operation: String, CaseIterable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  let signMask: Int
  let largest: Int
  let infinity: Int?
  let nan: Int
  let saturates: Bool
  private let values: [(significand: UInt128, exponent: Int)]
  private let midpoints: [(significand: UInt128, exponent: Int)]

  init(exponentBits: Int, fractionBits: Int, bias: Int, infinity: Int?, nan: Int, saturates: Bool) {
    signMask = 1 << (exponentBits + fractionBits)
    largest = (infinity ?? nan) - 1
    self.infinity = infinity
    self.nan = nan
    self.saturates = saturates
    // One value more than there are: the next one, if the range went on.
    let values = (0...largest + 1).map { code -> (significand: UInt128, exponent: Int) in
      let fraction = code % (1 << fractionBits)
      let field = code / (1 << fractionBits)
      return field == 0
        ? (UInt128(fraction), 1 - bias - fractionBits)
        : (UInt128(fraction + 1 << fractionBits), field - bias - fractionBits)
    }
    self.values = values
    midpoints = zip(values, values.dropFirst()).map { low, high in
      (low.significand + high.significand << UInt128(high.exponent - low.exponent), low.exponent - 1)
    }
  }

  func isNaN(_ code: Int) -> Bool {
    let magnitude = code & (signMask - 1)
    return magnitude > largest && magnitude != infinity
  }

  func number(_ code: Int) -> Number {
    let negative = code >= signMask
    let magnitude = code & (signMask - 1)
    if magnitude == infinity { return .infinity(negative: negative) }
    if magnitude > largest { return .nan }
    let (significand, exponent) = values[magnitude]
    return .finite(negative: negative, significand: significand, exponent: exponent)
  }

  /// The midpoint above a finite code, for tests that want to hit it.
  func midpoint(_ code: Int) -> (significand: UInt128, exponent: Int) { midpoints[code] }

  /// The code nearest to (-1)^negative * numerator / denominator * 2^exponent.
  func nearest(
    negative: Bool, _ numerator: UInt128, over denominator: UInt128 = 1, exponent: Int
  ) -> Int {
    var low = 0
    var high = midpoints.count
    while low < high {  // the first midpoint that is not below
      let middle = (low + high) / 2
      let (significand, power) = midpoints[middle]
      if Self.compare(numerator, exponent, denominator * significand, power) > 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var code = low
    if code < midpoints.count {
      let (significand, power) = midpoints[code]
      let tie = Self.compare(numerator, exponent, denominator * significand, power) == 0
      if tie && code % 2 == 1 { code += 1 }
    }
    return code <= largest ? (negative ? signMask : 0) + code : overflow(negative: negative)
  }

  func overflow(negative: Bool) -> Int {
    (negative ? signMask : 0) + (saturates ? largest : infinity ?? nan)
  }

  /// The sign of a * 2^i - b * 2^j.
  private static func compare(_ a: UInt128, _ i: Int, _ b: UInt128, _ j: Int) -> Int {
    if a == 0 || b == 0 { return (a == 0 ? 0 : 1) - (b == 0 ? 0 : 1) }
    let top = i - a.leadingZeroBitCount
    let otherTop = j - b.leadingZeroBitCount
    if top != otherTop { return top < otherTop ? -1 : 1 }
    let left = a << UInt128(max(0, i - j))
    let right = b << UInt128(max(0, j - i))
    return left == right ? 0 : left < right ? -1 : 1
  }
}
