import Arithmetic
import StrictJSON

extension StateFamily {
  /// Mamba and Mamba-2 as the authors' own library configures them: `d_model`, `n_layer` and the options of a
  /// layer in `ssm_cfg`, of which absent ones have the library's defaults.
  ///
  /// Not in the list of families, since these files have no `model_type`.
  static let stateSpaces = StateFamily("Mamba (state-spaces)", [], "as Mamba or Mamba-2") {
    (reader: ConfigurationReader) throws(ConfigurationError) in
    let all = try reader.layers("n_layer")
    if reader.has("d_xb") || reader.has("attn_layers") { return try distilledTensors(reader, layers: all) }
    reader.noteIfAbsent("attn_layer_idx", "no layer attends")
    let attention = try reader.optionalLayerIndices("attn_layer_idx", count: all) ?? []
    let width = try reader.whole("d_model")
    let ssm = try reader.optionalObject("ssm_cfg") ?? reader.object([:], at: "ssm_cfg")
    ssm.noteIfAbsent("layer", "Mamba1, the default of mamba_ssm")
    let kind = try ssm.optionalText("layer") ?? "Mamba1"
    func axis(_ name: String, _ value: Integer) throws(ConfigurationError) -> StateTensor.Axis {
      ssm.noteIfAbsent(name, "\(value), the default of mamba_ssm, was used")
      return StateTensor.Axis(name, try ssm.optionalWhole(name) ?? value)
    }
    ssm.noteIfAbsent("expand", "2, the default of mamba_ssm, was used")
    let expand = try ssm.optionalFactor("expand") ?? 2
    let inner = StateTensor.Axis("expand d_model", try ssm.product(width, expand, "expand"))
    let layers = all - attention.count
    var tensors: [StateTensor]
    switch kind {
    case "Mamba1":
      tensors = StateTensor.mamba(
        layers: layers, inner: inner, state: try axis("d_state", 16), kernel: try axis("d_conv", 4))
    case "Mamba2":
      let head = try axis("headdim", 64)
      let heads = StateTensor.Axis(
        "expand d_model/headdim", try ssm.quotient(inner.size, "expand d_model", by: head.size, "headdim"))
      // One group is the library's default; a table that says 8 for these checkpoints is wrong.
      tensors = StateTensor.mamba2(
        layers: layers, heads: heads, headDimension: head, state: try axis("d_state", 128),
        groups: try axis("ngroups", 1), kernel: try axis("d_conv", 4))
    case "Mamba3":
      tensors = try mamba3Tensors(
        ssm, layers: layers, width: "d_model", of: reader, state: try axis("d_state", 128),
        head: try axis("headdim", 64))
    default:
      throw ConfigurationError(
        "ssm_cfg.layer", is: JSONValue.string(kind), expected: "\"Mamba1\", \"Mamba2\" or \"Mamba3\"")
    }
    if !attention.isEmpty { tensors += try attentionTensors(reader, width: width, layers: attention.count) }
    return tensors
  }

  /// Attention in the same library, `attn_cfg`: with a convolution over queries, keys and values where
  /// `d_conv` is above 0.
  private static func attentionTensors(
    _ reader: ConfigurationReader, width: Integer, layers: Int
  ) throws(ConfigurationError) -> [StateTensor] {
    guard let attention = try reader.optionalObject("attn_cfg") else {
      throw ConfigurationError(missing: "attn_cfg", expected: "an object, since attn_layer_idx names layers")
    }
    attention.noteIfAbsent("num_heads_kv", "as many as num_heads")
    attention.noteIfAbsent("head_dim", "d_model/num_heads")
    attention.noteIfAbsent("d_conv", "no convolution")
    let heads = try attention.axis("num_heads")
    let keys = attention.has("num_heads_kv") ? try attention.axis("num_heads_kv") : heads
    let head: StateTensor.Axis =
      attention.has("head_dim")
      ? try attention.axis("head_dim")
      : .init("d_model/num_heads", try attention.quotient(width, "d_model", by: heads.size, "num_heads"))
    var tensors = [StateTensor.attention(layers: layers, heads: keys, headDimension: head)]
    if let kernel = try attention.optionalWhole("d_conv", from: 0), kernel > 0 {
      let channels = StateTensor.Axis(
        "(num_heads + 2 num_heads_kv) head_dim", (heads.size + 2 * keys.size) * head.size)
      tensors.append(
        .convolution("attention conv", layers: layers, channels: channels, kernel: .init("d_conv", kernel)))
    }
    return tensors
  }
}
