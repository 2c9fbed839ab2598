import Arithmetic
import CopyTask
import TestSupport
import Testing

/// `Float16.add(_:times:)` rounds in line; the built-in operators are the reference.
@Suite struct Float16SumTests {
  private static func agrees(_ sum: UInt16, _ left: UInt16, _ right: UInt16) -> Bool {
    let (a, b, c) = (Float16(bitPattern: sum), Float16(bitPattern: left), Float16(bitPattern: right))
    let expected = a + b * c
    var result = a
    result.add(b, times: c)
    // Which NaN comes out differs between processors; the sign of a zero does not.
    return expected.isNaN ? result.isNaN : result.bitPattern == expected.bitPattern
  }

  /// Bit patterns, half of them on an edge: zeros, subnormals, the largest numbers, infinities and NaN.
  private static var patterns: Generator<Int> {
    let edges = [
      0x0000, 0x0001, 0x0002, 0x03ff, 0x0400, 0x0401, 0x1400, 0x3bff, 0x3c00, 0x3c01, 0x7bfe, 0x7bff, 0x7c00,
      0x7c01, 0x7e00,
    ]
    let shrink = { (value: Int) in value == 0 ? [] : [value / 2, value - 1] }
    return Generator(shrink: shrink) { source in
      if source.next(below: 2) == 0 { return source.next(below: 1 << 16) }
      return source.next(below: 2) << 15 + edges[source.next(below: edges.count)]
    }
  }

  @Test func productsAreAddedAsTheOperatorsDo() {
    forAll(.triple(Self.patterns, Self.patterns, Self.patterns), trials: 2000) { sum, left, right in
      Self.agrees(UInt16(sum), UInt16(left), UInt16(right))
    }
  }

  @Test func edgesAreAddedAsTheOperatorsDo() {
    let edges: [UInt16] = [
      0x0000, 0x8000, 0x0001, 0x8001, 0x03ff, 0x0400, 0x3800, 0x3c00, 0xbc00, 0x3c01, 0x7bff, 0xfbff, 0x7c00,
      0xfc00, 0x7e00, 0x4c00,
    ]
    var wrong = SmallFloatMismatches()
    for sum in edges {
      for left in edges {
        for right in edges where !Self.agrees(sum, left, right) { wrong.note("\(sum) + \(left) * \(right)") }
      }
    }
    wrong.expectNone("edges")
  }

  /// Sums next to the middle between two numbers: products of small numbers moved to half a unit of the sum.
  @Test func sumsNextToATieAreAddedAsTheOperatorsDo() {
    let fraction = Generator<Int>.int(in: 0...0x3ff)
    forAll(.triple(fraction, fraction, .int(in: 12...30)), trials: 500) { first, second, exponent in
      let sum = UInt16(exponent << 10 | first)
      let factor = UInt16((exponent - 11) << 10 | second & 3)
      return Self.agrees(sum, factor, 0x3c00) && Self.agrees(sum, factor, 0xbc00)
        && Self.agrees(sum, factor, 0x3c01) && Self.agrees(sum, factor, 0x3bff)
    }
  }
}
