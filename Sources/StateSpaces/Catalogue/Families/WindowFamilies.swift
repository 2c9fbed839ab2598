import Arithmetic

/// Models that look back a fixed number of tokens, in all layers or in some.
extension StateFamily {
  static let windows = [
    StateFamily("Samba", ["samba"], "Mamba, and windows in some layers") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      // Where it is absent, the library takes layers of its own choice.
      guard reader.has("attn") || reader.isNull("attn") else {
        throw ConfigurationError(missing: reader.path + "attn", expected: "an object that names the layers that attend")
      }
      let (layers, attention) = try reader.linearAttentionLayers()
      return StateTensor.mamba(
        layers: layers, inner: try reader.mambaWidth(), state: try reader.axis("state_size"),
        kernel: try reader.axis("conv_kernel")) + attention
    },
    StateFamily("Based", ["based"], "Taylor features, windows, and convolutions", tensors: basedTensors),
    StateFamily("Hyena", ["hyena"], "order x d_model for each token, or for filter_taps - 1") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let layers = try reader.layers("n_layer")
      let width = try reader.axis("d_model")
      let order = try reader.axis("order", default: 2, of: "Hyena")
      var tensors: [StateTensor] = []
      if reader.has("filter_taps") {
        let taps = try reader.whole("filter_taps")
        tensors.append(
          StateTensor(
            "long filter inputs", .convolution, layers: layers, reach: taps, order, width,
            .init("filter_taps - 1", taps - 1)))
      } else {
        reader.note("filters as long as the text: every token adds to the state; filter_taps cuts them off")
        tensors.append(StateTensor("long filter inputs", .growing, layers: layers, order, width))
      }
      // Every projection passes a short filter first.
      if reader.has("short_filter_order") {
        let short = try reader.axis("short_filter_order")
        tensors.append(
          .convolution(
            "short filter inputs", layers: layers,
            channels: .init("(order + 1) d_model", (order.size + 1) * width.size), kernel: short))
      } else {
        reader.note("short_filter_order is absent: no short filter was counted")
      }
      return tensors
    },
  ]

  /// Based: linear attention over the Taylor expansion of exp to second order, windows, and gated
  /// convolutions in the remaining layers.
  private static func basedTensors(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("n_layer")
    reader.noteIfAbsent("linear_attn_layers", "none")
    reader.noteIfAbsent("sliding_layers", "none")
    let linear = try reader.optionalCount("linear_attn_layers", among: all) ?? 0
    let sliding = try reader.optionalCount("sliding_layers", among: all - linear) ?? 0
    let width = try reader.whole("n_embd")
    let heads = try reader.axis("num_heads")
    let head = StateTensor.Axis(
      "n_embd/num_heads", try reader.quotient(width, "n_embd", by: heads.size, "num_heads"))
    let feature = try reader.whole("feature_dim")
    // 1, the f features, and all f^2 products of two, of which f (f + 1) / 2 are different.
    let size = 1 + feature + feature * feature
    let live = 1 + feature + feature * (feature + 1) / 2
    let expand = try reader.factor("conv_expand_proj", default: 4, of: "Based")
    let inner = StateTensor.Axis(
      "conv_expand_proj n_embd/2", try reader.product(width, expand / 2, "conv_expand_proj"))
    var tensors = [
      StateTensor(
        "kv_state", .recurrent, layers: linear, heads, head, .init("1 + f + f^2", size, live: live)),
      // Its first entry counts the tokens: the same after every text of L tokens.
      StateTensor("k_state", .recurrent, layers: linear, heads, .init("1 + f + f^2", size, live: live - 1)),
    ]
    if sliding > 0 {
      tensors.append(
        .window(layers: sliding, window: try reader.axis("window"), heads: heads, headDimension: head))
    }
    tensors.append(
      .convolution(
        "BaseConv state", layers: all - linear - sliding, channels: inner,
        kernel: try reader.axis("conv_kernel")))
    return tensors
  }
}
