import Arithmetic
import StrictJSON

/// Fields that the families of the library flash-linear-attention share.
extension ConfigurationReader {
  static let linearAttentionLibrary = "flash-linear-attention"

  /// Heads, and the widths of a head's keys and values: `hidden_size` times `expand_k` or `expand_v`, shared
  /// out among `num_heads`.
  func scaledHeads(
    keys: Rational, values: Rational
  ) throws(ConfigurationError) -> (heads: StateTensor.Axis, key: StateTensor.Axis, value: StateTensor.Axis) {
    let width = try whole("hidden_size")
    let heads = try axis("num_heads")
    func head(_ name: String, _ factor: Rational) throws(ConfigurationError) -> StateTensor.Axis {
      let whole = try product(width, factor, name)
      return StateTensor.Axis(
        "\(name) hidden_size/num_heads",
        try quotient(whole, "\(name) hidden_size", by: heads.size, "num_heads"))
    }
    let key = try factor("expand_k", default: keys, of: ConfigurationReader.linearAttentionLibrary)
    let value = try factor("expand_v", default: values, of: ConfigurationReader.linearAttentionLibrary)
    return (heads, try head("expand_k", key), try head("expand_v", value))
  }

  /// The layers, and the tensors of those among them that attend instead: `attn`, an object or a list of
  /// them.
  func linearAttentionLayers() throws(ConfigurationError) -> (layers: Int, attention: [StateTensor]) {
    let all = try layers("num_hidden_layers")
    let (attending, tensors) = try attendingLayers(of: all)
    return (all - attending.count, tensors)
  }

  /// Which of the library's layers attend, and their tensors.
  func attendingLayers(of all: Int) throws(ConfigurationError) -> (layers: Set<Int>, attention: [StateTensor]) {
    noteIfAbsent("attn", "no layer attends")
    guard let value = self["attn"] else { return ([], []) }
    let specifications: [(name: String, value: JSONValue)]
    if case .array(let values) = value {
      ledger.entered.insert(path + "attn")
      specifications = values.enumerated().map { ("attn[\($0)]", $1) }
    } else {
      specifications = [("attn", value)]
    }
    var taken: Set<Int> = []
    var tensors: [StateTensor] = []
    for (name, specification) in specifications {
      guard case .object(let fields) = specification else {
        throw ConfigurationError(path + name, is: specification, expected: "an object")
      }
      let attention = object(fields, at: name)
      guard let layers = try attention.optionalLayerIndices("layers", count: all) else {
        throw ConfigurationError(missing: attention.path + "layers", expected: "a list of layers")
      }
      guard taken.isDisjoint(with: layers) else {
        throw ConfigurationError(
          contradiction:
            "\(attention.path)layers names a layer that stands elsewhere in attn: expected each once")
      }
      taken.formUnion(layers)
      attention.noteIfAbsent("window_size", "these layers attend to all tokens")
      let heads = try attention.whole("num_heads")
      let head = StateTensor.Axis(
        "hidden_size/num_heads",
        try attention.quotient(try whole("hidden_size"), "hidden_size", by: heads, "num_heads"))
      let keys = try attention.keyValueHeads("num_kv_heads", queries: "num_heads")
      tensors.append(
        attention.has("window_size")
          ? .window(
            layers: layers.count, window: try attention.axis("window_size"), heads: keys, headDimension: head)
          : .attention(layers: layers.count, heads: keys, headDimension: head))
    }
    return (taken, tensors)
  }

  /// The short convolution before a layer, over so many channels, if there is one.
  func shortConvolution(
    layers: Int, channels: StateTensor.Axis, default isThere: Bool
  ) throws(ConfigurationError) -> [StateTensor] {
    let library = ConfigurationReader.linearAttentionLibrary
    guard try flag("use_short_conv", default: isThere, of: library) else {
      ignore("share_conv_kernel", "conv_size", "conv_bias")
      return []
    }
    return [
      .convolution(layers: layers, channels: channels, kernel: try axis("conv_size", default: 4, of: library))
    ]
  }
}
