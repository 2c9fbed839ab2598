import Arithmetic
import CopyTask
import Testing

@testable import Rounding

@Suite("The readout, rounded")
struct ReadoutRoundingTests {
  private func readout(
    _ format: FloatFormat, accumulator: FloatFormat? = nil, _ deviation: Double, _ bits: Int, _ orders: OrderClass
  ) -> ReadoutRounding {
    let deviation = Rational(exactly: deviation) ?? 1
    return ReadoutRounding(
      deviation: deviation, silence: deviation / 2, codeBits: bits, contentGain: 4, endGain: 3 * bits,
      in: FloatArithmetic(format, accumulator: accumulator), orders: orders)
  }

  /// The numbers of the format in a range, a few of them.
  private func numbers(_ format: FloatFormat, _ range: ClosedRange<Double>, _ source: inout SplitMix64) -> Double {
    let parts = Double(source.next(below: 9)) / 8
    var value = format.round(range.lowerBound + parts * (range.upperBound - range.lowerBound))
    if !range.contains(value) { value = format.round((range.lowerBound + range.upperBound) / 2) }
    return range.contains(value) ? value : range.upperBound == 1 ? 1 : format.round(range.lowerBound.rounded(.up))
  }

  @Test("where it holds the right token wins, in random trees and whatever is within the bounds")
  func sound() throws {
    var source = SplitMix64(seed: 5)
    var (held, refused) = (0, 0)
    for trial in 0..<400 {
      let format = try FloatFormat(significandBits: 2 + source.next(below: 8), exponentBits: 5 + source.next(below: 3))
      let accumulator = trial % 4 == 0 ? FloatFormat.float32 : format
      let bits = 2 + source.next(below: 9)
      let deviation = [0.0, 0.01, 0.03, 0.1, 0.3, 0.49][source.next(below: 6)]
      guard readout(format, accumulator: accumulator, deviation, bits, .any).holds else {
        refused += 1
        continue
      }
      held += 1
      for _ in 0..<20 {
        let normalizer = format.round(numbers(accumulator, 1...(1 + deviation), &source))
        func coordinate(isDue: Bool) -> Double {
          let range = isDue ? (1 - deviation)...(1 + deviation) : 0...(deviation / 2)
          let sum = format.round(numbers(accumulator, range, &source))
          return format.round(sum / normalizer)
        }
        var tree = SplitMix64(seed: source.next())
        func logit(_ coordinates: [Double]) -> Double {
          let order = tree.permutation(of: bits)
          let sum = SummationTree.split(bits, permutation: order) { 1 + tree.next(below: $0 - 1) }
            .sum(coordinates.map { accumulator.round(4 * $0) }, in: accumulator)
          return format.round(sum)
        }
        func end(_ flag: Double) -> Double { format.round(accumulator.round(format.round(Double(3 * bits)) * flag)) }
        // A token is due: all signs are right, and one is wrong for the rival.
        var due = (0..<bits).map { _ in coordinate(isDue: true) }
        let right = logit(due)
        due[source.next(below: bits)].negate()
        let (rival, flag) = (logit(due), end(coordinate(isDue: false)))
        let place = "\(format.name), \(accumulator.name), d = \(bits), delta = \(deviation): \(due), \(normalizer)"
        #expect(right > rival && right > flag && right > 0, "\(place)")
        // The end is due.
        let silent = (0..<bits).map { _ in coordinate(isDue: false) }
        let isEnd = max(1, format.round(numbers(accumulator, 1...(1 + deviation), &source)))
        #expect(end(format.round(isEnd / normalizer)) > max(0, logit(silent)), "\(place): \(silent)")
      }
    }
    #expect(held > 60 && refused > 60, "\(held) held, \(refused) not")
  }

  @Test("sums of equal terms that stall lose a bit: p = 3 and d = 20")
  func stall() throws {
    let format = try FloatFormat(significandBits: 3, exponentBits: 8)
    // 4 + 4 + ... stops at 32, with one term of the other sign, too.
    for orders in OrderClass.allCases { #expect(!readout(format, 0, 20, orders).holds) }
    #expect(readout(format, 0, 8, .product).holds && readout(format, 0, 2, .any).holds)
    #expect(readout(.float32, 0, 20, .any).holds && readout(.float32, 0.45, 20, .any).holds)
    // 3 d = 60 is no number of 3 bits: 64 is written.
    #expect(!readout(format, 0.3, 20, .any).holds)
  }

  @Test("sides of the inequalities: eta, the quotient and their product round")
  func sides() {
    let readout = readout(.bfloat16, 0.25, 4, .any)
    let u = Rational(1, 256)
    #expect(readout.tokenOverEnd.end == 12 * (1 - u) * (1 - u) * (1 - u) / Rational(5, 4))
    #expect(readout.endOverToken.end == 12 * (1 + u) * (1 + u) * Rational(1, 8))
    #expect(readout.tokenLead < 8 * Rational(3, 5) && readout.tokenLead > 4)
  }
}
