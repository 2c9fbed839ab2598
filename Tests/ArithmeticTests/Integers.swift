import Arithmetic
import CopyTask
import TestSupport

// Integers to draw, crowded where a representation changes: around zero, around the ends of one machine word
// and of two, and around powers of two, besides numbers of hundreds of bits.

extension Generator where Value == Integer {
  /// Integers of up to about `bits` bits, of either sign. They shrink towards zero, sign first.
  static func integers(bits: Int = 400) -> Generator {
    Generator(shrink: { simplerIntegers(than: $0) }) { source in
      let magnitude: Integer
      switch source.next(below: 4) {
      case 0: magnitude = Integer(source.next(below: 20))
      case 1:
        let edges = [0, 1, 2, 31, 32, 62, 63, 64, 65, 127, 128, 192, bits - 1]
        let edge = Swift.min(edges[source.next(below: edges.count)], bits - 1)
        magnitude = (Integer(1) << edge) + Integer(source.next(below: 5) - 2)
      case 2:
        let shift = Swift.max(0, 64 - bits) + source.next(below: Swift.min(bits, 64))
        magnitude = Integer(source.next() >> UInt64(shift))
      default:
        var value = Integer(0)
        for _ in 0...source.next(below: (bits + 63) / 64) { value = (value << 64) + Integer(source.next()) }
        magnitude = value >> Swift.max(0, value.bitLength - 1 - source.next(below: bits))
      }
      return source.next(below: 2) == 0 ? magnitude : -magnitude
    }
  }

  /// As `integers`, without zero.
  static func nonzeroIntegers(bits: Int = 400) -> Generator {
    let all = Generator.integers(bits: bits)
    return Generator(shrink: { all.shrink($0).filter { !$0.isZero } }) { source in
      let value = all.draw(&source)
      return value.isZero ? 1 : value
    }
  }

  private static func simplerIntegers(than value: Integer) -> [Integer] {
    if value.isZero { return [] }
    if value < 0 { return [-value] + simplerIntegers(than: -value).map { -$0 } }
    let halved = [256, 64, 16, 4, 1].map { value >> $0 }
    // Steps of one would never end on long numbers; clearing the lowest bit does, and keeps the length.
    return halved + [value - (Integer(1) << value.trailingZeroBitCount)]
  }
}

extension Generator where Value == Int128 {
  /// As `integers`, of the built-in type, whose arithmetic is the oracle; shrinks towards zero.
  static var wide: Generator {
    Generator(shrink: { simpler(than: $0) }) { source in
      let magnitude: UInt128
      switch source.next(below: 4) {
      case 0: magnitude = UInt128(source.next(below: 20))
      case 1:
        let edge = [0, 1, 2, 31, 32, 62, 63, 64, 65, 126, 127][source.next(below: 11)]
        magnitude = (1 << edge) &+ UInt128(source.next(below: 3)) &- 1
      default:
        let word = UInt128(source.next()) << 64 | UInt128(source.next())
        magnitude = word >> UInt128(source.next(below: 128))
      }
      let value = Int128(truncatingIfNeeded: magnitude)
      return source.next(below: 2) == 0 ? value : 0 &- value
    }
  }

  private static func simpler(than value: Int128) -> [Int128] {
    if value == 0 { return [] }
    let lowest = Int128(1) << value.trailingZeroBitCount
    return [96, 64, 32, 8, 1].map { value / (1 << $0) } + [value < 0 ? value &+ lowest : value &- lowest]
  }
}

extension Int128 {
  /// The value of `source`, by way of its decimal text; `nil` if it does not fit.
  init?(decimal source: Integer) {
    self.init(source.description)
  }
}
