import Arithmetic

/// Delta rules: what a key held before is taken out when a new value is written.
extension StateFamily {
  static let deltaRules = [
    StateFamily("DeltaNet", ["delta_net"], "heads x d_k x d_v, conv q,k,v") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let (layers, attention) = try reader.linearAttentionLayers()
      let (heads, key, value) = try reader.scaledHeads(keys: 1, values: 1)
      let channels = StateTensor.Axis("(q,k,v)", heads.size * (2 * key.size + value.size))
      return [StateTensor("recurrent_state", .recurrent, layers: layers, heads, key, value)]
        + (try reader.shortConvolution(layers: layers, channels: channels, default: true)) + attention
    },
    StateFamily("Gated DeltaNet", ["gated_deltanet"], "value heads x d_k x d_v, conv q,k,v") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
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
}
