import CopyTask

/// What the linear cells do: every number of the state goes its own way, s' = (a s) + b, where a and b
/// depend on the token alone. A cell of decay 1 leaves the product out: s' = s + b.
struct TokenwiseLinear<Number: StateNumber>: Sendable {
  /// By tokens, then elements; one row for all tokens where the decay is the same; none where it is 1.
  let decays: [Number]
  /// By tokens, then elements.
  let inputs: [Number]
  let elements: Int

  func update(_ state: [Number], reading token: Token) -> [Number] {
    var next = state
    let first = token * elements
    if decays.isEmpty {
      for i in 0..<elements { next[i] = state[i] + inputs[first + i] }
    } else {
      let decay = decays.count == elements ? 0 : first
      for i in 0..<elements { next[i] = decays[decay + i] * state[i] + inputs[first + i] }
    }
    return next
  }
}

/// A real diagonal state space model: h' = (a h) + b(token), for each of H numbers.
///
/// Initialized as LRU is (Orvieto et al., arXiv:2303.06349), on the positive real line: a^2 is uniform in
/// 0.9^2 ... 0.999^2, and b is sqrt(1 - a^2) u, which keeps the variance of h where that of the input is.
/// Drawn are first all a, then b by units and tokens.
struct DiagonalCell<Number: StateNumber>: RecurrentCell {
  let scan: TokenwiseLinear<Number>

  init(hidden: Int, vocabulary: Int, from source: inout WeightSource) {
    let (least, most) = (0.9 * 0.9, 0.999 * 0.999)
    let squares = (0..<hidden).map { _ in least + (most - least) * ((source.uniform() + 1) / 2) }
    var inputs = [Number](repeating: .zero, count: vocabulary * hidden)
    for unit in 0..<hidden {
      let scale = (1 - squares[unit]).squareRoot()
      for token in 0..<vocabulary { inputs[token * hidden + unit] = source.weight(scale: scale) }
    }
    let decays = squares.map { Number(rounding: $0.squareRoot()) }
    scan = TokenwiseLinear(decays: decays, inputs: inputs, elements: hidden)
  }

  var elements: Int { scan.elements }
  var visible: Int { scan.elements }
  func update(_ state: [Number], reading token: Token) -> [Number] { scan.update(state, reading: token) }
}

/// A selective scan: channels c of N = 4 numbers each, with a step that depends on the token.
///
///     delta = softplus(t_c + p_c(token))
///     h'    = (exp(delta A_n) h) + ((delta B_n(token)) x_c(token)),  A_n = -(n + 1)
///
/// for n = 0 ... N - 1, every sum, product and function rounded. In a single layer, delta, B and x depend on
/// the token alone, so they are computed once for each. Mamba's convolution before the scan, its gate and
/// its C, which mixes the state into an output, are left out: the first would only add to the state, the
/// others do not change what it remembers.
///
/// Initialized as Mamba is: A as in S4D-Real; the bias t the inverse softplus of a step log-uniform in 0.001
/// ... 0.1, for which log(step) + step / 2 is taken, right to second order; the projection p uniform within
/// R^(-1/2), where R = ceil(H / 16) is the rank of the step; B and x uniform in -1 ... 1. Drawn are t by
/// channels, p by channels and tokens, B by tokens and n, then x by channels and tokens.
struct SelectiveScan<Number: StateNumber>: RecurrentCell {
  /// N. Mamba has 16; four keep the searches short and show the same.
  static var statesPerChannel: Int { 4 }

  let scan: TokenwiseLinear<Number>

  init(hidden: Int, vocabulary: Int, from source: inout WeightSource) {
    let states = Self.statesPerChannel
    // The `Double`s nearest to log 0.001 and log 100.
    let (least, span) = (-0x1.ba18a998fffa0p2, 0x1.26bb1bbb55516p2)
    let biases: [Number] = (0..<hidden).map { _ in
      let logarithm = least + span * ((source.uniform() + 1) / 2)
      return Number(rounding: logarithm + Elementary.exp(logarithm) / 2)
    }
    let rank = (hidden + 15) / 16
    let scale = 1 / Double(rank).squareRoot()
    let projections: [Number] = source.weights(hidden * vocabulary, scale: scale)
    let b: [Number] = source.weights(vocabulary * states, scale: 1)
    let x: [Number] = source.weights(hidden * vocabulary, scale: 1)
    let elements = hidden * states
    var decays = [Number](repeating: .zero, count: vocabulary * elements)
    var inputs = decays
    for token in 0..<vocabulary {
      for channel in 0..<hidden {
        let delta = Number.softplus(biases[channel] + projections[channel * vocabulary + token])
        for n in 0..<states {
          let index = token * elements + channel * states + n
          decays[index] = Number.exp(delta * Number(rounding: -Double(n + 1)))
          inputs[index] = (delta * b[token * states + n]) * x[channel * vocabulary + token]
        }
      }
    }
    scan = TokenwiseLinear(decays: decays, inputs: inputs, elements: elements)
  }

  var elements: Int { scan.elements }
  var visible: Int { scan.elements }
  func update(_ state: [Number], reading token: Token) -> [Number] { scan.update(state, reading: token) }
}

/// Linear attention: the state is a matrix of H x H numbers, by rows, and a token adds the product of its
/// key and its value, S'_ij = S_ij + (k_i v_j), or S'_ij = (decay S_ij) + (k_i v_j).
///
/// Keys are elu(u) + 1, which is u + 1 for u >= 0 and e^u otherwise, times 1/sqrt(H); values are u; with u
/// uniform in -1 ... 1. Drawn are the keys by tokens, then the values by tokens. The normalizer, a sum of
/// keys, is left out. In a format of 8 bits the decay 31/32 rounds to 1: such a model forgets by rounding
/// alone.
struct OuterProductCell<Number: StateNumber>: RecurrentCell {
  let scan: TokenwiseLinear<Number>

  init(hidden: Int, vocabulary: Int, decay: Double?, from source: inout WeightSource) {
    let scale = 1 / Double(hidden).squareRoot()
    let keys: [Number] = (0..<hidden * vocabulary).map { _ in
      let u = source.uniform()
      return Number(rounding: (u >= 0 ? u + 1 : Elementary.exp(u)) * scale)
    }
    let values: [Number] = source.weights(hidden * vocabulary, scale: 1)
    var inputs: [Number] = []
    inputs.reserveCapacity(vocabulary * hidden * hidden)
    for token in 0..<vocabulary {
      for i in 0..<hidden {
        for j in 0..<hidden { inputs.append(keys[token * hidden + i] * values[token * hidden + j]) }
      }
    }
    let elements = hidden * hidden
    let decays = decay.map { [Number](repeating: Number(rounding: $0), count: elements) } ?? []
    scan = TokenwiseLinear(decays: decays, inputs: inputs, elements: elements)
  }

  var elements: Int { scan.elements }
  var visible: Int { scan.elements }
  func update(_ state: [Number], reading token: Token) -> [Number] { scan.update(state, reading: token) }
}
