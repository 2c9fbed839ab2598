import CopyTask

/// What both gated cells hold: a row of input for each gate and unit, and the recurrent weights.
///
/// Tokens enter one-hot, so an input matrix times a token is a column of it, and input plus bias is one sum,
/// rounded once and for all.
struct GateWeights<Number: StateNumber>: Sendable {
  /// Of each row and token, `rows` x `vocabulary`: U + b.
  let inputs: [Number]
  /// `rows` x `hidden`.
  let recurrent: CellMatrix<Number>
  let vocabulary: Int

  /// Draws U by rows, W by rows, then b; all uniform within 1/sqrt(hidden), as PyTorch initializes its own.
  init(gates: Int, hidden: Int, vocabulary: Int, from source: inout WeightSource) {
    let scale = 1 / Double(hidden).squareRoot()
    let rows = gates * hidden
    let columns: [Number] = source.weights(rows * vocabulary, scale: scale)
    recurrent = CellMatrix(rows: rows, columns: hidden, scale: scale, from: &source)
    let biases: [Number] = source.weights(rows, scale: scale)
    inputs = columns.indices.map { columns[$0] + biases[$0 / vocabulary] }
    self.vocabulary = vocabulary
  }

  /// U + b of a row, for this token.
  @inline(__always)
  func input(_ row: Int, _ token: Token) -> Number { inputs[row * vocabulary + token] }
}

/// Long short-term memory. The state is h_0 ... h_{H-1}, then c_0 ... c_{H-1}; the logits read h.
///
/// For unit k, with rows k, H + k, 2H + k, 3H + k for the gates i, f, g, o:
///
///     a  = (U + b)[row, token], then + W[row, j] h_j for j = 0 ... H - 1
///     c' = (sigmoid(a_f) c) + (sigmoid(a_i) tanh(a_g))
///     h' = sigmoid(a_o) tanh(c')
struct LSTMCell<Number: StateNumber>: RecurrentCell {
  let hidden: Int
  let weights: GateWeights<Number>

  init(hidden: Int, vocabulary: Int, from source: inout WeightSource) {
    self.hidden = hidden
    weights = GateWeights(gates: 4, hidden: hidden, vocabulary: vocabulary, from: &source)
  }

  var elements: Int { 2 * hidden }
  var visible: Int { hidden }

  func update(_ state: [Number], reading token: Token) -> [Number] {
    let h = state[..<hidden]
    var next = state
    for unit in 0..<hidden {
      let i = gate(0, unit, h, token)
      let f = gate(1, unit, h, token)
      let g = gate(2, unit, h, token)
      let o = gate(3, unit, h, token)
      let kept = Number.sigmoid(f) * state[hidden + unit]
      let c = kept + Number.sigmoid(i) * Number.tanh(g)
      next[hidden + unit] = c
      next[unit] = Number.sigmoid(o) * Number.tanh(c)
    }
    return next
  }

  @inline(__always)
  private func gate(_ index: Int, _ unit: Int, _ h: ArraySlice<Number>, _ token: Token) -> Number {
    let row = index * hidden + unit
    return weights.recurrent.sum(from: weights.input(row, token), row: row, times: h)
  }
}

/// A gated recurrent unit. The state is h_0 ... h_{H-1}.
///
/// For unit k, with rows k, H + k, 2H + k for r, z, n, and a second bias d of the last, drawn after the rest:
///
///     a_r, a_z = (U + b)[row, token], then + W[row, j] h_j for j = 0 ... H - 1
///     m  = d_k, then + W[row, j] h_j for j = 0 ... H - 1
///     n  = tanh((U + b)[row, token] + (sigmoid(a_r) m))
///     h' = ((1 - sigmoid(a_z)) n) + (sigmoid(a_z) h)
struct GRUCell<Number: StateNumber>: RecurrentCell {
  let hidden: Int
  let weights: GateWeights<Number>
  let candidateBiases: [Number]

  init(hidden: Int, vocabulary: Int, from source: inout WeightSource) {
    self.hidden = hidden
    weights = GateWeights(gates: 3, hidden: hidden, vocabulary: vocabulary, from: &source)
    candidateBiases = source.weights(hidden, scale: 1 / Double(hidden).squareRoot())
  }

  var elements: Int { hidden }
  var visible: Int { hidden }

  func update(_ state: [Number], reading token: Token) -> [Number] {
    let one = Number(rounding: 1)
    var next = state
    for unit in 0..<hidden {
      let (reset, renew, candidate) = (unit, hidden + unit, 2 * hidden + unit)
      let recurrent = weights.recurrent
      let r = Number.sigmoid(recurrent.sum(from: weights.input(reset, token), row: reset, times: state))
      let z = Number.sigmoid(recurrent.sum(from: weights.input(renew, token), row: renew, times: state))
      let m = recurrent.sum(from: candidateBiases[unit], row: candidate, times: state)
      let n = Number.tanh(weights.input(candidate, token) + r * m)
      next[unit] = (one - z) * n + z * state[unit]
    }
    return next
  }
}
