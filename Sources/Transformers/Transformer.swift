public import Arithmetic

/// A transformer ready to run in the number type `Element`: weights, rounded once into that type, and the
/// format that intermediate constants are rounded to.
public struct Transformer<Element: Scalar>: Sendable {
  /// The weights, each a number of the type.
  public let weights: TransformerWeights<Element>
  /// What constants are rounded to while the model runs.
  public let format: Element.Format

  /// Zero in the model's format: where every sum starts. (The zero that all formats share has the least
  /// precision there is, and a sum of nothing but such zeros would have it too.)
  let zero: Element

  /// Attention of each layer, arranged for evaluation.
  let attention: [AttentionPlan<Element>]

  /// The model with the integer weights `weights`, each rounded once to `format`.
  public init(rounding weights: TransformerWeights<Int>, to format: Element.Format) {
    self.init(weights: weights.map { Element(Rational($0), format: format) }, format: format)
  }

  /// The model with these weights.
  public init(weights: TransformerWeights<Element>, format: Element.Format) {
    self.weights = weights
    self.format = format
    zero = Element(0, format: format)
    attention = weights.layers.map { AttentionPlan($0, format: format) }
  }
}

/// How the heads of a layer are evaluated: those that weigh all positions alike in one sweep, the others one
/// by one.
///
/// A head with W_Q = 0 or W_K = 0 has scores of zero, so its output is the mean of the values it sees. Heads
/// of that kind with the same W_V and windows of n + 1 sizes, which is what the construction's first layer
/// has, need not sum their windows separately: each sum is the next smaller one plus one more term. In exact
/// arithmetic the result is the number that attention gives, and `TransformersTests` compares the two; a type
/// that rounds adds in another order here, newest first, and divides by the count, rounded once.
struct AttentionPlan<Element: Scalar>: Sendable {
  /// Heads that average the same values over different windows.
  struct Averages: Sendable {
    /// The common W_V.
    let value: SparseMatrix<Element>
    /// The heads by ascending window, unlimited windows last.
    let heads: [(index: Int, window: AttentionWindow)]
    /// How many values the largest window holds; `nil` if one is unlimited.
    let largestWindow: Int?
  }

  /// Where each head's output starts in the concatenation of all heads' outputs.
  let outputStarts: [Int]
  let outputSize: Int

  let averages: [Averages]

  /// Indices of the heads that are evaluated by scores and softmax.
  let scoring: [Int]

  init(_ layer: LayerWeights<Element>, format: Element.Format) {
    var starts: [Int] = []
    var size = 0
    var scoring: [Int] = []
    var groups: [(value: SparseMatrix<Element>, heads: [(index: Int, window: AttentionWindow)])] = []
    for (index, head) in layer.heads.enumerated() {
      if let window = head.window.size { precondition(window >= 1, "A window of \(window): expected 1 or more") }
      starts.append(size)
      size += head.value.rows
      guard head.query.nonzeros == 0 || head.key.nonzeros == 0 else {
        scoring.append(index)
        continue
      }
      if let group = groups.firstIndex(where: { $0.value == head.value }) {
        groups[group].heads.append((index, head.window))
      } else {
        groups.append((head.value, [(index, head.window)]))
      }
    }
    outputStarts = starts
    outputSize = size
    self.scoring = scoring
    averages = groups.map { group in
      let heads = group.heads.sorted { $0.window.size ?? .max < $1.window.size ?? .max }
      return Averages(value: group.value, heads: heads, largestWindow: heads.last?.window.size)
    }
  }
}
