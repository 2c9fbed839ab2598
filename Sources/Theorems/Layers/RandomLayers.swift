public import Arithmetic
public import CopyTask
public import Transformers

/// X.one-layer: transformers of one layer with random exact weights, and a second layer to compare with.
///
/// Theorem (X.one-layer). Let every head of a one-layer transformer see the last w positions, w <= w_max, or
/// all of them (NoPE; w_max = 0 if all heads do). If L > w_max and L >= 2, exchanging x_1 and x_2 changes no
/// feature at COPY or after it, so that the model does not copy both of two strings with x_1 != x_2.
///
/// *Proof.* BOS is at 0, x_i at i, COPY at L + 1. At position i >= L + 1 a finite window starts at
/// i - w + 1 >= L + 2 - w_max >= 3: it sees neither x_1 nor x_2. An unlimited head sees both, and its output is
/// a sum over what it sees, divided by another, whose terms depend on the query and on the token at each
/// position alone; exchanging two of them changes neither sum. The rest of the layer acts on each position by
/// itself. QED.
///
/// The threshold is sharp: with L = w_max the largest window sees x_2 but not x_1 at COPY.
public struct RandomLayers: Sendable {
  /// The weights: entries are rationals, and every score is an integer, so that its power of two is one too.
  public let weights: TransformerWeights<Rational>

  /// The number of coordinates of the residual stream.
  public static let width = 5

  /// Weights drawn from `generator`: for each window a head; then, if asked for, a second layer whose one
  /// head averages everything.
  ///
  /// - Precondition: there is a window, and `alphabetSize >= 2`.
  public init(
    windows: [AttentionWindow], alphabetSize: Int, secondLayer: Bool, using generator: inout SplitMix64
  ) {
    let width = RandomLayers.width
    var layout = ResidualLayout()
    _ = layout.append("x", size: width)
    // Embeddings are thirds and queries and keys multiples of three: scores are integers.
    let third = Rational(1, 3)
    func matrix(_ rows: Int, _ columns: Int, times factor: Rational?) -> SparseMatrix<Rational> {
      var matrix = SparseMatrix<Rational>(columns: columns)
      for _ in 0..<rows {
        matrix.append(
          row: (0..<columns).map { column in
            let numerator = Rational(generator.next(below: 7) - 3)
            return (column, numerator * (factor ?? Rational(1, Integer(1 + generator.next(below: 6)))))
          })
      }
      return matrix
    }
    func perceptron() -> Perceptron<Rational> {
      Perceptron(
        input: matrix(4, width, times: nil),
        bias: (0..<4).map { _ in Rational(Integer(generator.next(below: 5) - 2), 3) },
        output: matrix(width, 4, times: nil))
    }
    let embedding = matrix(alphabetSize + 3, width, times: third)
    let heads = windows.map { window in
      AttentionHead(
        window: window, query: matrix(2, width, times: 3), key: matrix(2, width, times: 3),
        value: matrix(2, width, times: nil))
    }
    var layers = [
      LayerWeights(heads: heads, output: matrix(width, 2 * heads.count, times: nil), perceptron: perceptron())
    ]
    if secondLayer {
      let silent = SparseMatrix<Rational>(columns: width)
      let head = AttentionHead(
        window: .all, query: silent, key: silent, value: matrix(width, width, times: nil))
      layers.append(
        LayerWeights(heads: [head], output: matrix(width, width, times: nil), perceptron: perceptron()))
    }
    weights = TransformerWeights(
      layout: layout, embedding: embedding, layers: layers,
      unembedding: matrix(alphabetSize + 3, width, times: nil))
  }

  /// Exchanges x_1 and x_2 of a string of two tokens or more.
  public static func swapped(_ content: [Token]) -> [Token] {
    [content[1], content[0]] + content.dropFirst(2)
  }
}
