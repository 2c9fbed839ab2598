import Transformers

/// Changes to the construction's weights, for near misses and mutants.
extension TransformerWeights<Int> {
  /// The weights after a change.
  func changed(_ change: (inout TransformerWeights<Int>) -> Void) -> TransformerWeights<Int> {
    var weights = self
    change(&weights)
    return weights
  }

  /// The weights with every stored entry of the second layer's W_Q changed.
  func changingMatchQuery(_ transform: (Int) -> Int) -> TransformerWeights<Int> {
    changed { weights in
      let head = weights.layers[1].heads[0]
      weights.layers[1].heads[0] = AttentionHead(
        window: head.window, query: head.query.map(transform), key: head.key, value: head.value)
    }
  }

  /// The weights with every stored entry of the gate's W_1 changed.
  func changingGateInput(_ transform: (Int) -> Int) -> TransformerWeights<Int> {
    changed { weights in
      guard let gate = weights.layers[0].perceptron else { return }
      weights.layers[0].perceptron = Perceptron(
        input: gate.input.map(transform), bias: gate.bias, output: gate.output)
    }
  }
}
