// The rules of IEEE 754 for the four operations, case by case, on exact integers.

extension SmallFloatOracle {
  /// The code of the result; a NaN is the canonical one without sign.
  func result(_ operation: Operation, _ a: Int, _ b: Int) -> Int {
    switch operation {
    case .add: return sum(number(a), number(b))
    case .subtract: return sum(number(a), number(b ^ signMask))
    case .multiply: return product(number(a), number(b))
    case .divide: return quotient(number(a), number(b))
    }
  }

  private func sum(_ a: Number, _ b: Number) -> Int {
    switch (a, b) {
    case (.nan, _), (_, .nan):
      return nan
    case (.infinity(let s), .infinity(let t)):
      return s == t ? overflow(negative: s) : nan
    case (.infinity(let s), _), (_, .infinity(let s)):
      return overflow(negative: s)
    case (.finite(let s, var m, var i), .finite(let t, var n, var j)):
      if m == 0 && n == 0 { return s && t ? signMask : 0 }
      // Exponents may be further apart than the integers are wide. Then the smaller operand only
      // matters by its sign: put in its place something just as far below any rounding boundary.
      if n == 0 { j = i } else if m == 0 { i = j }
      if i > j + 80 { (n, j) = (1, i - 80) } else if j > i + 80 { (m, i) = (1, j - 80) }
      let unit = min(i, j)
      m <<= UInt128(i - unit)
      n <<= UInt128(j - unit)
      if s == t { return nearest(negative: s, m + n, exponent: unit) }
      if m == n { return 0 }
      return m > n
        ? nearest(negative: s, m - n, exponent: unit) : nearest(negative: t, n - m, exponent: unit)
    }
  }

  private func product(_ a: Number, _ b: Number) -> Int {
    switch (a, b) {
    case (.nan, _), (_, .nan), (.infinity, .finite(_, 0, _)), (.finite(_, 0, _), .infinity):
      return nan
    case (.infinity(let s), .infinity(let t)), (.infinity(let s), .finite(let t, _, _)),
      (.finite(let s, _, _), .infinity(let t)):
      return overflow(negative: s != t)
    case (.finite(let s, let m, let i), .finite(let t, let n, let j)):
      return nearest(negative: s != t, m * n, exponent: i + j)
    }
  }

  private func quotient(_ a: Number, _ b: Number) -> Int {
    switch (a, b) {
    case (.nan, _), (_, .nan), (.infinity, .infinity), (.finite(_, 0, _), .finite(_, 0, _)):
      return nan
    case (.infinity(let s), .finite(let t, _, _)), (.finite(let s, _, _), .finite(let t, 0, _)):
      return overflow(negative: s != t)
    case (.finite(let s, _, _), .infinity(let t)):
      return s != t ? signMask : 0
    case (.finite(let s, let m, let i), .finite(let t, let n, let j)):
      return nearest(negative: s != t, m, over: n, exponent: i - j)
    }
  }
}

// The formats, written out anew.

extension SmallFloatOracle {
  static let bfloat16 = SmallFloatOracle(
    exponentBits: 8, fractionBits: 7, bias: 127, infinity: 0x7f80, nan: 0x7fc0, saturates: false)

  static let float8E4M3 = SmallFloatOracle(
    exponentBits: 4, fractionBits: 3, bias: 7, infinity: nil, nan: 0x7f, saturates: true)

  static let float8E5M2 = SmallFloatOracle(
    exponentBits: 5, fractionBits: 2, bias: 15, infinity: 0x7c, nan: 0x7e, saturates: true)

  static let float16 = SmallFloatOracle(
    exponentBits: 5, fractionBits: 10, bias: 15, infinity: 0x7c00, nan: 0x7e00, saturates: false)
}
