import Arithmetic
import Constructions
import CopyTask
import ModelFiles
import TestSupport
import Transformers

/// The bytes of a safetensors file.
func safetensors(_ model: ExportedModel) -> [UInt8] {
  var bytes: [UInt8] = []
  model.writeSafetensors { bytes += $0 }
  return bytes
}

/// A model of two layers with random small weights, heads of different sizes and windows, and a ReLU layer in
/// some of them: what a file may hold besides the construction.
struct SmallModel {
  let weights: TransformerWeights<Int>
  let metadata: ModelMetadata

  /// Entries lie in -2...2. The last row of every W_V is not zero, so that none is taken for filling.
  init(using source: inout SplitMix64, softmaxBase: SoftmaxBase = .two) {
    let width = 3 + source.next(below: 4)
    let vocabulary = 5 + source.next(below: 3)
    func matrix(_ rows: Int, _ columns: Int, using source: inout SplitMix64) -> SparseMatrix<Int> {
      var matrix = SparseMatrix<Int>(columns: columns)
      for _ in 0..<rows {
        let row = (0..<columns).map { (column: $0, value: source.next(below: 5) - 2) }
        matrix.append(row: row.filter { $0.value != 0 })
      }
      return matrix
    }
    var layers: [LayerWeights<Int>] = []
    for _ in 0..<2 {
      let size = 1 + source.next(below: 3)
      var heads: [AttentionHead<Int>] = []
      for index in 0..<(1 + source.next(below: 3)) {
        // The first head has the layer's size.
        let valueSize = index == 0 ? size : 1 + source.next(below: size)
        var value = matrix(valueSize - 1, width, using: &source)
        value.append(row: [(source.next(below: width), 1)])
        heads.append(
          AttentionHead(
            window: source.next(below: 3) == 0 ? .all : .last(1 + source.next(below: 4)),
            query: matrix(size, width, using: &source), key: matrix(size, width, using: &source), value: value))
      }
      let hidden = source.next(below: 4)
      layers.append(
        LayerWeights(
          heads: heads, output: matrix(width, heads.reduce(0) { $0 + $1.value.rows }, using: &source),
          perceptron: hidden == 0
            ? nil
            : Perceptron(
              input: matrix(hidden, width, using: &source),
              bias: (0..<hidden).map { _ in source.next(below: 5) - 2 },
              output: matrix(width, hidden, using: &source))))
    }
    var layout = ResidualLayout()
    _ = layout.append("residual", size: width)
    weights = TransformerWeights(
      layout: layout, embedding: matrix(vocabulary, width, using: &source), layers: layers,
      unembedding: matrix(vocabulary, width, using: &source))
    metadata = ModelMetadata(
      ngram: source.next(below: 2) == 0 ? nil : 1 + source.next(below: 5), alphabetSize: vocabulary - 3,
      scale: nil, softmaxBase: softmaxBase)
  }
}

/// Whether two models have the same weights, whatever their coordinates are called.
func haveSameWeights(_ left: TransformerWeights<Rational>, _ right: TransformerWeights<Rational>) -> Bool {
  left.embedding == right.embedding && left.unembedding == right.unembedding
    && left.layers.count == right.layers.count
    && zip(left.layers, right.layers).allSatisfy { left, right in
      left.output == right.output && left.heads.count == right.heads.count
        && left.perceptron?.input == right.perceptron?.input
        && left.perceptron?.bias == right.perceptron?.bias
        && left.perceptron?.output == right.perceptron?.output
        && zip(left.heads, right.heads).allSatisfy {
          $0.window == $1.window && $0.query == $1.query && $0.key == $1.key && $0.value == $1.value
        }
    }
}
