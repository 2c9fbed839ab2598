public import CopyTask

/// A way to draw random values of one type and to make a value simpler.
///
/// Both are functions of their arguments alone: a value is replayed from the seed it was drawn from, and
/// shrinking the same value always tries the same candidates.
public struct Generator<Value> {
  /// Draws a value.
  public let draw: (_ source: inout SplitMix64) -> Value

  /// Simpler values to try in place of a value that fails, the boldest first; empty for the simplest value.
  ///
  /// Every candidate must be strictly simpler in some order without infinite descent, so that shrinking ends.
  public let shrink: (Value) -> [Value]

  /// - Parameters:
  ///   - shrink: Simpler candidates; by default there are none.
  ///   - draw: Draws a value from the generator it is given.
  public init(
    shrink: @escaping (Value) -> [Value] = { _ in [] }, draw: @escaping (inout SplitMix64) -> Value
  ) {
    self.draw = draw
    self.shrink = shrink
  }

  /// Draws with this generator and then with the one that `next` chooses by the value drawn.
  ///
  /// What comes of it is shrunk with the candidates of `shrink`, since the choice cannot be undone.
  public func flatMap<Other>(
    shrink: @escaping (Other) -> [Other] = { _ in [] }, _ next: @escaping (Value) -> Generator<Other>
  ) -> Generator<Other> {
    Generator<Other>(shrink: shrink) { source in next(draw(&source)).draw(&source) }
  }

  /// The values of this generator carried over by a one-to-one `forward` map whose inverse is `backward`.
  public func map<Other>(
    _ forward: @escaping (Value) -> Other, back backward: @escaping (Other) -> Value
  ) -> Generator<Other> {
    Generator<Other>(shrink: { shrink(backward($0)).map(forward) }) { source in forward(draw(&source)) }
  }
}
