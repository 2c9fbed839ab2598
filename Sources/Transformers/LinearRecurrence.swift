import Arithmetic

/// A linear state space layer: a state h of fixed size, zero at first, and at each position i
///
///     y_i = C h_{i-1} + D u_i,      h_i = A h_{i-1} + B u_i,
///
/// where u_i is the residual stream that reaches the layer, and y_i is added to it. This is the discrete
/// linear system of control theory: the output is read before the state is updated, so that the state is all
/// that is left of the positions before i, and D shows the layer position i itself.
public struct LinearRecurrence<Element: Sendable>: Sendable {
  /// A: s rows, s columns.
  public var transition: SparseMatrix<Element>

  /// B: s rows, r columns.
  public var input: SparseMatrix<Element>

  /// C: r rows, s columns.
  public var output: SparseMatrix<Element>

  /// D: r rows, r columns.
  public var feedthrough: SparseMatrix<Element>

  /// - Precondition: the matrices have the shapes given.
  public init(
    transition: SparseMatrix<Element>, input: SparseMatrix<Element>, output: SparseMatrix<Element>,
    feedthrough: SparseMatrix<Element>
  ) {
    let (size, width) = (transition.rows, input.columns)
    precondition(transition.columns == size && input.rows == size && output.columns == size)
    precondition(output.rows == width && feedthrough.rows == width && feedthrough.columns == width)
    self.transition = transition
    self.input = input
    self.output = output
    self.feedthrough = feedthrough
  }

  /// s: how many numbers the state has.
  public var stateSize: Int { transition.rows }

  func map<Other: Sendable>(_ transform: (Element) -> Other) -> LinearRecurrence<Other> {
    LinearRecurrence<Other>(
      transition: transition.map(transform), input: input.map(transform), output: output.map(transform),
      feedthrough: feedthrough.map(transform))
  }
}

extension LinearRecurrence where Element: Scalar {
  /// One position: adds y to `output`, and replaces the state h by the next one.
  ///
  /// - Precondition: `state` has `stateSize` numbers.
  /// - Complexity: O(nonzeros).
  func step(_ residual: [Element], state: inout [Element], addingTo output: inout [Element], zero: Element) {
    self.output.multiply(state, addingTo: &output)
    feedthrough.multiply(residual, addingTo: &output)
    var next = transition.times(state, zero: zero)
    input.multiply(residual, addingTo: &next)
    state = next
  }
}
