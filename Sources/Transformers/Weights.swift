/// The weights of a decoder-only transformer with Hard-ALiBi attention, ReLU layers, residual connections, no
/// normalization and no positional encoding besides the attention windows.
///
/// Matrices act on column vectors: y = W x. `Element` is `Int` for a construction, whose weights are
/// integers, and a `Scalar` for a model that is about to run.
public struct TransformerWeights<Element: Sendable>: Sendable {
  /// What the coordinates of the residual stream hold; its width is r.
  public var layout: ResidualLayout

  /// One row of r entries for each of the V tokens: what the token puts on the residual stream.
  public var embedding: SparseMatrix<Element>

  /// The layers, first to last.
  public var layers: [LayerWeights<Element>]

  /// V rows of r entries: the logit of each token as a function of the final residual stream.
  public var unembedding: SparseMatrix<Element>

  /// The weights of these parts. That their shapes fit each other is up to the caller.
  public init(
    layout: ResidualLayout, embedding: SparseMatrix<Element>, layers: [LayerWeights<Element>],
    unembedding: SparseMatrix<Element>
  ) {
    self.layout = layout
    self.embedding = embedding
    self.layers = layers
    self.unembedding = unembedding
  }

  /// The number of tokens V.
  public var vocabularySize: Int { embedding.rows }

  /// The same model with every weight changed by `transform`.
  public func map<Other: Sendable>(_ transform: (Element) -> Other) -> TransformerWeights<Other> {
    TransformerWeights<Other>(
      layout: layout, embedding: embedding.map(transform), layers: layers.map { $0.map(transform) },
      unembedding: unembedding.map(transform))
  }
}

/// One layer: attention, then a ReLU layer, each added to the residual stream.
///
/// A layer of a hybrid model has a recurrence too, or instead of heads. It reads what the heads read, and its
/// output is added with theirs; a layer without heads is one of a state space model.
public struct LayerWeights<Element: Sendable>: Sendable {
  /// The linear state space part, if there is one. A transformer has none.
  public var recurrence: LinearRecurrence<Element>?

  /// The attention heads. There may be none.
  public var heads: [AttentionHead<Element>]

  /// W_O: r rows; its columns are the heads' outputs, one head after the other.
  public var output: SparseMatrix<Element>

  /// The ReLU layer, if there is one.
  public var perceptron: Perceptron<Element>?

  /// A layer of these parts.
  public init(
    recurrence: LinearRecurrence<Element>? = nil, heads: [AttentionHead<Element>], output: SparseMatrix<Element>,
    perceptron: Perceptron<Element>?
  ) {
    self.recurrence = recurrence
    self.heads = heads
    self.output = output
    self.perceptron = perceptron
  }

  func map<Other: Sendable>(_ transform: (Element) -> Other) -> LayerWeights<Other> {
    LayerWeights<Other>(
      recurrence: recurrence?.map(transform), heads: heads.map { $0.map(transform) },
      output: output.map(transform),
      perceptron: perceptron?.map(transform))
  }
}

/// Which positions a head sees from position i.
public enum AttentionWindow: Sendable, Hashable {
  /// The last `t` positions, t >= 1: i - t < j <= i. Hard-ALiBi's bias is 0 there and minus infinity
  /// elsewhere.
  case last(Int)

  /// Every position j <= i: no positional bias at all.
  case all

  /// The first position seen from `position`.
  public func start(from position: Int) -> Int {
    switch self {
    case .last(let size): max(0, position - size + 1)
    case .all: 0
    }
  }

  /// The number of positions in a limited window.
  public var size: Int? {
    switch self {
    case .last(let size): size
    case .all: nil
    }
  }
}

/// One attention head. Its weights are 2^score / sum of 2^score over the window, with score = <query, key>:
/// softmax in base 2.
public struct AttentionHead<Element: Sendable>: Sendable {
  /// What the head sees.
  public var window: AttentionWindow

  /// W_Q: as many rows as `key`, r columns.
  public var query: SparseMatrix<Element>

  /// W_K.
  public var key: SparseMatrix<Element>

  /// W_V: r columns.
  public var value: SparseMatrix<Element>

  /// A head with these weights.
  public init(
    window: AttentionWindow, query: SparseMatrix<Element>, key: SparseMatrix<Element>,
    value: SparseMatrix<Element>
  ) {
    self.window = window
    self.query = query
    self.key = key
    self.value = value
  }

  func map<Other: Sendable>(_ transform: (Element) -> Other) -> AttentionHead<Other> {
    AttentionHead<Other>(
      window: window, query: query.map(transform), key: key.map(transform), value: value.map(transform))
  }
}

/// One hidden layer: W_2 relu(W_1 x + b_1).
public struct Perceptron<Element: Sendable>: Sendable {
  /// W_1: h rows, r columns.
  public var input: SparseMatrix<Element>

  /// b_1: h entries.
  public var bias: [Element]

  /// W_2: r rows, h columns.
  public var output: SparseMatrix<Element>

  /// A ReLU layer with these weights.
  public init(input: SparseMatrix<Element>, bias: [Element], output: SparseMatrix<Element>) {
    self.input = input
    self.bias = bias
    self.output = output
  }

  func map<Other: Sendable>(_ transform: (Element) -> Other) -> Perceptron<Other> {
    Perceptron<Other>(input: input.map(transform), bias: bias.map(transform), output: output.map(transform))
  }
}
