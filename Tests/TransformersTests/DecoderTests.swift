import Arithmetic
import CopyTask
import TestSupport
import Testing
import Transformers
import Workers

@Suite("The reference forward pass")
struct DecoderTests {
  private let tokens = Generator<[Token]>.tokens(alphabetSize: 4, count: 1...9)

  @Test("gives the logits of the dense forward pass without a cache, exactly", arguments: 0..<30 as Range<UInt64>)
  func agreesWithDenseForwardPass(seed: UInt64) {
    var source = SplitMix64(seed: seed)
    let weights = RandomTransformer(using: &source).weights
    let model = Transformer<Rational>(rounding: weights, to: ())
    let dense = DenseTransformer(weights: model.weights)
    forAll(tokens, seeds: seed..<(seed + 1), trials: 4) { tokens in
      var decoder = Decoder(model, capacity: tokens.count)
      var logits: [Rational] = []
      for (index, token) in tokens.enumerated() {
        logits = try decoder.step(token).logits
        guard logits == dense.logits(Array(tokens[...index])) else { return false }
      }
      return !logits.isEmpty
    }
  }

  @Test("gives the same logits whether earlier tokens were stepped through or only read")
  func readingIsSteppingWithoutLogits() {
    forAll(.pair(.int(in: 0...1000), tokens), seeds: 0..<5, trials: 10) { seed, tokens in
      var source = SplitMix64(seed: UInt64(seed))
      let model = Transformer<Rational>(rounding: RandomTransformer(using: &source).weights, to: ())
      var stepping = Decoder(model, capacity: 0)
      var reading = Decoder(model, capacity: tokens.count)
      for token in tokens.dropLast() {
        _ = try stepping.step(token)
        try reading.read(token)
      }
      guard let last = tokens.last else { return false }
      return try stepping.step(last).logits == reading.step(last).logits
        && reading.position == tokens.count
    }
  }

  @Test("does not depend on the number of threads, to the last bit")
  func threadsDoNotChangeTheResult() throws {
    var source = SplitMix64(seed: 8)
    var weights = RandomTransformer(using: &source).weights
    // A head that looks at everything, so that there is enough to share between threads.
    while !weights.layers.contains(where: { $0.heads.contains { $0.window == .all && $0.query.rows > 0 } }) {
      weights = RandomTransformer(using: &source).weights
    }
    let model = Transformer<Float>(rounding: weights, to: ())
    var decoders = [1, 2, 5].map { Decoder(model, capacity: 3000, workers: WorkerPool(threads: $0)) }
    for index in 0..<3000 {
      let token = source.next(below: 4)
      if index < 2990 {
        for decoder in decoders.indices { try decoders[decoder].read(token) }
      } else {
        let logits = try decoders.indices.map { try decoders[$0].step(token).logits.map(\.bitPattern) }
        #expect(logits[0] == logits[1] && logits[0] == logits[2])
      }
    }
  }

  @Test("in exact arithmetic refuses a score whose power of two is irrational")
  func irrationalScore() throws {
    var layout = ResidualLayout()
    _ = layout.append("x", size: 1)
    func one(_ value: Rational) -> SparseMatrix<Rational> {
      var matrix = SparseMatrix<Rational>(columns: 1)
      matrix.append(row: [(0, value)])
      return matrix
    }
    let head = AttentionHead(
      window: .all, query: one(Rational(1, 2)), key: one(1), value: one(1))
    let layer = LayerWeights(heads: [head], output: one(1), perceptron: nil)
    let weights = TransformerWeights(
      layout: layout, embedding: one(1), layers: [layer], unembedding: one(1))
    var decoder = Decoder(Transformer(weights: weights, format: ()), capacity: 1)
    // The only score is 1/2, and so is the shift: their difference has a power, and it is 1.
    #expect(try decoder.step(0).logits == [2])
    var two = one(1)
    two.append(row: [(0, 2)])
    let mixed = TransformerWeights(layout: layout, embedding: two, layers: [layer], unembedding: two)
    var second = Decoder(Transformer(weights: mixed, format: ()), capacity: 2)
    try second.read(0)
    // Scores 2 * 1/2 * 1 and 2 * 1/2 * 2 are integers; from token 0 they are 1/2 and 1.
    #expect(try second.step(1).logits.count == 2)
    #expect(throws: ScalarError.irrationalPower(exponent: "1/2")) { try second.step(0) }
  }

  @Test("keeps the precision of its format, also in heads that see nothing but zeros")
  func precisionOfZeros() throws {
    let precision = try #require(Precision(bits: 60))
    var layout = ResidualLayout()
    _ = layout.append("x", size: 1)
    func matrix(_ rows: [Int]) -> SparseMatrix<Int> {
      var matrix = SparseMatrix<Int>(columns: 1)
      for value in rows { matrix.append(row: value == 0 ? [] : [(0, value)]) }
      return matrix
    }
    // Token 0 leaves the residual stream zero, so that queries, keys and scores are; the head is no averaging
    // one for that.
    let head = AttentionHead(window: .all, query: matrix([1]), key: matrix([1]), value: matrix([1]))
    let weights = TransformerWeights(
      layout: layout, embedding: matrix([0, 1]),
      layers: [LayerWeights(heads: [head], output: matrix([1]), perceptron: nil)], unembedding: matrix([1, 2]))
    var decoder = Decoder(Transformer<Interval>(rounding: weights, to: precision), capacity: 5)
    for _ in 0..<4 { try decoder.read(0) }
    let seen = try #require(try decoder.step(0).layers[0].heads[0])
    #expect(seen.total.lowerBound == 5 && seen.total.upperBound == 5)
  }
}
