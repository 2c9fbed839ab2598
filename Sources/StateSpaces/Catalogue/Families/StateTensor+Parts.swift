import Arithmetic
import StrictJSON

/// Tensors that several families share.
extension StateTensor {
  /// The last inputs of a causal convolution. Runtimes keep as many as the kernel is long, though the oldest
  /// is never read again: the next token takes its place first. Measured: changing that column changes no
  /// logit.
  static func convolution(
    _ name: String = "conv_state", layers: Int, channels: Axis, kernel: Axis
  ) -> StateTensor {
    StateTensor(
      name, .convolution, layers: layers, reach: kernel.size, channels,
      Axis(kernel.name, kernel.size, live: kernel.size - 1))
  }

  /// The states of Mamba layers.
  static func mamba(layers: Int, inner: Axis, state: Axis, kernel: Axis) -> [StateTensor] {
    [
      StateTensor("ssm_state", .recurrent, layers: layers, inner, state),
      convolution(layers: layers, channels: inner, kernel: kernel),
    ]
  }

  /// The states of Mamba-2 layers: the convolution also runs over B and C of each group.
  static func mamba2(
    layers: Int, heads: Axis, headDimension: Axis, state: Axis, groups: Axis, kernel: Axis
  ) -> [StateTensor] {
    let channels = Axis(
      "(\(heads.name) \(headDimension.name) + 2 \(groups.name) \(state.name))",
      heads.size * headDimension.size + 2 * groups.size * state.size)
    return [
      StateTensor("ssm_state", .recurrent, layers: layers, heads, headDimension, state),
      convolution(layers: layers, channels: channels, kernel: kernel),
    ]
  }

  /// Keys and values of every token: full attention.
  static func attention(layers: Int, heads: Axis, headDimension: Axis) -> StateTensor {
    StateTensor("attention KV", .growing, layers: layers, Axis("k,v", 2), heads, headDimension)
  }

  /// Keys and values of the last W tokens. One of them is the present token's, which is not needed before it
  /// comes: W - 1 are live.
  static func window(layers: Int, window: Axis, heads: Axis, headDimension: Axis) -> StateTensor {
    StateTensor(
      "window KV", .window, layers: layers, reach: window.size, Axis("k,v", 2), heads,
      Axis(window.name, window.size, live: window.size - 1), headDimension)
  }
}

extension ConfigurationReader {
  /// A whole number that has to be there, as an axis with the name of its field.
  func axis(_ names: String...) throws(ConfigurationError) -> StateTensor.Axis { try axis(of: names) }

  private func axis(of names: [String]) throws(ConfigurationError) -> StateTensor.Axis {
    let present = names.filter(has)
    guard let name = present.first else {
      throw ConfigurationError(
        missing: path + names.joined(separator: " or "),
        expected: "a whole number from 1 to \(ConfigurationReader.largestNumber)")
    }
    for other in present { _ = try whole(name, other) }
    return StateTensor.Axis(name, try whole(name))
  }

  /// A whole number with a default, as an axis with the name of its field.
  func axis(
    _ name: String, default value: Integer, of origin: String
  ) throws(ConfigurationError) -> StateTensor.Axis {
    StateTensor.Axis(name, try whole(name, default: value, of: origin))
  }

  /// The heads of keys and values: as many as of queries where the field is absent, as libraries have it.
  func keyValueHeads(
    _ name: String = "num_key_value_heads", queries: String = "num_attention_heads"
  ) throws(ConfigurationError) -> StateTensor.Axis {
    guard has(name) else {
      let heads = try axis(queries)
      noteDerived("\(path)\(name) is absent: \(heads.size), as many as \(queries), was used")
      return heads
    }
    let heads = try axis(name)
    // Groups of queries share a head.
    if fields[queries] != nil, let all = try optionalWhole(queries) {
      _ = try quotient(all, path + queries, by: heads.size, name)
    }
    return heads
  }

  /// The width of an attention head: a field, or the width of the model over the number of heads.
  func attentionHead(
    _ name: String = "head_dim", width: String = "hidden_size", heads: String = "num_attention_heads"
  ) throws(ConfigurationError) -> StateTensor.Axis {
    if has(name) { return try axis(name) }
    let (all, parts) = (try whole(width), try whole(heads))
    let (size, remainder) = all.quotientAndRemainder(dividingBy: parts)
    guard remainder.isZero else {
      throw ConfigurationError(
        missing: path + name,
        expected: "the width of a head, since \(heads) = \(parts) is no divisor of \(width) = \(all)")
    }
    noteDerived("\(path)\(name) is absent: \(width)/\(heads) = \(size) was used")
    return StateTensor.Axis("\(width)/\(heads)", size)
  }

  /// The tensor of full attention layers.
  func fullAttention(layers: Int) throws(ConfigurationError) -> [StateTensor] {
    try attention(Array(repeating: .full, count: layers))
  }

  /// The tensors of those layers that attend. `head` is the field with the width of a head.
  func attention(_ kinds: [LayerKind], head: String = "head_dim") throws(ConfigurationError) -> [StateTensor] {
    // Gemma 2 has its window under both names.
    let windows = [
      (LayerKind.sliding, ["sliding_window", "sliding_window_size"]), (.chunked, ["attention_chunk_size"]),
    ]
    let full = kinds.count(of: .full)
    guard full > 0 || windows.contains(where: { kinds.contains($0.0) }) else {
      ignore("num_key_value_heads", head)
      return []
    }
    let heads = try keyValueHeads()
    let width = try attentionHead(head)
    var tensors: [StateTensor] = []
    if full > 0 { tensors.append(.attention(layers: full, heads: heads, headDimension: width)) }
    for (kind, fields) in windows where kinds.contains(kind) {
      tensors.append(
        .window(layers: kinds.count(of: kind), window: try axis(of: fields), heads: heads, headDimension: width))
    }
    return tensors
  }
}
