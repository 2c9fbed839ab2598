import Arithmetic
import StrictJSON

/// Mamba-2 with full attention: Zamba2, Nemotron-H, Falcon-H1, Granite, Bamba. Not generalized state space
/// models.
extension StateFamily {
  static let mamba2Hybrids = [
    StateFamily("Zamba2", ["zamba2"], "Mamba-2 in every layer, shared attention blocks called from some") {
      (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let inner = try reader.expandedWidth().size
      let (heads, head) = try reader.mambaHeads(inner, count: "n_mamba_heads", width: "mamba_headdim")
      return StateTensor.mamba2(
        layers: all, heads: heads, headDimension: head, state: try reader.axis("mamba_d_state", "state_size"),
        groups: try reader.axis("mamba_ngroups"), kernel: try reader.axis("mamba_d_conv"))
        + [try reader.sharedAttention(layers: try reader.zamba2Hybrids(all))]
    },
    StateFamily("Nemotron-H", ["nemotron_h"], "Mamba-2, feed-forward or full attention in each layer") {
      (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let (mamba, attention) = try reader.nemotronLayers()
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
    StateFamily("Falcon-H1", ["falcon_h1"], "Mamba-2 and full attention side by side in every layer") {
      (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let given = try reader.optionalWhole("mamba_d_ssm")
      let inner = if let given { given } else { try reader.expandedWidth().size }
      return try reader.mambaWithHeads(inner, layers: all) + (try reader.fullAttention(layers: all))
    },
    StateFamily(
      "Granite-4.0-H", ["granitemoehybrid"],
      "Mamba-2, and full attention in the layers that layer_types names"
    ) { (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let kinds = ["mamba", "attention"]
      let attention: Int
      if let types = try reader.optionalLayerKinds("layer_types", of: kinds, count: all) {
        attention = types.count { $0 == kinds[1] }
      } else if let count = try reader.optionalCount("attention_layers", among: all) {
        attention = count
      } else {
        throw ConfigurationError(
          missing: reader.path + "layer_types", expected: "a list of \(kinds.joined(separator: ", "))")
      }
      return try reader.mambaWithHeads(try reader.expandedWidth().size, layers: all - attention)
        + (try reader.fullAttention(layers: attention))
    },
    StateFamily("Bamba", ["bamba"], "Mamba-2, and full attention in the layers that attn_layer_indices names") {
      (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let attention = try reader.optionalLayerIndices("attn_layer_indices", count: all)?.count ?? 0
      return try reader.mambaWithHeads(try reader.expandedWidth().size, layers: all - attention)
        + (try reader.fullAttention(layers: attention))
    },
  ]
}

extension ConfigurationReader {
  /// The heads of Mamba-2 and their width. Their product has to be the inner width; where the width of a head
  /// is absent or "auto", it follows.
  fileprivate func mambaHeads(
    _ inner: Integer, count: String, width: String
  ) throws(ConfigurationError) -> (heads: StateTensor.Axis, head: StateTensor.Axis) {
    if !has(count), has(width) {
      let head = try axis(width)
      return (.init("inner/\(width)", try quotient(inner, "the inner width", by: head.size, width)), head)
    }
    let heads = try axis(count)
    let derived = try quotient(inner, "the inner width", by: heads.size, count)
    if has(width), self[width] != "auto", try whole(width) != derived {
      throw ConfigurationError(
        contradiction:
          "\(path)\(count) x \(path)\(width) = \(heads.size) x \(try whole(width)): expected the inner "
          + "width \(inner)")
    }
    return (heads, .init(has(width) ? width : "inner/\(count)", derived))
  }

  /// The tensors of Mamba-2 layers with the names of fields that Falcon-H1, Granite and Bamba share.
  fileprivate func mambaWithHeads(
    _ inner: Integer, layers: Int
  ) throws(ConfigurationError) -> [StateTensor] {
    let (heads, head) = try mambaHeads(inner, count: "mamba_n_heads", width: "mamba_d_head")
    return StateTensor.mamba2(
      layers: layers, heads: heads, headDimension: head, state: try axis("mamba_d_state"),
      groups: try axis("mamba_n_groups"), kernel: try axis("mamba_d_conv"))
  }

  /// How many of Zamba2's layers call an attention block: by kind, by number, or only how many, in the
  /// catalogue's own field `hybrid_layers`.
  fileprivate func zamba2Hybrids(_ all: Int) throws(ConfigurationError) -> Int {
    let kinds = try optionalLayerKinds("layers_block_type", of: ["mamba", "hybrid"], count: all)
    let indices = try optionalLayerIndices("hybrid_layer_ids", count: all)
    let counts = [kinds.map { $0.count { $0 == "hybrid" } }, indices?.count].compactMap(\.self)
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
  fileprivate mutating func nemotronLayers() throws(ConfigurationError) -> (mamba: Int, attention: Int) {
    let all = try optionalWhole("num_hidden_layers", to: Integer(ConfigurationReader.mostLayers))
    let name: String
    let count: (mamba: Int, attention: Int, all: Int)
    if let kinds = try optionalNames("layers_block_type", of: ["mamba", "attention", "mlp", "moe"]) {
      name = "layers_block_type"
      count = (kinds.count { $0 == "mamba" }, kinds.count { $0 == "attention" }, kinds.count)
    } else {
      name = "hybrid_override_pattern"
      guard let pattern = try optionalText(name) else {
        throw ConfigurationError(missing: path + name, expected: "a string of M, *, - and E")
      }
      guard !pattern.isEmpty, pattern.allSatisfy({ "M*-E".contains($0) }) else {
        throw ConfigurationError(
          path + name, is: JSONValue.string(pattern), expected: "a string of M, *, - and E")
      }
      count = (pattern.count { $0 == "M" }, pattern.count { $0 == "*" }, pattern.count)
    }
    if let all, all != Integer(count.all) {
      note(
        "\(path)num_hidden_layers = \(all), but \(path)\(name) has \(count.all) entries, which were counted")
    }
    return (count.mamba, count.attention)
  }
}
