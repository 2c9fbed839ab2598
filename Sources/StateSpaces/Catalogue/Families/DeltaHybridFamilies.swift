import Arithmetic
import StrictJSON

/// Gated delta rules, with full attention in every few layers: Qwen3-Next, Qwen3.5, OLMo-hybrid; and in a finer form
/// Kimi-Linear.
extension StateFamily {
  static let deltaHybrids = [
    StateFamily(
      "Qwen3-Next", ["qwen3_next"], "Gated DeltaNet with full attention",
      defaults: ["num_attention_heads": 16, "num_key_value_heads": 2, "head_dim": 256], tensors: qwenTensors),
    StateFamily(
      "Qwen3.5", ["qwen3_5", "qwen3_5_text"], "Gated DeltaNet with full attention",
      defaults: ["num_attention_heads": 16, "num_key_value_heads": 4, "head_dim": 256], tensors: qwenTensors),
    StateFamily(
      "Qwen3.5-MoE", ["qwen3_5_moe", "qwen3_5_moe_text"], "Gated DeltaNet with full attention",
      defaults: ["num_attention_heads": 16, "num_key_value_heads": 2, "head_dim": 256], tensors: qwenTensors),
    StateFamily(
      "OLMo-hybrid", ["olmo_hybrid"], "Gated DeltaNet with full attention",
      defaults: ["num_attention_heads": 30, "linear_conv_kernel_dim": 4], tensors: olmoTensors),
    StateFamily(
      "Kimi-Linear", ["kimi_linear"], "Kimi delta attention, with a compressed key and value for each token",
      defaults: ["kv_lora_rank": 512, "qk_rope_head_dim": 64], tensors: kimiTensors),
  ]

  private static func qwenTensors(_ reader: ConfigurationReader) throws(ConfigurationError) -> [StateTensor] {
    let kinds = try reader.intervalKinds { () throws(ConfigurationError) in
      try reader.whole("full_attention_interval", default: 4, of: "transformers")
    }
    return try reader.gatedDelta(
      layers: kinds.count(of: .linear), keyHeads: try reader.axis("linear_num_key_heads"),
      valueHeads: try reader.axis("linear_num_value_heads"), key: try reader.axis("linear_key_head_dim"),
      value: try reader.axis("linear_value_head_dim")) + (try reader.attention(kinds))
  }

  private static func olmoTensors(_ reader: ConfigurationReader) throws(ConfigurationError) -> [StateTensor] {
    let kinds = try reader.intervalKinds { 4 }
    guard kinds.contains(.linear), kinds.contains(.full) else {
      throw ConfigurationError(
        contradiction: "\(reader.path)layer_types: expected linear_attention and full_attention, one of each or more")
    }
    let heads = try reader.whole("num_attention_heads")
    func optional(_ name: String, _ value: () throws(ConfigurationError) -> Integer) throws(ConfigurationError)
      -> StateTensor.Axis
    {
      if reader.has(name) { return try reader.axis(name) }
      let value = try value()
      reader.noteDefault(name, "\(value)", of: "transformers")
      return .init(name, value)
    }
    let keyHeads = try optional("linear_num_key_heads") { heads }
    let key = try optional("linear_key_head_dim") { () throws(ConfigurationError) in
      let width = (Rational(try reader.whole("hidden_size")) * Rational(3, 4) / Rational(keyHeads.size)).floor
      guard width > 0 else {
        throw ConfigurationError(missing: reader.path + "linear_key_head_dim", expected: "the width of a key")
      }
      return width
    }
    return try reader.gatedDelta(
      layers: kinds.count(of: .linear), keyHeads: keyHeads,
      valueHeads: try optional("linear_num_value_heads") { heads }, key: key,
      value: try optional("linear_value_head_dim") { 2 * key.size }) + (try reader.attention(kinds))
  }

  /// Kimi-Linear as it is published, `linear_attn_config`, or as transformers saves it.
  private static func kimiTensors(_ reader: ConfigurationReader) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("num_hidden_layers")
    let published = try reader.optionalObject("linear_attn_config")
    func axis(_ name: String, _ saved: String) throws(ConfigurationError) -> StateTensor.Axis {
      if let published, published.has(name) { return try published.axis(name) }
      return try reader.axis(saved)
    }
    let linear: Int
    if let kinds = try reader.optionalKinds("layer_types", of: [.linear, .full], count: all) {
      linear = kinds.count(of: .linear)
    } else if let published, published.has("kda_layers") {
      // Layers are numbered from 1 here; each is of one of the two kinds.
      let delta = try published.optionalLayerIndices("kda_layers", count: all, from: 1) ?? []
      let full = try published.optionalLayerIndices("full_attn_layers", count: all, from: 1) ?? []
      guard delta.isDisjoint(with: full), delta.count + full.count == all else {
        throw ConfigurationError(
          contradiction:
            "\(published.path)kda_layers and \(published.path)full_attn_layers: expected each of \(all) layers once")
      }
      linear = delta.count
    } else {
      throw ConfigurationError(
        missing: reader.path + "layer_types or linear_attn_config.kda_layers", expected: "the kind of each layer")
    }
    let heads = try axis("num_heads", "linear_num_heads")
    let head = try axis("head_dim", "linear_head_dim")
    // Heads share one compressed key and value.
    reader.ignore("num_key_value_heads", "head_dim")
    reader.ignore("qk_nope_head_dim", "qk_head_dim", "v_head_dim", "mla_use_nope")
    let latent = try reader.whole("kv_lora_rank")
    let rotary = try reader.whole("qk_rope_head_dim")
    return [
      StateTensor("recurrent_state", .recurrent, layers: linear, heads, head, .init(head.name, head.size)),
      .convolution(
        layers: linear, channels: .init("3 \(heads.name) \(head.name)", 3 * heads.size * head.size),
        kernel: try axis("short_conv_kernel_size", "linear_conv_kernel_dim")),
      StateTensor(
        "attention KV", .growing, layers: all - linear, .init("(kv_lora_rank + qk_rope_head_dim)", latent + rotary)),
    ]
  }
}

extension ConfigurationReader {
  /// The kinds of layers: those of `layer_types`, or full attention in the last of so many.
  fileprivate func intervalKinds(
    _ interval: () throws(ConfigurationError) -> Integer
  ) throws(ConfigurationError) -> [LayerKind] {
    let all = try layers("num_hidden_layers")
    if let kinds = try optionalKinds("layer_types", of: [.linear, .full], count: all) {
      // What it says without `layer_types`.
      ignore("full_attention_interval")
      return kinds
    }
    let every = try interval()
    noteDerived("\(path)layer_types is absent: of every \(every) layers the last attends, as in transformers")
    return (0..<all).map { Integer($0 + 1) % every == 0 ? .full : .linear }
  }

  /// The tensors of gated delta rules.
  fileprivate func gatedDelta(
    layers: Int, keyHeads: StateTensor.Axis, valueHeads: StateTensor.Axis, key: StateTensor.Axis,
    value: StateTensor.Axis
  ) throws(ConfigurationError) -> [StateTensor] {
    let channels = StateTensor.Axis("(q,k,v)", 2 * keyHeads.size * key.size + valueHeads.size * value.size)
    return [
      StateTensor("recurrent_state", .recurrent, layers: layers, valueHeads, key, value),
      .convolution(layers: layers, channels: channels, kernel: try axis("linear_conv_kernel_dim")),
    ]
  }
}
