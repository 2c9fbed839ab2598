import Arithmetic
import StrictJSON

/// Mamba-2 with full attention: Zamba2, Nemotron-H, Falcon-H1, Granite, Bamba. Not generalized state space
/// models.
extension StateFamily {
  static let mamba2Hybrids = [
    StateFamily("Zamba2", ["zamba2"], "Mamba-2 in every layer, shared attention blocks called from some") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      // The first files have the names expansion_factor, state_size and conv_dimension.
      let inner = try reader.expandedWidth("mamba_expand", "expansion_factor")
      let (heads, head) = try reader.mambaHeads(inner, count: "n_mamba_heads", width: "mamba_headdim")
      return StateTensor.mamba2(
        layers: all, heads: heads, headDimension: head, state: try reader.axis("mamba_d_state", "state_size"),
        groups: try reader.axis("mamba_ngroups"), kernel: try reader.axis("mamba_d_conv", "conv_dimension"))
        + [try reader.sharedAttention(layers: try reader.zamba2Hybrids(all))]
    },
    StateFamily(
      "Nemotron-H", ["nemotron_h"], "Mamba-2, feed-forward or full attention in each layer",
      defaults: ["num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128]
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let (mamba, attention) = try reader.nemotronLayers()
      // Heads and their width are given.
      reader.ignore("expand", "mamba_expand", "sliding_window")
      if let width = try reader.optionalWhole("attention_head_dim") { reader.ignore("head_dim", ifEqualTo: width) }
      return StateTensor.mamba2(
        layers: mamba, heads: try reader.axis("mamba_num_heads"),
        headDimension: try reader.axis("mamba_head_dim"),
        state: try reader.axis("ssm_state_size"), groups: try reader.axis("n_groups", "mamba_n_groups"),
        kernel: try reader.axis("conv_kernel", "mamba_d_conv"))
        + (attention == 0
          ? []
          : [
            .attention(
              layers: attention, heads: try reader.keyValueHeads(),
              headDimension: try reader.attentionHead(
                reader.has("attention_head_dim") ? "attention_head_dim" : "head_dim"))
          ])
    },
    StateFamily(
      "Falcon-H1", ["falcon_h1"], "Mamba-2 and full attention side by side in every layer",
      defaults: ["num_key_value_heads": 8]
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      _ = try reader.optionalKinds(["layers_block_type", "layer_types"], of: [.hybrid], count: all)
      let given = try reader.optionalWhole("mamba_d_ssm")
      let inner: StateTensor.Axis
      if let given {
        inner = .init("mamba_d_ssm", given)
        // Without effect beside it.
        _ = try reader.optionalFactor("mamba_expand")
      } else {
        // transformers takes its own default where the field is absent, and expands where it is null.
        guard reader.isNull("mamba_d_ssm") || reader.has("mamba_expand") else {
          throw ConfigurationError(
            missing: reader.path + "mamba_d_ssm", expected: "a whole number, or null beside mamba_expand")
        }
        inner = try reader.expandedWidth()
        reader.note("\(reader.path)mamba_d_ssm is absent or null: \(inner.name) = \(inner.size) was used")
      }
      return try reader.mambaWithHeads(inner, layers: all) + (try reader.fullAttention(layers: all))
    },
    StateFamily(
      "Granite-4.0-H", ["granitemoehybrid"],
      "Mamba-2, and full attention in the layers that layer_types names"
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let attention: Int
      if let kinds = try reader.optionalKinds(["layer_types", "layers_block_type"], of: [.linear, .full], count: all) {
        attention = kinds.count(of: .full)
      } else if let count = try reader.optionalCount("attention_layers", among: all) {
        attention = count
      } else {
        throw ConfigurationError(missing: reader.path + "layer_types", expected: "a list of mamba, attention")
      }
      return try reader.mambaWithHeads(try reader.expandedWidth(), layers: all - attention)
        + (try reader.fullAttention(layers: attention))
    },
    StateFamily(
      "Bamba", ["bamba"], "Mamba-2, and full attention in the layers that attn_layer_indices names",
      defaults: ["num_key_value_heads": 8]
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let indices = try reader.optionalLayerIndices("attn_layer_indices", count: all)
      let kinds = try reader.optionalKinds(["layers_block_type", "layer_types"], of: [.linear, .full], count: all)
      if let indices, let kinds, indices.count != kinds.count(of: .full) {
        throw ConfigurationError(
          contradiction:
            "\(reader.path)attn_layer_indices has \(indices.count) layers and layers_block_type or layer_types "
            + "\(kinds.count(of: .full)) that attend: expected as many")
      }
      let attention = indices?.count ?? kinds?.count(of: .full) ?? 0
      if indices == nil, kinds == nil {
        reader.note("\(reader.path)attn_layer_indices is absent: no layer attends, the default of transformers")
      }
      return try reader.mambaWithHeads(try reader.expandedWidth(), layers: all - attention)
        + (try reader.fullAttention(layers: attention))
    },
  ]
}

extension ConfigurationReader {
  /// The heads of Mamba-2 and their width. Their product has to be the inner width; where the width of a head
  /// is absent or "auto", it follows.
  fileprivate func mambaHeads(
    _ inner: StateTensor.Axis, count: String, width: String
  ) throws(ConfigurationError) -> (heads: StateTensor.Axis, head: StateTensor.Axis) {
    if !has(count), has(width) {
      let head = try axis(width)
      return (.init("inner/\(width)", try quotient(inner.size, inner.name, by: head.size, width)), head)
    }
    let heads = try axis(count)
    let derived = try quotient(inner.size, inner.name, by: heads.size, count)
    if has(width), self[width] != "auto", try whole(width) != derived {
      throw ConfigurationError(
        contradiction:
          "\(path)\(count) x \(path)\(width) = \(heads.size) x \(try whole(width)): expected "
          + "\(inner.name) = \(inner.size)")
    }
    return (heads, .init(has(width) ? width : "inner/\(count)", derived))
  }

  /// The tensors of Mamba-2 layers with the names of fields that Falcon-H1, Granite and Bamba share.
  fileprivate func mambaWithHeads(
    _ inner: StateTensor.Axis, layers: Int
  ) throws(ConfigurationError) -> [StateTensor] {
    let (heads, head) = try mambaHeads(inner, count: "mamba_n_heads", width: "mamba_d_head")
    return StateTensor.mamba2(
      layers: layers, heads: heads, headDimension: head, state: try axis("mamba_d_state"),
      groups: try axis("mamba_n_groups"), kernel: try axis("mamba_d_conv"))
  }

  /// How many of Zamba2's layers call an attention block: by kind, by number, or only how many, in the
  /// catalogue's own field `hybrid_layers`.
  fileprivate func zamba2Hybrids(_ all: Int) throws(ConfigurationError) -> Int {
    let kinds = try optionalKinds(["layers_block_type", "layer_types"], of: [.linear, .hybrid], count: all)
    let indices = try optionalLayerIndices("hybrid_layer_ids", count: all)
    let counts = [kinds?.count(of: .hybrid), indices?.count].compactMap(\.self)
    if let first = counts.first, let last = counts.last {
      guard first == last else {
        throw ConfigurationError(
          contradiction:
            "\(path)layers_block_type has \(first) hybrid layers and \(path)hybrid_layer_ids \(last): "
            + "expected as many")
      }
      return first
    }
    guard let count = try optionalCount("hybrid_layers", among: all) else {
      throw ConfigurationError(
        missing: path + "layers_block_type or hybrid_layer_ids", expected: "the kind of each layer")
    }
    return count
  }

  /// Nemotron-H's layers: M is Mamba-2, * attention, - feed-forward, E a mixture of experts.
  fileprivate func nemotronLayers() throws(ConfigurationError) -> (mamba: Int, attention: Int) {
    let all = try optionalWhole("num_hidden_layers", to: Integer(ConfigurationReader.mostLayers))
    let name: String
    let count: (mamba: Int, attention: Int, all: Int)
    let pattern = try optionalText("hybrid_override_pattern")
    let lists = ["layers_block_type", "layer_types"]
    if let kinds = try optionalKinds(lists, of: [.linear, .full, .mlp, .moe], count: nil) {
      name = lists.first(where: has) ?? ""
      count = (kinds.count(of: .linear), kinds.count(of: .full), kinds.count)
      if let pattern,
        pattern.count(where: { $0 == "M" }) != count.mamba || pattern.count(where: { $0 == "*" }) != count.attention
      {
        note("\(path)hybrid_override_pattern names other layers than \(path)\(name), which were counted")
      }
    } else {
      name = "hybrid_override_pattern"
      guard let pattern else {
        throw ConfigurationError(missing: path + name, expected: "a string of M, *, - and E")
      }
      guard !pattern.isEmpty, pattern.allSatisfy({ "M*-E".contains($0) }) else {
        throw ConfigurationError(
          path + name, is: JSONValue.string(pattern), expected: "a string of M, *, - and E")
      }
      count = (pattern.count { $0 == "M" }, pattern.count { $0 == "*" }, pattern.count)
    }
    ledger.layers = count.all
    if let all, all != Integer(count.all) {
      note(
        "\(path)num_hidden_layers = \(all), but \(path)\(name) has \(count.all) entries, which were counted")
    }
    return (count.mamba, count.attention)
  }
}
