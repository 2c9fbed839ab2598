import CopyTask
import Testing

@testable import Rounding

@Suite("By what factor rounding makes a sum too large")
struct GrowthFactorTests {
  /// f(1)...f(count), by the definition.
  private func inverse(_ bits: Int, _ count: Int) -> [Double] {
    let u = Double(sign: .plus, exponent: -bits, significand: 1)
    let k = u / (1 - u)
    var f = [1.0, 1.0]
    f.reserveCapacity(count + 1)
    for terms in 2...count {
      var least = Double.infinity
      var i = 1
      while i < terms {
        let candidate = f[terms - i] + k * f[i]
        if candidate < least { least = candidate }
        i += 1
      }
      f.append(least / (1 + 2 * k))
    }
    return f
  }

  private func format(_ bits: Int) throws -> FloatFormat {
    bits == 53 ? .float64 : try FloatFormat(significandBits: bits, exponentBits: 8)
  }

  @Test("the table is the recursion, from above", arguments: [2, 3, 4, 8, 11, 24])
  func table(bits: Int) throws {
    let due = inverse(bits, 400)
    var growth = GrowthFactor(try format(bits))
    // The last one first: the table must be the same however it is filled.
    for terms in [400] + Array(1..<400) {
      let bound = growth.bound(terms: terms, enough: 0)
      #expect(bound * due[terms] >= 1 - 1e-14 && bound * due[terms] <= 1 + 0x1p-33, "p = \(bits), N = \(terms)")
    }
  }

  @Test("closed bounds are no smaller than the recursion, up to 2,000 terms", arguments: 2...12)
  func closed(bits: Int) throws {
    let due = inverse(bits, 2000)
    var growth = GrowthFactor(try format(bits))
    for terms in 2...2000 {
      let bound = growth.bound(terms: terms, enough: .infinity)
      guard bound * due[terms] > 1 else {
        Issue.record("p = \(bits), N = \(terms): \(bound), the recursion has \(1 / due[terms])")
        return
      }
    }
    // Nor are they idle: N itself would be a bound.
    #expect(growth.bound(terms: 2000, enough: .infinity) < (bits == 2 ? 2000 : 200))
  }

  @Test("no tree over terms that are found to be bad exceeds it, and some come near", arguments: [2, 3, 4, 5])
  func bruteForce(bits: Int) throws {
    let format = try format(bits)
    var growth = GrowthFactor(format)
    var source = SplitMix64(seed: UInt64(bits))
    var nearest = 0.0
    for terms in 2...6 {
      let bound = growth.bound(terms: terms, enough: 0)
      for _ in 0..<6 {
        // Climbs from random terms: a change that does not make it better is taken back.
        var numbers = (0..<terms).map { _ in number(format, &source) }
        var worst = factor(numbers, format)
        for _ in 0..<40 {
          let (place, old) = (source.next(below: terms), numbers)
          numbers[place] = number(format, &source)
          let now = factor(numbers, format)
          if now >= worst { worst = now } else { numbers = old }
        }
        #expect(worst <= bound, "p = \(bits), \(numbers): \(worst), not \(bound) at most")
        nearest = max(nearest, (worst - 1) / (bound - 1))
      }
    }
    #expect(nearest > 0.5, "p = \(bits): \(nearest)")
  }

  private func number(_ format: FloatFormat, _ source: inout SplitMix64) -> Double {
    let significand = 1 << (format.significandBits - 1) + source.next(below: 1 << (format.significandBits - 1))
    return Double(
      sign: .plus, exponent: -source.next(below: 2 * format.significandBits), significand: Double(significand))
  }

  /// The largest sum over all trees, divided by the exact one: the largest sum of a set comes from the largest ones of
  /// two parts.
  private func factor(_ numbers: [Double], _ format: FloatFormat) -> Double {
    var largest = [Double](repeating: 0, count: 1 << numbers.count)
    for set in 1..<largest.count {
      if set & (set - 1) == 0 { largest[set] = numbers[set.trailingZeroBitCount] }
      var part = (set - 1) & set
      while part > 0 {
        largest[set] = max(largest[set], format.round(largest[part] + largest[set ^ part]))
        part = (part - 1) & set
      }
    }
    return (largest.last ?? 0) / numbers.reduce(0, +)
  }

  @Test("what was measured in another program")
  func measured() {
    for (format, terms, factor) in [
      (FloatFormat.bfloat16, 100, 1.37), (.float8e4m3, 22, 1.87), (.float8e5m2, 22, 2.21),
    ] {
      var growth = GrowthFactor(format)
      #expect(abs(growth.bound(terms: terms, enough: 0) - factor) < 0.006)
    }
  }
}
