import Arithmetic

extension StateFamily {
  /// Mamba-2 distilled from a transformer ("The Mamba in the Llama"): `attn_layers` keep the teacher's attention, with
  /// keys and values of `d_xb` numbers; in the others its heads become those of Mamba-2, `ngroups` of `d_state`.
  static func distilledTensors(
    _ reader: ConfigurationReader, layers all: Int
  ) throws(ConfigurationError) -> [StateTensor] {
    guard let attending = try reader.optionalLayerIndices("attn_layers", count: all) else {
      throw ConfigurationError(missing: reader.path + "attn_layers", expected: "a list of layers")
    }
    let keys = try reader.axis("d_xb")
    guard let ssm = try reader.optionalObject("ssm_cfg") else {
      throw ConfigurationError(missing: reader.path + "ssm_cfg", expected: "an object")
    }
    let width = try reader.whole("d_model")
    let given = try reader.optionalWhole("d_inner")
    let expand = try ssm.optionalFactor("expand")
    let expanded: Integer? = if let expand { try ssm.product(width, expand, "expand") } else { nil }
    guard let inner = given ?? expanded else {
      throw ConfigurationError(missing: reader.path + "d_inner or ssm_cfg.expand", expected: "the inner width")
    }
    guard expanded == nil || expanded == inner else {
      throw ConfigurationError(
        contradiction:
          "\(reader.path)d_inner = \(inner) and ssm_cfg.expand x d_model = \(expanded ?? 0): expected the same")
    }
    let heads = try ssm.axis("ngroups")
    let head = try ssm.axis("d_state")
    guard heads.size * head.size == inner else {
      throw ConfigurationError(
        contradiction:
          "\(ssm.path)ngroups x \(ssm.path)d_state = \(heads.size) x \(head.size): expected the inner width \(inner)")
    }
    // What a head of the teacher repeats is repeated before the state, but not before the convolution.
    _ = try reader.quotient(keys.size, reader.path + "d_xb", by: head.size, ssm.path + "d_state")
    ssm.noteIfAbsent("d_conv", "4, the default of mamba_ssm")
    let kernel = StateTensor.Axis("d_conv", try ssm.optionalWhole("d_conv") ?? 4)
    return [
      StateTensor(
        "ssm_state", .recurrent, layers: all - attending.count, heads, .init("inner/ngroups", head.size), head),
      .convolution(
        layers: all - attending.count, channels: .init("(inner + 2 d_xb)", inner + 2 * keys.size), kernel: kernel),
      StateTensor("attention KV", .growing, layers: attending.count, .init("k,v", 2), keys),
    ]
  }
}
