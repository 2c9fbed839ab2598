/// The functions of gates and steps, as fixed sequences of operations on `Double`.
///
/// A library's `exp` differs between systems in its last bits, and a witness must replay on all of them. So
/// these are built from `+`, `-`, `*`, `/` and `rounded` alone. All that is assumed is that those of
/// `Double` are the operations of IEEE 754 binary64, rounded to nearest with ties to even, which Swift
/// promises on every platform that it supports, and that none are contracted, which it does not do. The
/// results are within a few units in the last place of binary64; they are then rounded once to the format of
/// the state. What the functions are is what is written here, not the nearest number to the true value.
enum Elementary {
  /// The `Double` nearest to log2 e.
  static let log2OfE = 0x1.71547652b82fep0

  /// The `Double` nearest to log 2.
  static let logOf2 = 0x1.62e42fefa39efp-1

  /// 1/k! for k = 0 ... 13, each rounded once: k! is exact. Thirteen, since (log 2 / 2)^14 / 14! < 2^-57.
  private static let inverseFactorials: [Double] = {
    var factorial = 1.0
    return (0...13).map { k in
      if k > 0 { factorial *= Double(k) }
      return 1 / factorial
    }
  }()

  /// 1/(2k + 1) for k = 0 ... 16, each rounded once. Sixteen, since the series is of powers of s^2 <= 1/9,
  /// and 9^-17 < 2^-53.
  private static let inverseOdds: [Double] = (0...16).map { 1 / Double(2 * $0 + 1) }

  /// 2^x: with n the integer nearest to x, ties to even, and t = (x - n) log 2, the sum of t^k / k! by
  /// Horner's rule from k = 13 down, times 2^n.
  ///
  /// Beyond 1000 it is infinite and below -1000 it is zero: every format of a state rounds it to the same.
  static func exp2(_ x: Double) -> Double {
    if x > 1000 { return .infinity }
    if x < -1000 { return 0 }
    if x.isNaN { return .nan }
    let n = x.rounded(.toNearestOrEven)
    let t = (x - n) * logOf2
    var sum = inverseFactorials[13]
    for k in stride(from: 12, through: 0, by: -1) { sum = sum * t + inverseFactorials[k] }
    return sum * Double(sign: .plus, exponent: Int(n), significand: 1)
  }

  /// e^x = 2^(x log2 e).
  static func exp(_ x: Double) -> Double { exp2(x * log2OfE) }

  /// 1 / (1 + e^-x).
  static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// With e = e^(-2|x|), (1 - e) / (1 + e) with the sign of x; for |x| < 2^-12, where that would cancel,
  /// x - x x x / 3, whose next term is below 2^-50 of it.
  static func tanh(_ x: Double) -> Double {
    if x.magnitude < 0x1p-12 { return x - x * x * x / 3 }
    let e = exp(-2 * x.magnitude)
    let value = (1 - e) / (1 + e)
    return x < 0 ? -value : value
  }

  /// log(1 + e^x) = max(x, 0) + log(1 + e), e = e^-|x|. With s = e / (2 + e) and q = s s, the last logarithm
  /// is 2 s times the sum of q^k / (2k + 1) by Horner's rule from k = 16 down.
  static func softplus(_ x: Double) -> Double {
    let e = exp(-x.magnitude)
    let s = e / (2 + e)
    let q = s * s
    var sum = inverseOdds[16]
    for k in stride(from: 15, through: 0, by: -1) { sum = sum * q + inverseOdds[k] }
    return (x > 0 ? x : 0) + 2 * s * sum
  }
}
