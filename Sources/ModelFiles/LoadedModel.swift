public import Arithmetic
public import Transformers

/// A model of two layers from a file: the exact values of its weights, and what the file says of it.
public struct LoadedModel: Sendable {
  /// The weights as they stand in the file, as rational numbers: every finite float is one.
  public let weights: TransformerWeights<Rational>

  /// What the file says of the model besides the tensors.
  public let metadata: ModelMetadata

  /// Entries of all tensors.
  public let parameterCount: Int

  /// The number of layers: what the schema describes.
  public static let layers = 2

  /// The model in the bytes of a safetensors file, with names and shapes as `ExportedModel` says.
  ///
  /// Rows of zeros at the end of a head's W_V, and the columns of W_O that they feed, are left out: they fill
  /// the head up to the layer's size e and change nothing.
  ///
  /// - Throws: `ModelFileError` that names the tensor or field, for whatever is not as it should be.
  /// - Complexity: O(bytes).
  public init(safetensors file: [UInt8]) throws(ModelFileError) {
    let header = try SafetensorsHeader(of: file)
    var table = TensorTable(header, file: file)
    let size = try table.shape(of: TensorName.embedding.description, dimensions: 2)
    let (vocabulary, width) = (size[0], size[1])
    guard vocabulary >= LoadedModel.leastVocabulary else {
      throw .tensor(
        TensorName.embedding.description,
        "the shape \(size), expected \(LoadedModel.leastVocabulary) rows or more: "
          + "2 or more content tokens, BOS, COPY and EOS")
    }
    metadata = try ModelMetadata(header.metadata, vocabularySize: vocabulary)
    let embedding = try table.matrix(TensorName.embedding.description, rows: vocabulary, columns: width)
    var layers: [LayerWeights<Rational>] = []
    for index in 0..<LoadedModel.layers { layers.append(try table.layer(index, width: width)) }
    let unembedding = try table.matrix(TensorName.unembedding.description, rows: vocabulary, columns: width)
    try table.requireEmpty()
    var layout = ResidualLayout()
    _ = layout.append("residual", size: width)
    weights = TransformerWeights(
      layout: layout, embedding: embedding, layers: layers, unembedding: unembedding)
    // Windows are no weights.
    parameterCount = header.entries.reduce(0) { sum, entry in
      sum + (entry.name.hasSuffix(LayerTensor.window.rawValue) ? 0 : entry.shape.reduce(1, *))
    }
  }

  /// Two content tokens, BOS, COPY and EOS.
  private static let leastVocabulary = 5
}

extension TensorTable {
  /// Takes out the tensors of a layer.
  fileprivate mutating func layer(
    _ index: Int, width: Int
  ) throws(ModelFileError) -> LayerWeights<Rational> {
    let name = { (tensor: LayerTensor) in tensor.name(inLayer: index) }
    let count = try shape(of: name(.window), dimensions: 1)[0]
    let windows = try integers(name(.window), count: count)
    if let window = windows.first(where: { $0 < 0 }) {
      throw .tensor(name(.window), "a window of \(window), expected 0 for unlimited, or 1 or more")
    }
    let rows = try shape(of: name(.query), dimensions: 2)[0]
    guard rows.isMultiple(of: count) else {
      throw .tensor(name(.query), "\(rows) rows, expected a multiple of \(count), the number of windows")
    }
    let queries = try matrix(name(.query), rows: rows, columns: width)
    let keys = try matrix(name(.key), rows: rows, columns: width)
    let values = try matrix(name(.value), rows: rows, columns: width)
    let output = try matrix(name(.attentionOutput), rows: width, columns: rows)
    let size = rows / count
    let valueSizes = (0..<count).map { values.rowsInUse(of: ($0 * size)..<(($0 + 1) * size)) }
    let heads = (0..<count).map { head in
      let range = (head * size)..<((head + 1) * size)
      return AttentionHead(
        window: windows[head] == 0 ? .all : .last(windows[head]), query: queries.rows(range),
        key: keys.rows(range), value: values.rows(range.lowerBound..<(range.lowerBound + valueSizes[head])))
    }
    return LayerWeights(
      heads: heads, output: output.packed(headSize: size, valueSizes: valueSizes),
      perceptron: try perceptron(index, width: width))
  }

  /// Takes out the ReLU layer, if there is one.
  private mutating func perceptron(
    _ index: Int, width: Int
  ) throws(ModelFileError) -> Perceptron<Rational>? {
    let names = LayerTensor.perceptron.map { $0.name(inLayer: index) }
    guard names.contains(where: contains) else { return nil }
    let hidden = try shape(of: names[0], dimensions: 2)[0]
    return Perceptron(
      input: try matrix(names[0], rows: hidden, columns: width), bias: try vector(names[1], count: hidden),
      output: try matrix(names[2], rows: width, columns: hidden))
  }
}

extension SparseMatrix<Rational> {
  /// Some of the rows.
  fileprivate func rows(_ range: Range<Int>) -> SparseMatrix<Rational> {
    var result = SparseMatrix<Rational>(columns: columns)
    for index in range { result.append(row: row(index)) }
    return result
  }

  /// How many of these rows are left without the rows of zeros at the end; at least one.
  fileprivate func rowsInUse(of range: Range<Int>) -> Int {
    let last = range.last { !row($0).isEmpty }
    return last.map { $0 - range.lowerBound + 1 } ?? 1
  }

  /// W_O without the columns that no head feeds.
  fileprivate func packed(headSize: Int, valueSizes: [Int]) -> SparseMatrix<Rational> {
    let starts = valueSizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    var result = SparseMatrix<Rational>(columns: starts[valueSizes.count])
    for index in 0..<rows {
      let used = row(index).filter { $0.column % headSize < valueSizes[$0.column / headSize] }
      result.append(
        row: used.map { (column: starts[$0.column / headSize] + $0.column % headSize, value: $0.value) })
    }
    return result
  }
}
