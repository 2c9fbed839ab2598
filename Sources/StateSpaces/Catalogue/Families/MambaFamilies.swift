import Arithmetic

/// Mamba and its successors.
extension StateFamily {
  static let mamba = [
    StateFamily("Mamba", ["mamba"], "inner x state_size, conv inner x conv_kernel", tensors: mambaTensors),
    StateFamily(
      "Falcon-Mamba", ["falcon_mamba"], "inner x state_size, conv inner x conv_kernel",
      tensors: mambaTensors),
    StateFamily(
      "Mamba-2", ["mamba2"], "num_heads x head_dim x state_size, conv also over B and C",
      tensors: mamba2Tensors),
    StateFamily("Mamba-3", ["mamba3"], "heads x head_dim x state_size, angles, last key and value") {
      (reader: inout ConfigurationReader) throws(ConfigurationError) in
      let layers = try reader.layers("num_hidden_layers")
      let state = try reader.axis("state_size")
      let head = try reader.axis("head_dim")
      let expand = try reader.factor("expand", default: 2, of: "flash-linear-attention")
      let inner = try reader.product(try reader.whole("hidden_size"), expand, "expand")
      let heads = StateTensor.Axis(
        "expand hidden_size/head_dim",
        try reader.quotient(inner, "expand hidden_size", by: head.size, "head_dim"))
      let fraction = try reader.factor("rope_fraction", default: Rational(1, 2), of: "flash-linear-attention")
      guard fraction == 1 || fraction == Rational(1, 2) else {
        throw ConfigurationError(
          reader.path + "rope_fraction", is: fraction.decimal(digits: 6), expected: "0.5 or 1")
      }
      let angles = (Rational(state.size) * fraction).floor / 2
      guard angles > 0 else {
        throw ConfigurationError(
          reader.path + "state_size", is: state.size,
          expected: "enough for an angle: 2 / rope_fraction or more")
      }
      let hasRanks = try reader.flag("is_mimo", default: false, of: "flash-linear-attention")
      let rank: StateTensor.Axis =
        hasRanks
        ? try reader.axis("mimo_rank", default: 4, of: "flash-linear-attention") : .init("rank", 1)
      // The last key and value wait for the next token, in the format of the activations.
      return [
        StateTensor("ssm_state", .recurrent, layers: layers, heads, head, state),
        StateTensor("angle_state", .recurrent, layers: layers, heads, .init("angles", angles)),
        StateTensor("k_state", .shift, layers: layers, rank, heads, state),
        StateTensor("v_state", .shift, layers: layers, heads, head),
      ]
    },
  ]

  private static func mambaTensors(
    _ reader: inout ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    StateTensor.mamba(
      layers: try reader.layers("num_hidden_layers"), inner: try reader.mambaWidth(),
      state: try reader.axis("state_size"), kernel: try reader.axis("conv_kernel"))
  }

  private static func mamba2Tensors(
    _ reader: inout ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let head = try reader.axis("head_dim")
    let expand = try reader.factor("expand", default: 2, of: "transformers")
    let inner = (Rational(try reader.whole("hidden_size")) * expand).floor
    // The library of linear attention writes the same model_type without this field.
    let heads: StateTensor.Axis =
      reader.has("num_heads")
      ? try reader.axis("num_heads")
      : .init(
        "expand hidden_size/head_dim",
        try reader.quotient(inner, "expand hidden_size", by: head.size, "head_dim"))
    guard heads.size * head.size == inner else {
      throw ConfigurationError(
        contradiction:
          "\(reader.path)num_heads x head_dim = \(heads.size) x \(head.size) and expand x hidden_size = "
          + "\(inner): expected the same, as transformers does")
    }
    return StateTensor.mamba2(
      layers: try reader.layers("num_hidden_layers"), heads: heads, headDimension: head,
      state: try reader.axis("state_size"), groups: try reader.axis("n_groups"),
      kernel: try reader.axis("conv_kernel"))
  }
}

extension ConfigurationReader {
  /// The inner width of Mamba layers: `intermediate_size`, or `expand` times `hidden_size` where it is
  /// absent.
  ///
  /// Where both are there and differ, the first is right: falcon-mamba-7b says expand 16 and
  /// intermediate_size 8192 with hidden_size 4096, and its weights have 8192 channels.
  mutating func mambaWidth() throws(ConfigurationError) -> StateTensor.Axis {
    let hidden = try whole("hidden_size")
    let given = try optionalWhole("intermediate_size")
    let expand = try optionalFactor("expand")
    if let given {
      if let expand, (Rational(hidden) * expand).floor != given {
        note(
          "\(path)expand x hidden_size = \((Rational(hidden) * expand).floor), but "
            + "\(path)intermediate_size = "
            + "\(given), which was used: it is the width of the weights (falcon-mamba-7b is published so)")
      }
      return StateTensor.Axis("intermediate_size", given)
    }
    guard let expand else {
      throw ConfigurationError(
        missing: path + "intermediate_size or expand",
        expected: "a whole number from 1 to \(ConfigurationReader.largestNumber)")
    }
    let inner = (Rational(hidden) * expand).floor
    guard inner > 0 else {
      throw ConfigurationError(
        path + "expand", is: expand.decimal(digits: 6), expected: "a factor that leaves some of \(hidden)")
    }
    return StateTensor.Axis("expand hidden_size", inner)
  }
}
