import CopyTask
import Transformers

/// A small model with random integer weights whose attention scores are integers: heads look at coordinates
/// that hold integers whatever the other weights are.
///
/// Attention divides, so a score of a second layer is an integer only if its query and key read coordinates
/// that no head writes to. Half of the coordinates are kept free for that.
struct RandomTransformer {
  let weights: TransformerWeights<Int>

  init(using generator: inout SplitMix64) {
    let free = 3
    let written = 3
    let width = free + written
    func entry(_ generator: inout SplitMix64) -> Int { generator.next(below: 5) - 2 }
    func matrix(
      rows: Int, columns: Int, rowRange: Range<Int>? = nil, columnRange: Range<Int>? = nil,
      using generator: inout SplitMix64
    ) -> SparseMatrix<Int> {
      var matrix = SparseMatrix<Int>(columns: columns)
      for row in 0..<rows {
        var entries: [(column: Int, value: Int)] = []
        for column in columnRange ?? 0..<columns where rowRange?.contains(row) ?? true {
          let value = entry(&generator)
          if value != 0 { entries.append((column, value)) }
        }
        matrix.append(row: entries)
      }
      return matrix
    }
    var layout = ResidualLayout()
    _ = layout.append("free", size: free)
    _ = layout.append("written", size: written)
    let vocabulary = 4
    let shared = matrix(rows: 2, columns: width, using: &generator)
    var layers: [LayerWeights<Int>] = []
    for _ in 0..<(1 + generator.next(below: 2)) {
      var heads: [AttentionHead<Int>] = []
      for _ in 0..<(1 + generator.next(below: 4)) {
        let window: AttentionWindow = generator.next(below: 3) == 0 ? .all : .last(1 + generator.next(below: 4))
        // Half of the heads average, most of them the same values: what the plan groups.
        let averages = generator.next(below: 2) == 0
        let silent = SparseMatrix<Int>(columns: width)
        let query = averages ? silent : matrix(rows: 2, columns: width, columnRange: 0..<free, using: &generator)
        let key = averages ? silent : matrix(rows: 2, columns: width, columnRange: 0..<free, using: &generator)
        let value =
          generator.next(below: 4) == 0
          ? matrix(rows: 2, columns: width, using: &generator) : shared
        heads.append(AttentionHead(window: window, query: query, key: key, value: value))
      }
      let outputs = heads.reduce(0) { $0 + $1.value.rows }
      let output = matrix(
        rows: width, columns: outputs, rowRange: free..<width, using: &generator)
      var perceptron: Perceptron<Int>?
      if generator.next(below: 2) == 0 {
        perceptron = Perceptron(
          input: matrix(rows: 4, columns: width, using: &generator),
          bias: (0..<4).map { _ in entry(&generator) },
          output: matrix(rows: width, columns: 4, rowRange: free..<width, using: &generator))
      }
      layers.append(LayerWeights(heads: heads, output: output, perceptron: perceptron))
    }
    weights = TransformerWeights(
      layout: layout, embedding: matrix(rows: vocabulary, columns: width, using: &generator),
      layers: layers, unembedding: matrix(rows: vocabulary, columns: width, using: &generator))
  }
}
