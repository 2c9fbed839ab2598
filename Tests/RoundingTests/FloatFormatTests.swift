import Arithmetic
import CopyTask
import Testing

@testable import Rounding

/// Rounding to a format, beside the types that the library and the language have.
@Suite("Formats that are emulated")
struct FloatFormatTests {
  @Test("the eight-bit formats round as their types do, in all operations on all pairs of numbers")
  func eightBits() {
    #expect(difference(Float8E4M3.self, .float8e4m3) == nil)
    #expect(difference(Float8E5M2.self, .float8e5m2) == nil)
  }

  /// The first operation in which rounding differs from the type, on all pairs of numbers, infinities and what is no
  /// number among them. That the left one is never negative is no loss: rounding knows no sign.
  private func difference<Number: SmallFloat & Scalar>(_ type: Number.Type, _ format: FloatFormat) -> String?
  where Number.BitPattern == UInt8 {
    for left in 0..<128 as Range<UInt8> {
      for right in 0..<255 as Range<UInt8> {
        let (a, b) = (Number(bitPattern: left), Number(bitPattern: right))
        if let found = difference(format, a, b, { Double($0) }) { return found }
      }
    }
    return nil
  }

  /// The first of the four operations in which rounding differs from the type.
  private func difference<Number: Scalar>(
    _ format: FloatFormat, _ left: Number, _ right: Number, _ double: (Number) -> Double
  ) -> String? {
    let (a, b) = (double(left), double(right))
    guard same(format.round(a + b), double(left + right)) else { return "\(format.name): \(a) + \(b)" }
    guard same(format.round(a - b), double(left - right)) else { return "\(format.name): \(a) - \(b)" }
    guard same(format.round(a * b), double(left * right)) else { return "\(format.name): \(a) * \(b)" }
    guard same(format.round(a / b), double(left / right)) else { return "\(format.name): \(a) / \(b)" }
    return nil
  }

  @Test("bfloat16, float16 and float32 round as their types do, on special pairs and 100,000 random ones")
  func wider() {
    var source = SplitMix64(seed: 1)
    var failures: [String?] = []
    var special16: [UInt16] = [0x0000, 0x8000, 0x0001, 0x8001, 0x03ff, 0x0400, 0x7bff, 0xfbff, 0x7c00, 0xfc00, 0x7e00]
    special16 += [0x007f, 0x0080, 0x7f7f, 0xff7f, 0x7f80, 0xff80, 0x7fc0, 0x3c00, 0x3f80, 0x3f81, 0x3c01]
    var special32: [UInt32] = [0, 1 << 31, 1, 0x007f_ffff, 0x0080_0000, 0x7f7f_ffff, 0x7f80_0000, 0xff80_0000]
    special32 += [0x7fc0_0000, 0x3f80_0000, 0x3f80_0001, 0x3f7f_ffff]
    let square16: [(UInt16, UInt16)] = special16.flatMap { a in special16.map { (a, $0) } }
    let square32: [(UInt32, UInt32)] = special32.flatMap { a in special32.map { (a, $0) } }
    for number in 0..<34_000 {
      let bits = source.next()
      var (a, b) = (UInt16(truncatingIfNeeded: bits), UInt16(truncatingIfNeeded: bits >> 16))
      if number < square16.count { (a, b) = square16[number] }
      failures.append(difference(.bfloat16, BFloat16(bitPattern: a), BFloat16(bitPattern: b)) { Double($0) })
      #if !(os(macOS) && arch(x86_64))
        failures.append(difference(.float16, Float16(bitPattern: a), Float16(bitPattern: b)) { Double($0) })
      #endif
      var (c, d) = (UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
      // Half of the pairs have exponents that are close, where sums cancel and round.
      if number % 2 == 1 { d = (c & 0x7f80_0000) ^ (d & 0x81ff_ffff) }
      if number < square32.count { (c, d) = square32[number] }
      failures.append(difference(.float32, Float(bitPattern: c), Float(bitPattern: d)) { Double($0) })
    }
    let found = failures.compactMap(\.self)
    #expect(found.isEmpty, "\(found.count), the first: \(found.first ?? "")")
  }

  @Test("formats without a type round as integers say: tf32, and p and e at random")
  func integers() throws {
    var source = SplitMix64(seed: 2)
    for trial in 0..<40 {
      let format =
        trial == 0
        ? FloatFormat.tf32
        : try FloatFormat(
          significandBits: 2 + source.next(below: 23), exponentBits: 3 + source.next(below: 6))
      let (e, least) = (format.exponentBits, format.leastExponent)
      #expect(least == 2 - (1 << (e - 1)))
      let oracle = IntegerRounding(precision: format.significandBits, least: least, greatest: 1 - least)
      #expect(format.greatest == oracle.greatestValue)
      for _ in 0..<60 {
        let exponents = (least - format.significandBits - 2)...(3 - least)
        let (a, b) = (number(format, exponents, &source), number(format, exponents, &source))
        let exact = [
          (format.round(a + b), rational(a) + rational(b)), (format.round(a * b), rational(a) * rational(b)),
          (format.round(a / b), b == 0 ? 0 : rational(a) / rational(b)),
        ]
        for (found, due) in exact where b != 0 && found != oracle.round(due) {
          Issue.record("\(format.name): \(a) and \(b) give \(found), not \(oracle.round(due))")
          return
        }
      }
    }
  }

  /// A number of the format with one of these exponents, or the nearest one.
  private func number(_ format: FloatFormat, _ exponents: ClosedRange<Int>, _ source: inout SplitMix64) -> Double {
    let significand = 1 << (format.significandBits - 1) + source.next(below: 1 << (format.significandBits - 1))
    let exponent = exponents.lowerBound + source.next(below: exponents.count) - format.significandBits + 1
    let value = format.round(Double(sign: .plus, exponent: exponent, significand: Double(significand)))
    return (source.next() & 1 == 0 ? 1 : -1) * min(value, format.greatest)
  }

  private func rational(_ value: Double) -> Rational { Rational(exactly: value) ?? 0 }

  @Test("widths that are not emulated are refused, and the bounds are not")
  func refusals() throws {
    for bits in [-1, 1, 25, 53] {
      #expect(throws: FloatFormatError.significand(bits)) { try FloatFormat(significandBits: bits, exponentBits: 8) }
    }
    for bits in [2, 9] {
      #expect(throws: FloatFormatError.exponent(bits)) { try FloatFormat(significandBits: 8, exponentBits: bits) }
    }
    #expect(try FloatFormat(significandBits: 8, exponentBits: 8) == .bfloat16)
    #expect(try FloatFormat(significandBits: 2, exponentBits: 3).greatest == 12)
  }

  @Test("powers of two are exact down to the smallest number, and zero from its half on")
  func powers() {
    for format in FloatFormat.named where format.significandBits < 53 {
      let last = format.leastExponent - format.significandBits + 1
      for exponent in [0, -1, last + 1, last] {
        #expect(format.powerOfTwo(Double(exponent)) == Double(sign: .plus, exponent: exponent, significand: 1))
      }
      #expect(format.powerOfTwo(Double(last - 1)) == 0 && format.powerOfTwo(-.infinity) == 0)
      // A score ahead of the right one, and no score: at least 1, which no bound survives.
      #expect(format.powerOfTwo(.infinity) >= 1 && !(format.powerOfTwo(.nan) < 1))
    }
  }

  /// Whether two are the same number, zeros by their sign, or both none.
  private func same(_ left: Double, _ right: Double) -> Bool {
    left.isNaN ? right.isNaN : left == right && left.sign == right.sign
  }
}
