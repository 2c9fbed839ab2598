import Arithmetic
import CopyTask
import Testing

@testable import Rounding

/// Rounding to a format, beside the types that the library has.
@Suite("Formats that are emulated")
struct FloatFormatTests {
  @Test("the eight-bit formats round as their types do, in all operations on all pairs of numbers")
  func eightBits() {
    compareAll(Float8E4M3.self, .float8e4m3)
    compareAll(Float8E5M2.self, .float8e5m2)
  }

  private func compareAll<Number: SmallFloat>(_ type: Number.Type, _ format: FloatFormat) {
    let numbers = (0..<256).map { Number(bitPattern: Number.BitPattern($0)) }
    for left in numbers {
      for right in numbers {
        let (a, b) = (Double(left), Double(right))
        for (exact, typed) in [
          (a + b, left + right), (a - b, left - right), (a * b, left * right), (a / b, left / right),
        ] {
          #expect(same(format.round(exact), Double(typed)), "\(a), \(b): \(format.round(exact)), \(typed)")
        }
      }
    }
  }

  /// Whether two are the same number, zeros by their sign, or both none.
  private func same(_ left: Double, _ right: Double) -> Bool {
    left.isNaN ? right.isNaN : left == right && left.sign == right.sign
  }
}
