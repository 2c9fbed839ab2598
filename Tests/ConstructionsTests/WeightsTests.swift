import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers

@Suite("The weights compute what is specified")
struct WeightsTests {
  /// (n, D) below, at and above powers of two, with d = 2 for D = 2 and 3.
  private static let parameters = [
    (1, 2), (1, 3), (1, 5), (2, 2), (2, 3), (2, 9), (3, 2), (3, 4), (4, 5), (5, 2),
  ]

  @Test("on every sequence that starts with BOS, sensible or not, exactly", arguments: parameters)
  func logits(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let specified = SpecifiedModel(parameters)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let tokens = Generator<[Token]>.tokens(alphabetSize: alphabetSize + 3, count: 0...9)
    forAll(tokens, seeds: 0..<4, trials: 8) { tail in
      let tokens = [specified.alphabet.bos] + tail
      var decoder = Decoder(model, capacity: tokens.count)
      for (index, token) in tokens.enumerated() {
        let activations = try decoder.step(token)
        guard activations.logits == specified.logits(Array(tokens[...index])) else { return false }
        guard let head = activations.layers[1].heads[0] else { return false }
        let scores = (0...index).map { specified.score(tokens, from: index, to: $0) }
        guard head.scores == scores.map({ Rational($0) }) else { return false }
        guard (0...index).map({ head.weight(at: $0) }) == specified.attention(tokens, at: index) else {
          return false
        }
      }
      return true
    }
  }

  @Test("the weights depend on (n, D) alone, and are integers of the documented sizes", arguments: parameters)
  func sizes(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let weights = NgramCopier(parameters).weights
    let size = ConstructionSize(parameters)
    #expect(Integer(weights.layout.width) == size.width)
    #expect(weights.layers.count == ConstructionSize.layers)
    #expect(weights.layers.map { Integer($0.heads.count) } == [size.heads.first, size.heads.second])
    let perceptron = try #require(weights.layers[0].perceptron)
    #expect(Integer(perceptron.bias.count) == size.hidden)
    #expect(weights.layers[1].perceptron == nil)
    #expect(Integer(weights.vocabularySize) == size.vocabulary)

    // Counted matrix by matrix, in the shapes of the exported tensors: one size e for all of a layer's
    // queries, keys and values.
    var nonzeros = weights.embedding.nonzeros + weights.unembedding.nonzeros
    var dense =
      weights.embedding.rows * weights.embedding.columns
      + weights.unembedding.rows * weights.unembedding.columns
    for layer in weights.layers {
      let width = weights.layout.width
      let e = layer.heads.map { max($0.query.rows, $0.key.rows, $0.value.rows) }.max() ?? 0
      dense += 4 * layer.heads.count * e * width
      nonzeros += layer.output.nonzeros
      for head in layer.heads {
        nonzeros += head.query.nonzeros + head.key.nonzeros + head.value.nonzeros
      }
    }
    nonzeros += perceptron.input.nonzeros + perceptron.output.nonzeros + perceptron.bias.count { $0 != 0 }
    dense += 2 * perceptron.bias.count * weights.layout.width + perceptron.bias.count
    #expect(Integer(nonzeros) == size.nonzeros)
    #expect(Integer(dense) == size.parameterCount)
  }

  @Test("no stored entry is zero")
  func noStoredZeros() throws {
    let weights = NgramCopier(try NgramParameters(ngram: 3, alphabetSize: 5)).weights
    var matrices = [weights.embedding, weights.unembedding]
    for layer in weights.layers {
      matrices += layer.heads.flatMap { [$0.query, $0.key, $0.value] } + [layer.output]
      if let perceptron = layer.perceptron { matrices += [perceptron.input, perceptron.output] }
    }
    for matrix in matrices {
      for row in 0..<matrix.rows { #expect(matrix.row(row).allSatisfy { $0.value != 0 }) }
    }
  }
}
