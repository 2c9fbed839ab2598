public import Arithmetic

/// One tensor of the state that a model keeps between tokens, as its configuration determines it.
///
/// A family of models is a list of these and nothing else: what is counted, and what is printed, both come
/// from here. The shape leaves out the batch.
public struct StateTensor: Sendable, Hashable {
  /// One axis of the shape.
  public struct Axis: Sendable, Hashable {
    /// The field, or the formula in terms of fields, that says how long it is.
    public let name: String

    /// Its length as allocated.
    public let size: Integer

    /// How much of it can matter: less than `size` where entries are never read again, or repeat others.
    public let live: Integer

    init(_ name: String, _ size: Integer, live: Integer? = nil) {
      self.name = name
      self.size = size
      self.live = live ?? size
    }
  }

  /// What a tensor is for. It decides the number format.
  public enum Role: String, Sendable, CaseIterable {
    /// A recurrent state.
    case recurrent
    /// The last inputs of a short convolution.
    case convolution
    /// The last token's vector, mixed with the next.
    case shift
    /// Keys and values of the last tokens, a fixed number of them.
    case window
    /// Keys and values, or inputs, of all tokens: it grows. A model that has one is no state space model.
    case growing
  }

  /// What it is called in reports.
  public let name: String
  /// What it is for.
  public let role: Role

  /// How many layers have one.
  public let layers: Int

  /// The shape in one layer; for `growing`, what a token adds.
  public let axes: [Axis]

  /// The number of positions, the present one included, that a layer with only this tensor sees. `nil` if it
  /// sees all that came before.
  public let reach: Integer?

  init(_ name: String, _ role: Role, layers: Int, reach: Integer? = nil, _ axes: Axis...) {
    self.init(name, role, layers: layers, reach: reach, axes: axes)
  }

  init(_ name: String, _ role: Role, layers: Int, reach: Integer? = nil, axes: [Axis]) {
    self.name = name
    self.role = role
    self.layers = layers
    self.axes = axes
    self.reach = reach
  }

  /// Numbers in all layers as allocated; for `growing`, none before the first token.
  public var elements: Integer { role == .growing ? 0 : product(\.size) }

  /// Numbers in all layers that can matter. At most `elements`.
  public var tightElements: Integer { role == .growing ? 0 : product(\.live) }

  /// Numbers that each token adds in all layers.
  public var growth: Integer { role == .growing ? product(\.size) : 0 }

  private func product(_ length: KeyPath<Axis, Integer>) -> Integer {
    axes.reduce(Integer(layers)) { $0 * $1[keyPath: length] }
  }

  /// The shape with its names, as in "layers 24 x hidden_size 768 x conv_kernel 4 (3 live)".
  public var shape: String {
    let axes = axes.map { axis in
      "\(axis.name) \(axis.size)" + (axis.live == axis.size ? "" : " (\(axis.live) live)")
    }
    return (["layers \(layers)"] + axes + (role == .growing ? ["tokens"] : [])).joined(separator: " x ")
  }
}
