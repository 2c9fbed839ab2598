import Arithmetic

/// Gated linear recurrences: HGRN, HGRN2, and Griffin with its sibling without attention, Hawk.
extension StateFamily {
  static let gated = [
    StateFamily("HGRN", ["hgrn"], "hidden_size x expand_ratio") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let (layers, attention) = try reader.linearAttentionLayers()
      let ratio = try reader.whole("expand_ratio", default: 1, of: ConfigurationReader.linearAttentionLibrary)
      let width = StateTensor.Axis("expand_ratio hidden_size", ratio * (try reader.whole("hidden_size")))
      // Input and forget gate are convolved.
      let channels = StateTensor.Axis("2 \(width.name)", 2 * width.size)
      return [StateTensor("recurrent_state", .recurrent, layers: layers, width)]
        + (try reader.shortConvolution(layers: layers, channels: channels, default: false)) + attention
    },
    StateFamily("HGRN2", ["hgrn2"], "heads x expand_ratio x hidden_size/heads") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let (layers, attention) = try reader.linearAttentionLayers()
      let (heads, forget) = try expandedHeads(reader)
      let width = try reader.whole("hidden_size")
      let value = StateTensor.Axis(
        "hidden_size/num_heads", try reader.quotient(width, "hidden_size", by: heads.size, heads.name))
      let channels = StateTensor.Axis("(q,f,i)", 2 * heads.size * forget.size + width)
      return [StateTensor("recurrent_state", .recurrent, layers: layers, heads, forget, value)]
        + (try reader.shortConvolution(layers: layers, channels: channels, default: false)) + attention
    },
    StateFamily(
      "Griffin/RecurrentGemma", ["recurrent_gemma"], "lru_width, conv, and windows in some layers",
      tensors: griffinTensors),
  ]

  /// Of the number of heads and the width of a gate's head, one field determines the other.
  private static func expandedHeads(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> (heads: StateTensor.Axis, forget: StateTensor.Axis) {
    let width = try reader.whole("hidden_size")
    switch (reader.has("num_heads"), reader.has("expand_ratio")) {
    case (true, true): return (try reader.axis("num_heads"), try reader.axis("expand_ratio"))
    case (true, false):
      let heads = try reader.axis("num_heads")
      let forget = try reader.quotient(width, "hidden_size", by: heads.size, heads.name)
      return (heads, .init("hidden_size/num_heads", forget))
    default:
      let forget = try reader.axis("expand_ratio")
      let heads = try reader.quotient(width, "hidden_size", by: forget.size, forget.name)
      return (.init("hidden_size/expand_ratio", heads), forget)
    }
  }

  private static func griffinTensors(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("num_hidden_layers")
    let recurrent: Int
    // Files of the models' own authors write the field with an underscore.
    if let pattern = try reader.optionalKinds(["block_types", "_block_types"], of: [.recurrent, .full], count: nil) {
      // The pattern repeats until there are enough layers.
      recurrent = (0..<all).count { pattern[$0 % pattern.count] == .recurrent }
      // The layers that follow from it, as transformers saves them.
      _ = try reader.optionalKinds(["layers_block_type", "layer_types"], of: [.linear, .sliding], count: all)
    } else if let kinds = try reader.optionalKinds(
      ["layers_block_type", "layer_types"], of: [.linear, .sliding], count: all)
    {
      recurrent = kinds.count(of: .linear)
    } else {
      throw ConfigurationError(
        missing: reader.path + "block_types", expected: "a list of recurrent, attention")
    }
    let width = reader.has("lru_width") ? try reader.axis("lru_width") : try reader.axis("hidden_size")
    if !reader.has("lru_width") {
      reader.note("\(reader.path)lru_width is absent: hidden_size = \(width.size) was used")
    }
    let kernel = try reader.axis("conv1d_width")
    var tensors = [
      StateTensor("rg_lru_state", .recurrent, layers: recurrent, width),
      // These implementations allocate no column that is never read.
      StateTensor(
        "conv1d_state", .convolution, layers: recurrent, reach: kernel.size,
        .init("conv1d_width - 1", kernel.size - 1),
        width),
    ]
    // What no layer has.
    if recurrent == all { reader.ignore("head_dim", "num_key_value_heads", "attention_window_size") }
    if recurrent < all {
      tensors.append(
        .window(
          layers: all - recurrent, window: try reader.axis("attention_window_size", "sliding_window"),
          heads: try reader.keyValueHeads(), headDimension: try reader.attentionHead()))
    }
    return tensors
  }
}
