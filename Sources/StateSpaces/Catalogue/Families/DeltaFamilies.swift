import Arithmetic

/// Delta rules: what a key held before is taken out when a new value is written.
extension StateFamily {
  static let deltaRules = [
    StateFamily("DeltaNet", ["delta_net"], "heads x d_k x d_v, conv q,k,v") {
      (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let (layers, attention) = try reader.linearAttentionLayers()
      let (heads, key, value) = try reader.scaledHeads(keys: 1, values: 1)
      let channels = StateTensor.Axis("(q,k,v)", heads.size * (2 * key.size + value.size))
      return [StateTensor("recurrent_state", .recurrent, layers: layers, heads, key, value)]
        + (try reader.shortConvolution(layers: layers, channels: channels, default: true)) + attention
    },
    StateFamily("Gated DeltaNet", ["gated_deltanet"], "value heads x d_k x d_v, conv q,k,v") {
      (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let (layers, attention) = try reader.linearAttentionLayers()
      let heads = try reader.axis("num_heads")
      let valueHeads = reader.has("num_v_heads") ? try reader.axis("num_v_heads") : heads
      let key = try reader.axis("head_dim")
      let expand = try reader.factor("expand_v", default: 2, of: ConfigurationReader.linearAttentionLibrary)
      let value = StateTensor.Axis("expand_v head_dim", try reader.product(key.size, expand, "expand_v"))
      let channels = StateTensor.Axis("(q,k,v)", 2 * heads.size * key.size + valueHeads.size * value.size)
      return [StateTensor("recurrent_state", .recurrent, layers: layers, valueHeads, key, value)]
        + (try reader.shortConvolution(layers: layers, channels: channels, default: true)) + attention
    },
  ]

  /// Qwen3-Next and Qwen3.5: gated delta rules, and full attention in every few layers.
  static let deltaHybrids = [
    StateFamily("Qwen3-Next", ["qwen3_next"], "Gated DeltaNet with full attention", tensors: qwenTensors),
    StateFamily(
      "Qwen3.5", ["qwen3_5", "qwen3_5_text", "qwen3_5_moe", "qwen3_5_moe_text"],
      "Gated DeltaNet with full attention", tensors: qwenTensors),
  ]

  private static func qwenTensors(
    _ reader: inout ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("num_hidden_layers")
    let linear: Int
    let kinds = ["linear_attention", "full_attention"]
    if let types = try reader.optionalLayerKinds("layer_types", of: kinds, count: all) {
      linear = types.count { $0 == kinds[0] }
    } else {
      // The last layer of each interval attends.
      let interval = try reader.whole("full_attention_interval", default: 4, of: "transformers")
      linear = all - (Int(exactly: Integer(all) / interval) ?? 0)
    }
    let keyHeads = try reader.axis("linear_num_key_heads")
    let valueHeads = try reader.axis("linear_num_value_heads")
    let key = try reader.axis("linear_key_head_dim")
    let value = try reader.axis("linear_value_head_dim")
    let channels = StateTensor.Axis("(q,k,v)", 2 * keyHeads.size * key.size + valueHeads.size * value.size)
    return [
      StateTensor("recurrent_state", .recurrent, layers: linear, valueHeads, key, value),
      .convolution(layers: linear, channels: channels, kernel: try reader.axis("linear_conv_kernel_dim")),
    ] + (try reader.fullAttention(layers: all - linear))
  }
}
