import Arithmetic
import StrictJSON

/// Attention in some layers, and in the others something smaller than Mamba: linear attention without a convolution, or
/// a short convolution alone. And PLaMo-2, whose Mamba-2 convolves neither B nor C.
extension StateFamily {
  static let linearHybrids = [
    StateFamily(
      "MiniMax", ["minimax", "minimax_text_01"], "lightning attention, with full attention in some layers",
      defaults: ["num_key_value_heads": 8]
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let kinds = try reader.miniMaxKinds(count: try reader.layers("num_hidden_layers"))
      return try reader.squareHeads(layers: kinds.count(of: .linear)) + (try reader.attention(kinds))
    },
    StateFamily(
      "Ring-linear", ["bailing_moe_linear"],
      "lightning attention, with full attention in the last layer of each group"
    ) { (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("num_hidden_layers")
      let size = try reader.whole("layer_group_size", to: Integer(ConfigurationReader.mostLayers))
      let group = Int(exactly: size) ?? 1
      if try reader.optionalFlag("use_sliding_window") != true { reader.ignore("max_window_layers", "sliding_window") }
      // Layers that are left over after the last whole group attend as well.
      let kinds = (0..<all).map { $0 >= all / group * group || ($0 + 1) % group == 0 ? LayerKind.full : .linear }
      return try reader.squareHeads(layers: kinds.count(of: .linear)) + (try reader.attention(kinds))
    },
    StateFamily(
      "LFM2", ["lfm2", "lfm2_moe"], "short convolutions, with full attention in some layers",
      defaults: ["num_attention_heads": 32, "num_key_value_heads": 8, "conv_L_cache": 3], tensors: liquidTensors),
    StateFamily(
      "PLaMo-2", ["plamo2"], "Mamba-2 without convolved B and C, and windows in every few layers",
      defaults: [
        "num_attention_heads": 32, "num_key_value_heads": 4, "hidden_size_per_head": 128, "attention_window_size": 2048,
        "mamba_d_state": 64, "mamba_d_conv": 4, "mamba_num_heads": 64, "mamba_step": 2, "mamba_enabled": true,
      ], tensors: plamoTensors),
  ]

  private static func liquidTensors(_ reader: ConfigurationReader) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("num_hidden_layers")
    let kinds: [LayerKind]
    let indices = try reader.optionalLayerIndices("full_attn_idxs", count: all)
    if let given = try reader.optionalKinds("layer_types", of: [.convolution, .full], count: all) {
      kinds = given
      if let indices, indices.count != given.count(of: .full) {
        throw ConfigurationError(
          contradiction:
            "\(reader.path)layer_types has \(given.count(of: .full)) layers of full_attention and "
            + "\(reader.path)full_attn_idxs \(indices.count): expected as many")
      }
    } else if let indices {
      kinds = (0..<all).map { indices.contains($0) ? .full : .convolution }
    } else {
      throw ConfigurationError(
        missing: reader.path + "layer_types or full_attn_idxs", expected: "the kind of each layer")
    }
    let width = try reader.axis("hidden_size")
    reader.ignore("num_heads", ifEqualTo: try reader.whole("num_attention_heads"))
    // A field that stands in the files and that no runtime reads.
    if let other = try reader.optionalWhole("conv_dim"), other != width.size {
      reader.note("\(reader.path)conv_dim = \(other), but convolutions are as wide as hidden_size = \(width.size)")
    }
    return [
      .convolution(
        layers: kinds.count(of: .convolution), channels: width, kernel: try reader.axis("conv_L_cache"))
    ] + (try reader.attention(kinds))
  }

  private static func plamoTensors(_ reader: ConfigurationReader) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("num_hidden_layers")
    let step = try reader.whole("mamba_step", to: Integer(ConfigurationReader.mostLayers))
    guard step > 1, let every = Int(exactly: step) else {
      throw ConfigurationError(reader.path + "mamba_step", is: step, expected: "2 or more")
    }
    let hasMamba = try reader.optionalFlag("mamba_enabled") ?? true
    let attends = (0..<all).map { layer in
      if !hasMamba { return true }
      return all <= every / 2 ? layer == all - 1 : layer % every == every / 2
    }
    let full = try reader.optionalLayerIndices("full_attention_idx", count: all) ?? []
    if let layer = full.sorted().first(where: { !attends[$0] }) {
      throw ConfigurationError(
        contradiction: "\(reader.path)full_attention_idx names layer \(layer), which is one of Mamba by mamba_step")
    }
    let attending = attends.count { $0 }
    let mamba = all - attending
    let heads = try reader.axis("mamba_num_heads")
    let head = try reader.axis("hidden_size_per_head")
    let kernel = try reader.axis("mamba_d_conv")
    let keys = try reader.keyValueHeads()
    var tensors = [
      StateTensor("ssm_state", .recurrent, layers: mamba, heads, head, try reader.axis("mamba_d_state")),
      // No column is kept that is never read.
      StateTensor(
        "conv_state", .convolution, layers: mamba, reach: kernel.size,
        .init("\(heads.name) \(head.name)", heads.size * head.size), .init("mamba_d_conv - 1", kernel.size - 1)),
      .attention(layers: full.count, heads: keys, headDimension: head),
    ]
    if attending > full.count {
      tensors.append(
        .window(
          layers: attending - full.count, window: try reader.axis("attention_window_size"), heads: keys,
          headDimension: head))
    }
    return tensors
  }
}

extension ConfigurationReader {
  /// MiniMax's kinds: `layer_types`, or 0 and 1 in `attn_type_list`.
  fileprivate func miniMaxKinds(count: Int) throws(ConfigurationError) -> [LayerKind] {
    if let kinds = try optionalKinds("layer_types", of: [.linear, .full], count: count) { return kinds }
    guard let value = self["attn_type_list"] else {
      throw ConfigurationError(missing: path + "layer_types or attn_type_list", expected: "the kind of each layer")
    }
    guard case .array(let values) = value, values.count == count else {
      throw ConfigurationError(path + "attn_type_list", is: value, expected: "a list of \(count), 0 or 1")
    }
    var kinds: [LayerKind] = []
    for (layer, value) in values.enumerated() {
      guard value == 0 || value == 1 else {
        throw ConfigurationError("\(path)attn_type_list[\(layer)]", is: value, expected: "0 or 1")
      }
      kinds.append(value == 1 ? .full : .linear)
    }
    return kinds
  }

  /// The states of lightning attention: a square for each head of queries.
  fileprivate func squareHeads(layers: Int) throws(ConfigurationError) -> [StateTensor] {
    let heads = try axis("num_attention_heads")
    let head = try attentionHead()
    return [StateTensor("recurrent_state", .recurrent, layers: layers, heads, head, .init(head.name, head.size))]
  }
}
