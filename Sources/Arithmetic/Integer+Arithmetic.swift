import CGMP

// MARK: - Comparison

extension Integer: Comparable, Hashable {
  public static func == (left: Integer, right: Integer) -> Bool {
    // The representation is canonical, so a small value never equals a large one.
    switch (left.large, right.large) {
    case (nil, nil): left.small == right.small
    case (_?, _?): left.compare(right) == 0
    default: false
    }
  }

  public static func < (left: Integer, right: Integer) -> Bool {
    if left.large == nil, right.large == nil { return left.small < right.small }
    return left.compare(right) < 0
  }

  private func compare(_ other: Integer) -> CInt {
    unsafe withNumber { first in
      unsafe other.withNumber { second in unsafe __gmpz_cmp(first, second) }
    }
  }

  public func hash(into hasher: inout Hasher) {
    guard let large else {
      hasher.combine(small)
      return
    }
    unsafe large.withPointer { number in
      let count = unsafe __gmpz_size(number)
      hasher.combine(signum())
      for index in 0..<count {
        hasher.combine(unsafe __gmpz_getlimbn(number, mp_size_t(index)))
      }
    }
  }

  /// -1, 0 or 1: the sign of the value.
  public func signum() -> Int {
    guard let large else { return small.signum() }
    return unsafe large.withPointer { Int(unsafe $0.pointee._mp_size).signum() }
  }
}

// MARK: - Ring operations

extension Integer: SignedNumeric, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) {
    self.init(value)
  }

  /// The integer with the value of `source`. It always exists: the result is never `nil`.
  public init?<Source: BinaryInteger>(exactly source: Source) {
    self.init(source)
  }

  public static var zero: Integer { Integer(0) }

  public var magnitude: Integer { signum() < 0 ? -self : self }

  public static prefix func - (operand: Integer) -> Integer {
    if operand.large == nil, operand.small != .min { return Integer(-operand.small) }
    return unsafe operand.map { unsafe __gmpz_neg($0, $1) }
  }

  public static func + (left: Integer, right: Integer) -> Integer {
    if left.large == nil, right.large == nil {
      let (sum, overflow) = left.small.addingReportingOverflow(right.small)
      if !overflow { return Integer(sum) }
    }
    return unsafe left.combine(right) { unsafe __gmpz_add($0, $1, $2) }
  }

  public static func - (left: Integer, right: Integer) -> Integer {
    if left.large == nil, right.large == nil {
      let (difference, overflow) = left.small.subtractingReportingOverflow(right.small)
      if !overflow { return Integer(difference) }
    }
    return unsafe left.combine(right) { unsafe __gmpz_sub($0, $1, $2) }
  }

  public static func * (left: Integer, right: Integer) -> Integer {
    if left.large == nil, right.large == nil {
      let (product, overflow) = left.small.multipliedReportingOverflow(by: right.small)
      if !overflow { return Integer(product) }
    }
    // Factors of one are frequent in a sparse model, and sharing the number is cheaper than copying it.
    if left.isOne { return right }
    if right.isOne { return left }
    return unsafe left.combine(right) { unsafe __gmpz_mul($0, $1, $2) }
  }

  public static func += (left: inout Integer, right: Integer) {
    if left.large == nil {
      left = left + right
    } else {
      unsafe left.update { sum in unsafe right.withNumber { unsafe __gmpz_add(sum, sum, $0) } }
    }
  }

  public static func -= (left: inout Integer, right: Integer) {
    if left.large == nil {
      left = left - right
    } else {
      unsafe left.update { sum in unsafe right.withNumber { unsafe __gmpz_sub(sum, sum, $0) } }
    }
  }

  public static func *= (left: inout Integer, right: Integer) {
    left = left * right
  }

  /// Adds the product `left * right`, in place where this value has a GMP number of its own.
  public mutating func add(_ left: Integer, times right: Integer) {
    if large == nil || left.isZero || right.isZero {
      self += left * right
    } else {
      unsafe update { sum in
        unsafe left.withNumber { first in
          unsafe right.withNumber { second in unsafe __gmpz_addmul(sum, first, second) }
        }
      }
    }
  }

  /// Whether the value is zero.
  public var isZero: Bool { large == nil && small == 0 }

  /// Whether the value is one.
  var isOne: Bool { large == nil && small == 1 }
}
