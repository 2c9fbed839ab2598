import Arithmetic
import Constructions
import CopyTask
import Testing
import Theorems
import Transformers

@Suite("X.one-layer: exchanging x_1 and x_2 changes no feature")
struct OneLayerTests {
  /// Windows of random sizes up to `largest`, one of that size, and two unlimited heads.
  private func windows(_ largest: Int, using source: inout SplitMix64) -> [AttentionWindow] {
    let finite: [AttentionWindow] = largest == 0 ? [] : [.last(largest), .last(1 + source.next(below: largest))]
    return finite + [.all, .all]
  }

  private func firstDifference(
    seed: UInt64, largest: Int, length: Int, secondLayer: Bool, only: [AttentionWindow]? = nil
  ) throws -> Int? {
    var source = SplitMix64(seed: seed)
    let windows = only ?? windows(largest, using: &source)
    let layers = RandomLayers(windows: windows, alphabetSize: 4, secondLayer: secondLayer, using: &source)
    let content = [0, 1] + (2..<length).map { _ in source.next(below: 4) }
    let alphabet = Alphabet(size: 4)
    return try TwinRun(
      Prompt(alphabet: alphabet, content: content),
      Prompt(alphabet: alphabet, content: RandomLayers.swapped(content)), continuation: content,
      by: Transformer(weights: layers.weights, format: ())
    ).firstDifference
  }

  @Test("at any L > w_max, and at L = w_max some feature differs at COPY", arguments: 0..<20 as Range<UInt64>)
  func threshold(seed: UInt64) throws {
    for largest in [0, 1, 2, 5] {
      for length in max(2, largest + 1)...(largest + 3) {
        #expect(try firstDifference(seed: seed, largest: largest, length: length, secondLayer: false) == nil)
      }
    }
    for largest in [2, 3, 5] {
      #expect(try firstDifference(seed: seed, largest: largest, length: largest, secondLayer: false) == 0)
    }
    // A window that sees both at COPY loses x_1 at the first token after it.
    let only: [AttentionWindow] = [.last(5), .all]
    #expect(try firstDifference(seed: seed, largest: 5, length: 4, secondLayer: false, only: only) == 1)
  }

  @Test("a second layer tells them apart", arguments: 0..<20 as Range<UInt64>)
  func secondLayer(seed: UInt64) throws {
    #expect(try firstDifference(seed: seed, largest: 2, length: 5, secondLayer: true) == 0)
  }
}
