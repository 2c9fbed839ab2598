import Arithmetic
import StrictJSON

/// Mamba with full attention in some layers: Jamba, Zamba. Not generalized state space models.
extension StateFamily {
  static let mambaHybrids = [
    StateFamily(
      "Jamba", ["jamba"], "Mamba, and full attention in every attn_layer_period-th layer",
      defaults: ["num_key_value_heads": 8]
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let listed = try reader.hybridLayers(of: .full, count: all)
      let attention = if let listed { listed } else { try reader.periodicLayers(all) }
      return StateTensor.mamba(
        layers: all - attention, inner: try reader.expandedWidth(), state: try reader.axis("mamba_d_state"),
        kernel: try reader.axis("mamba_d_conv")) + (try reader.fullAttention(layers: attention))
    },
    StateFamily(
      "Zamba", ["zamba"], "Mamba in every layer, one shared attention block called from some",
      defaults: ["num_key_value_heads": 16]
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      // Heads share out the inner width.
      reader.ignore("n_mamba_heads")
      // The third layer, and then a pattern that begins with the fourth.
      guard all >= 3 else {
        throw ConfigurationError(
          reader.path + "num_hidden_layers", is: all,
          expected: "3 or more, since the third is the first hybrid")
      }
      let listed = try reader.hybridLayers(of: .hybrid, count: all)
      let attention = if let listed { listed } else { 1 + (try reader.periodicLayers(all - 3)) }
      // The weights are shared, the cache is not: each call has its own.
      return StateTensor.mamba(
        layers: all, inner: try reader.expandedWidth(), state: try reader.axis("mamba_d_state"),
        kernel: try reader.axis("mamba_d_conv")) + [try reader.sharedAttention(layers: attention)]
    },
  ]
}

extension ConfigurationReader {
  /// How many layers are of a kind that keeps keys and values, if the file lists the kind of each.
  fileprivate func hybridLayers(of kind: LayerKind, count: Int) throws(ConfigurationError) -> Int? {
    let kinds = try optionalKinds(["layers_block_type", "layer_types"], of: [.linear, kind], count: count)
    guard let listed = kinds?.count(of: kind) else { return nil }
    // What they come from may stand beside them.
    ignore("attn_layer_period", "attn_layer_offset")
    return listed
  }

  /// How many of `count` layers, numbered from 0, leave `attn_layer_offset` when divided by
  /// `attn_layer_period`.
  fileprivate func periodicLayers(_ count: Int) throws(ConfigurationError) -> Int {
    let period = try whole("attn_layer_period")
    guard let offset = try optionalWhole("attn_layer_offset", from: 0, to: period - 1) else {
      throw ConfigurationError(
        missing: path + "attn_layer_offset", expected: "a whole number from 0 to \(period - 1)")
    }
    // The smallest is `offset`; the rest follow in steps of a period.
    guard offset < Integer(count) else { return 0 }
    return Int(exactly: (Integer(count) - 1 - offset) / period + 1) ?? 0
  }

  /// `mamba_expand`, or another of these names, times `hidden_size`.
  func expandedWidth(_ names: String...) throws(ConfigurationError) -> StateTensor.Axis {
    let names = names.isEmpty ? ["mamba_expand"] : names
    let present = names.filter(has)
    guard let name = present.first, let expand = try optionalFactor(name) else {
      throw ConfigurationError(missing: path + names.joined(separator: " or "), expected: "a number above 0")
    }
    for other in present.dropFirst() where try optionalFactor(other) != expand {
      throw ConfigurationError(contradiction: "\(path)\(name) and \(path)\(other) differ: expected the same")
    }
    return StateTensor.Axis("\(name) hidden_size", try product(try whole("hidden_size"), expand, name))
  }

  /// The cache of the attention block that Zamba's hybrid layers share. It sees the embedding beside the
  /// residual stream, so a head is twice as wide: 2 hidden_size / num_attention_heads.
  func sharedAttention(layers: Int) throws(ConfigurationError) -> StateTensor {
    let heads = try whole("num_attention_heads")
    let width = 2 * (try whole("hidden_size"))
    // Other names of what follows from these.
    ignore("kv_channels", "num_query_groups")
    let head: StateTensor.Axis
    if has("attention_head_dim") {
      ignore("attention_hidden_size")
      head = try axis("attention_head_dim")
    } else if let attention = try optionalWhole("attention_hidden_size") {
      head = .init(
        "attention_hidden_size/num_attention_heads",
        try quotient(attention, path + "attention_hidden_size", by: heads, "num_attention_heads"))
      noteDerived("\(path)attention_head_dim is absent: \(head.name) = \(head.size) was used")
    } else {
      head = .init(
        "2 hidden_size/num_attention_heads",
        try quotient(width, "2 hidden_size", by: heads, "num_attention_heads"))
      noteDerived("\(path)attention_head_dim is absent: \(head.name) = \(head.size) was used")
    }
    return .attention(layers: layers, heads: try keyValueHeads(), headDimension: head)
  }
}
