import Arithmetic
import CopyTask
import Testing
import Transformers

@Suite("What the reference remembers")
struct LayerMemoryTests {
  @Test("scores are products with the keys remembered, and there are as many numbers as the heads' windows need")
  func keysAndCounts() throws {
    var scoring = 0
    var averaging = 0
    for seed in 0..<40 as Range<UInt64> {
      var source = SplitMix64(seed: seed)
      let model = Transformer<Rational>(rounding: RandomTransformer(using: &source).weights, to: ())
      var decoder = Decoder(model, capacity: 9)
      #expect(decoder.memory.allSatisfy { $0.numbers.isEmpty })
      for count in 1...9 {
        let activations = try decoder.step(source.next(below: 4))
        for (index, layer) in model.weights.layers.enumerated() {
          let memory = decoder.memory[index]
          let seen = activations.layers[index].heads.sorted { $0.key < $1.key }
          let heads = seen.map { layer.heads[$0.key] }
          // Keys and values have two numbers each in these models.
          #expect(memory.keys.count == 2 * count * heads.count && memory.values.count == memory.keys.count)
          // What reaches the layer: what the layer before it gave, or for the newest token of the first layer
          // its embedding.
          if index > 0 {
            let residual = activations.layers[index - 1].output
            for (slot, head) in heads.enumerated() {
              let query = head.query.times(residual)
              let keys = memory.keys[(2 * count * slot)..<(2 * count * (slot + 1))]
              let products = (0..<count).map { position in
                query[0] * keys[keys.startIndex + 2 * position] + query[1] * keys[keys.startIndex + 2 * position + 1]
              }
              #expect(seen[slot].value.scores == Array(products[seen[slot].value.start...]))
              scoring += 1
            }
          }
          // The others keep the values of the largest window, once for each W_V.
          var windows: [(value: SparseMatrix<Rational>, size: Int)] = []
          for (number, head) in layer.heads.enumerated() where activations.layers[index].heads[number] == nil {
            var size = count
            if case .last(let window) = head.window { size = min(window, count) }
            if let known = windows.firstIndex(where: { $0.value == head.value }) {
              windows[known].size = max(windows[known].size, size)
            } else {
              windows.append((head.value, size))
            }
          }
          #expect(memory.recent.count == windows.reduce(0) { $0 + 2 * $1.size })
          #expect(memory.state.isEmpty)
          averaging += windows.count
        }
      }
    }
    #expect(scoring > 0 && averaging > 0)
  }
}
