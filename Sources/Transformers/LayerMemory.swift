public import Arithmetic

/// The numbers that one layer remembers of the tokens read. Those of all layers are all that the next token's
/// logits can learn of the tokens before it: weights do not depend on the input.
public struct LayerMemory<Element: Scalar>: Sendable {
  /// For the heads that are evaluated by scores, head after head: the keys of all positions, first to last.
  public let keys: [Element]

  /// The same for their values.
  public let values: [Element]

  /// For heads that average: the values of the most recent positions, as many as the largest window holds,
  /// newest first. Heads with the same W_V share them. Their keys are zero whatever is read, and are not
  /// kept.
  public let recent: [Element]

  /// The state of the recurrence, if there is one.
  public let state: [Element]

  /// All of them.
  public var numbers: [Element] { keys + values + recent + state }

  init(_ cache: LayerCache<Element>) {
    keys = cache.scoring.flatMap(\.keys)
    values = cache.scoring.flatMap(\.values)
    recent = cache.averages.flatMap { $0.flatMap { $0 } }
    state = cache.state
  }
}

extension Decoder {
  /// What the model remembers of the tokens read, layer by layer. (`position` is not needed to go on: a
  /// window is counted from the newest position, and a softmax over everything from how much is remembered.)
  ///
  /// - Complexity: O(numbers remembered): they are copied.
  public var memory: [LayerMemory<Element>] { caches.map { LayerMemory($0) } }
}
