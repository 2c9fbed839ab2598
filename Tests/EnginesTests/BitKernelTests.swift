import CopyTask
import TestSupport
import Testing

@testable import Engines

@Suite("Counting keys by distance")
struct BitKernelTests {
  /// A count by definition, of numbers drawn from the bits that matter.
  private struct Case {
    let planes: [UInt64]
    let stride: Int
    let range: Range<Int>
    let query: [UInt64]
    let mask: [UInt64]
    let levels: Int

    init(_ seed: Int, words: Int, bits: Int, stride: Int) {
      var source = SplitMix64(seed: UInt64(seed))
      self.stride = stride
      query = (0..<words).map { _ in source.next() }
      mask = (0..<words).map { word in
        let inWord = min(max(bits - 64 * word, 0), 64)
        return inWord == 64 ? .max : (1 << UInt64(inWord)) - 1
      }
      // Half of the keys near the query, so that small distances occur too.
      planes = (0..<(words * stride)).map { [query] index in
        source.next(below: 2) == 0 ? source.next() : query[index / stride] ^ (1 << UInt64(source.next(below: 64)))
      }
      let start = source.next(below: stride + 1)
      range = start..<(start + source.next(below: stride - start + 1))
      levels = bits + 1
    }

    var expected: [UInt64] {
      var histogram = [UInt64](repeating: 1, count: levels)
      for index in range {
        var distance = 0
        for word in query.indices {
          var bits = (planes[word * stride + index] ^ query[word]) & mask[word]
          while bits != 0 {
            distance += Int(bits & 1)
            bits >>= 1
          }
        }
        histogram[distance] += 1
      }
      return histogram
    }
  }

  @Test("agrees with the definition for every variant, word count and range", arguments: BitKernel.allCases)
  func definition(kernel: BitKernel) {
    guard kernel.isAvailable else { return }
    // Bits below, at and above one word and two; strides below, at and above blocks of eight vectors.
    let bits = Generator<Int>.oneOf([1, 2, 16, 63, 64, 65, 100, 127, 128, 129, 200])
    let strides = Generator<Int>.oneOf([1, 15, 16, 31, 64, 65, 128, 300, 1100])
    forAll(.triple(bits, strides, .int(in: 0...9999)), seeds: 0..<8, trials: 12) { bits, stride, seed in
      let words = (bits + 63) / 64
      let sample = Case(seed, words: words, bits: bits, stride: stride)
      // The histogram is added to, not replaced.
      var histogram = [UInt64](repeating: 1, count: sample.levels)
      kernel.countDistances(
        sample.planes, stride: stride, range: sample.range, query: sample.query, mask: sample.mask,
        into: &histogram)
      let distances = kernel.distances(
        sample.planes, stride: stride, range: sample.range, query: sample.query, mask: sample.mask)
      var listed = [UInt64](repeating: 1, count: sample.levels)
      for distance in distances { listed[Int(distance)] += 1 }
      return histogram == sample.expected && listed == sample.expected && distances.count == sample.range.count
    }
  }

  @Test("the measuring loop sums what the histogram counts", arguments: BitKernel.allCases)
  func sums(kernel: BitKernel) {
    guard kernel.isAvailable else { return }
    forAll(.pair(.int(in: 0...700), .int(in: 0...999)), seeds: 0..<3, trials: 10) { count, seed in
      var source = SplitMix64(seed: UInt64(seed))
      let keys = (0..<count).map { _ in source.next() }
      let query = source.next()
      var histogram = [UInt64](repeating: 0, count: 17)
      kernel.countDistances(keys, query: query, mask: 0xffff, into: &histogram)
      let sum = histogram.enumerated().reduce(UInt64(0)) { $0 + UInt64($1.offset) * $1.element }
      return kernel.sumDistances(keys, query: query, mask: 0xffff) == sum
    }
  }

  @Test("the plain variant is always available, and the best one is")
  func availability() {
    #expect(BitKernel.plain.isAvailable)
    #expect(BitKernel.best.isAvailable)
  }
}
