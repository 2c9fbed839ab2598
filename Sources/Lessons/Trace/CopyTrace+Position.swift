public import Arithmetic
import Constructions
public import CopyTask
import Transformers

extension CopyTrace {
  /// What the first layer made of one position.
  ///
  /// A piece is what a slot holds of a token: the d signs of its code, then its flag.
  public struct Position: Sendable {
    /// Counted from 0, which is BOS.
    public let position: Int

    /// The token read there.
    public let token: Token

    /// G_0...G_n after the first layer's attention: the pieces at offsets 0...n before the position, as far
    /// as there are tokens; beyond, the mean of all pieces so far.
    public let gathered: [[Rational]]

    /// Q_0...Q_{n-1} after the gate: what the position asks for.
    public let query: [[Rational]]

    /// K_1...K_n after the gate: what the position can be found by.
    public let key: [[Rational]]

    init(_ position: Int, token: Token, _ activations: Activations<Rational>, _ slots: ResidualSlots) {
      self.position = position
      self.token = token
      let first = activations.layers[0]
      gathered = slots.gathered.map { Array(first.afterAttention[$0]) }
      query = slots.queries.map { Array(first.output[$0]) }
      key = slots.keys.map { Array(first.output[$0]) }
    }
  }
}
