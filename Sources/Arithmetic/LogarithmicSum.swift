/// A real number q_0 + q_1 log2 b_1 + ... + q_k log2 b_k, held exactly: the q are rational, the b odd
/// integers above 1 without a common factor in any pair.
///
/// Every bound on bits of state has this form. Logarithms of such b, and log2 2 = 1, are linearly independent
/// over the rationals, because factorization into primes is unique. So the number is rational only if no
/// logarithm is left, and all questions about it are decided: those about a rational exactly, and the others
/// by intervals of growing precision, which end because an irrational number is never equal to what it is
/// compared with.
public struct LogarithmicSum: Sendable {
  /// One logarithm with its factor.
  struct Term: Sendable, Hashable {
    var coefficient: Rational
    var base: Integer
  }

  /// q_0.
  let rational: Rational

  /// The logarithms. No coefficient is zero.
  let terms: [Term]

  /// A rational number.
  public init(_ value: Rational) {
    rational = value
    terms = []
  }

  /// The base-2 logarithm of `value`.
  ///
  /// - Precondition: `value > 0`.
  public static func log2(_ value: Rational) -> LogarithmicSum {
    precondition(value.signum() > 0, "The logarithm of \(value): expected a positive number")
    return LogarithmicSum(
      0,
      reducing: [Term(coefficient: 1, base: value.numerator), Term(coefficient: -1, base: value.denominator)])
  }

  /// The base-2 logarithm of `value`.
  ///
  /// - Precondition: `value > 0`.
  public static func log2(_ value: Integer) -> LogarithmicSum { log2(Rational(value)) }

  /// The sum of any logarithms of positive integers, brought to the form above: powers of two are taken out,
  /// and two bases that share a factor g become three, log a = log (a/g) + log g. The product of all bases
  /// shrinks each time, so this ends.
  private init(_ rational: Rational, reducing terms: [Term]) {
    var rational = rational
    var pending = terms
    var coprime: [Term] = []
    while var term = pending.popLast() {
      guard term.coefficient != 0 else { continue }
      let twos = term.base.trailingZeroBitCount
      rational += term.coefficient * Rational(twos)
      term.base = term.base >> twos
      guard term.base > 1 else { continue }
      let shared = coprime.firstIndex { Integer.greatestCommonDivisor($0.base, term.base) > 1 }
      guard let shared else {
        coprime.append(term)
        continue
      }
      let other = coprime.remove(at: shared)
      let factor = Integer.greatestCommonDivisor(other.base, term.base)
      pending.append(Term(coefficient: other.coefficient, base: other.base / factor))
      pending.append(Term(coefficient: term.coefficient, base: term.base / factor))
      pending.append(Term(coefficient: term.coefficient + other.coefficient, base: factor))
    }
    self.rational = rational
    self.terms = coprime
  }

  /// The number, if it is rational; otherwise `nil`.
  public var exactValue: Rational? { terms.isEmpty ? rational : nil }
}

// MARK: - Arithmetic

extension LogarithmicSum: AdditiveArithmetic {
  public static var zero: LogarithmicSum { LogarithmicSum(0) }

  public static func + (left: LogarithmicSum, right: LogarithmicSum) -> LogarithmicSum {
    LogarithmicSum(left.rational + right.rational, reducing: left.terms + right.terms)
  }

  public static func - (left: LogarithmicSum, right: LogarithmicSum) -> LogarithmicSum { left + right * -1 }

  /// The product with a rational number, exactly.
  public static func * (sum: LogarithmicSum, factor: Rational) -> LogarithmicSum {
    LogarithmicSum(
      sum.rational * factor,
      reducing: sum.terms.map { Term(coefficient: $0.coefficient * factor, base: $0.base) })
  }
}

extension LogarithmicSum: Comparable {
  public static func == (left: LogarithmicSum, right: LogarithmicSum) -> Bool { (left - right).signum() == 0 }

  public static func < (left: LogarithmicSum, right: LogarithmicSum) -> Bool { (left - right).signum() < 0 }
}
