import CGMP

extension Integer {
  /// Quotient and remainder of division that truncates towards zero: `self == quotient * divisor +
  /// remainder`, and the remainder has the sign of `self`, as for the built-in integers.
  ///
  /// - Precondition: `divisor` is not zero.
  public func quotientAndRemainder(dividingBy divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    precondition(!divisor.isZero, "Division of \(self) by zero")
    if large == nil, divisor.large == nil, !(small == .min && divisor.small == -1) {
      let (quotient, remainder) = small.quotientAndRemainder(dividingBy: divisor.small)
      return (Integer(quotient), Integer(remainder))
    }
    let quotient = Storage()
    let remainder = Storage()
    unsafe withNumber { dividend in
      unsafe divisor.withNumber { divisor in
        unsafe quotient.withMutablePointer { quotient in
          unsafe remainder.withMutablePointer { remainder in
            unsafe __gmpz_tdiv_qr(quotient, remainder, dividend, divisor)
          }
        }
      }
    }
    return (Integer(quotient), Integer(remainder))
  }

  /// The quotient, truncated towards zero.
  ///
  /// - Precondition: `divisor` is not zero.
  public static func / (dividend: Integer, divisor: Integer) -> Integer {
    dividend.quotientAndRemainder(dividingBy: divisor).quotient
  }

  /// The remainder, with the sign of the dividend.
  ///
  /// - Precondition: `divisor` is not zero.
  public static func % (dividend: Integer, divisor: Integer) -> Integer {
    dividend.quotientAndRemainder(dividingBy: divisor).remainder
  }

  /// The quotient of a division known to leave no remainder: cheaper than `/`.
  ///
  /// - Precondition: `divisor` is not zero and divides this value. GMP does not check the latter.
  func dividedExactly(by divisor: Integer) -> Integer {
    if divisor.isOne { return self }
    if large == nil || divisor.large == nil { return self / divisor }
    return unsafe combine(divisor) { unsafe __gmpz_divexact($0, $1, $2) }
  }

  /// The greatest common divisor: never negative, and zero only if both values are zero.
  public static func greatestCommonDivisor(_ first: Integer, _ second: Integer) -> Integer {
    if first.isOne || second.isOne { return Integer(1) }
    if first.large == nil, second.large == nil {
      // Euclid on machine words; GMP would first have to allocate a result.
      var (a, b) = (first.small.magnitude, second.small.magnitude)
      while b != 0 { (a, b) = (b, a % b) }
      return Integer(unsignedWord: a)
    }
    return unsafe first.combine(second) { unsafe __gmpz_gcd($0, $1, $2) }
  }
}
