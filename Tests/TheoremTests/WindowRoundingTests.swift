import Arithmetic
import Constructions
import CopyTask
import Rounding
import Testing
import Theorems
import Transformers

@Suite("The first layer, rounded")
struct WindowRoundingTests {
  private func model(_ ngram: Int, _ arithmetic: FloatArithmetic) throws
    -> (emulated: Transformer<EmulatedFloat>, exact: Transformer<Rational>, slots: ResidualSlots)
  {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: 2)
    let weights = NgramCopier(parameters).weights
    return (
      Transformer(rounding: weights, to: arithmetic), Transformer(rounding: weights, to: ()), ResidualSlots(parameters)
    )
  }

  @Test("is exact on all strings where it is said to be, in any order of its sums")
  func exact() throws {
    var formats: [FloatFormat] = [.float8e5m2, .float8e4m3]
    for bits in 2...3 { formats.append(try FloatFormat(significandBits: bits, exponentBits: 3)) }
    for ngram in 1...3 {
      for format in formats where WindowRounding(largestWindow: ngram + 1, in: FloatArithmetic(format)).isExact {
        for order in [SummationOrder.product, .random(seed: 3)] {
          let (emulated, exact, slots) = try model(ngram, FloatArithmetic(format, order: order))
          for string in AllStrings(alphabetSize: 2, length: ngram) {
            var (rounded, reference) = (Decoder(emulated, capacity: 9), Decoder(exact, capacity: 9))
            // Two boundaries in one window, and windows that reach beyond BOS.
            for token in [2] + string + [3, string[0]] {
              let found = try rounded.step(token).layers[0].output.map(\.value)
              let due = try reference.step(token).layers[0].output
              for slot in slots.queries + slots.keys {
                let (a, b) = (slot.map { Rational(exactly: found[$0]) }, slot.map { due[$0] })
                #expect(a == b, "\(format.name), n = \(ngram), \(order.name), \(string), \(token)")
              }
            }
          }
        }
      }
    }
  }

  @Test("deviates where it is said to, by what is said")
  func deviations() throws {
    for (format, ngram) in [(FloatFormat.float8e4m3, 12), (.tf32, 10), (.float32, 12)] {
      let windows = WindowRounding(largestWindow: ngram + 1, in: FloatArithmetic(format))
      #expect(!windows.isExact)
      let deviation = try #require(windows.deviation)
      let (emulated, _, slots) = try model(ngram, FloatArithmetic(format))
      // The newest tokens have bits of this sum, and before them is the piece that is not found: a bit, or BOS.
      let ones = (deviation.offset + deviation.sum) / 2
      try #require((deviation.offset + deviation.sum) % 2 == 0)
      let newest = [Token](repeating: 0, count: deviation.offset - ones) + [Token](repeating: 1, count: ones)
      var decoder = Decoder(emulated, capacity: 20)
      var found: Double?
      for token in (deviation.piece == 0 ? [2] : [2, (deviation.piece + 1) / 2]) + newest {
        let output = try decoder.step(token).layers[0].output
        found = output[slots.gathered[deviation.offset].lowerBound].value
      }
      #expect(found == deviation.result && found != Double(deviation.piece), "\(format.name): \(deviation)")
    }
  }

  @Test("finds pieces up to the windows that another program found")
  func largest() throws {
    let windows = [
      (FloatFormat.float64, 20), (.float32, 11), (.tf32, 9), (.float16, 9), (.bfloat16, 19), (.float8e4m3, 11),
      (.float8e5m2, 7),
    ]
    for (format, ngram) in windows {
      #expect(WindowRounding(largestWindow: ngram + 1, in: FloatArithmetic(format)).isExact, "\(format.name)")
      #expect(!WindowRounding(largestWindow: ngram + 2, in: FloatArithmetic(format)).isExact, "\(format.name)")
    }
  }
}
