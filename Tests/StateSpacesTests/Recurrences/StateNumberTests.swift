import Arithmetic
import CopyTask
import Foundation
import TestSupport
import Testing

@testable import StateSpaces

@Suite("The numbers of a state")
struct StateNumberTests {
  /// Arguments from 2^-40 to about 700, of both signs.
  private var arguments: [Double] {
    var source = WeightSource(seed: 3)
    let spread = (0..<400).map { _ in source.uniform() * Foundation.exp2(source.uniform() * 25 - 15.5) }
    return spread + [0, 1, -1, 0x1p-12, -0x1p-12, 0x1p-13, 0.5, 40, -40, 300, -300]
  }

  /// Of the value, except where it cancels: a bound on what the fixed steps may lose. Float needs 2^-25.
  private func isClose(_ value: Double, _ expected: Double, within: Double = 0x1p-40) -> Bool {
    value == expected || (value - expected).magnitude <= within * expected.magnitude
  }

  @Test("have functions within 2^-40 of the system's")
  func functions() {
    for x in arguments {
      #expect(isClose(Elementary.exp(x), Foundation.exp(x)), "exp \(x)")
      #expect(isClose(Elementary.exp2(x / 2), Foundation.exp2(x / 2)), "exp2 \(x)")
      #expect(isClose(Elementary.sigmoid(x), 1 / (1 + Foundation.exp(-x))), "sigmoid \(x)")
      #expect(isClose(Elementary.tanh(x), Foundation.tanh(x)), "tanh \(x)")
      let softplus = x > 0 ? x + Foundation.log1p(Foundation.exp(-x)) : Foundation.log1p(Foundation.exp(x))
      #expect(isClose(Elementary.softplus(x), softplus), "softplus \(x)")
    }
  }

  @Test("have functions that are exact where that is known")
  func exactValues() {
    for k in -1000...1000 {
      #expect(Elementary.exp2(Double(k)) == Double(sign: .plus, exponent: k, significand: 1))
    }
    #expect(Elementary.sigmoid(0) == 0.5 && Elementary.tanh(0) == 0 && Elementary.exp(0) == 1)
    #expect(Elementary.sigmoid(-.infinity) == 0 && Elementary.sigmoid(.infinity) == 1)
    #expect(Elementary.tanh(-.infinity) == -1 && Elementary.softplus(.infinity) == .infinity)
    #expect(Elementary.sigmoid(.nan).isNaN && Elementary.tanh(.nan).isNaN && Elementary.softplus(.nan).isNaN)
  }

  #if !(os(macOS) && arch(x86_64))
    @Test("in half precision are those of Float16")
    func halfPrecision() {
      let code = Generator.int(in: 0...0xffff)
      forAll(.pair(code, code), seeds: 0..<10, trials: 200) { a, b in
        let (x, y) = (Float16(bitPattern: UInt16(a)), Float16(bitPattern: UInt16(b)))
        let (u, v) = (Binary16(bitPattern: UInt16(a)), Binary16(bitPattern: UInt16(b)))
        return [(u + v, x + y), (u - v, x - y), (u * v, x * y)].allSatisfy { ours, theirs in
          theirs.isNaN ? ours.isNaN : ours.bitPattern == theirs.bitPattern
        }
      }
    }
  #endif

  @Test("have one code for all that are not numbers, and two for zeros")
  func codes() {
    #expect((-Float.nan).code == Float.nan.code && Float(bitPattern: 0x7f80_0001).code == Float.nan.code)
    #expect(Binary16(bitPattern: 0xfe01).code == 0x7e00)
    #expect(BFloat16(bitPattern: 0xff81).code == 0x7fc0)
    #expect(Float8E4M3(bitPattern: 0xff).code == 0x7f)
    #expect(Float8E5M2(bitPattern: 0xfd).code == 0x7e)
    #expect((-Float.zero).code != Float.zero.code && (-Float8E4M3.zero).code != Float8E4M3.zero.code)
    for code in UInt32(0)...0xff {
      let number = Float8E5M2(code: code)
      #expect(number.isNaN || number.code == code)
    }
  }
}
