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
      (reader: ConfigurationReader) throws(ConfigurationError) in
      try mamba3Tensors(
        reader, layers: try reader.layers("num_hidden_layers"), width: "hidden_size", of: reader,
        state: try reader.axis("state_size"), head: try reader.axis("head_dim"))
    },
  ]

  private static func mambaTensors(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let layers = try reader.layers("num_hidden_layers")
    let inner = try reader.mambaWidth()
    // Files that were converted have the names of the authors' library as well.
    reader.ignore("n_layer", ifEqualTo: Integer(layers))
    reader.ignore("d_model", ifEqualTo: try reader.whole("hidden_size"))
    reader.ignore("d_inner", ifEqualTo: inner.size)
    return StateTensor.mamba(
      layers: layers, inner: inner, state: try reader.axis("state_size"), kernel: try reader.axis("conv_kernel"))
  }

  /// Mamba-3, with the options of a layer in `reader` and the width of the model in `outer`.
  static func mamba3Tensors(
    _ reader: ConfigurationReader, layers: Int, width: String, of outer: ConfigurationReader,
    state: StateTensor.Axis, head: StateTensor.Axis
  ) throws(ConfigurationError) -> [StateTensor] {
    let library = width == "d_model" ? "mamba_ssm" : ConfigurationReader.linearAttentionLibrary
    let expand = try reader.factor("expand", default: 2, of: library)
    let inner = try reader.product(try outer.whole(width), expand, "expand")
    let heads = StateTensor.Axis(
      "expand \(width)/\(head.name)", try reader.quotient(inner, "expand \(width)", by: head.size, head.name))
    let fraction = try reader.factor("rope_fraction", default: Rational(1, 2), of: library)
    guard fraction == 1 || fraction == Rational(1, 2) else {
      throw ConfigurationError(
        reader.path + "rope_fraction", is: fraction.decimal(digits: 6), expected: "0.5 or 1")
    }
    let angles = (Rational(state.size) * fraction).floor / 2
    guard angles > 0 else {
      throw ConfigurationError(
        reader.path + state.name, is: state.size, expected: "enough for an angle: 2 / rope_fraction or more")
    }
    let hasRanks = try reader.flag("is_mimo", default: false, of: library)
    let rank: StateTensor.Axis =
      hasRanks ? try reader.axis("mimo_rank", default: 4, of: library) : .init("rank", 1)
    // Without effect, but there in every file.
    if !hasRanks { _ = try reader.optionalWhole("mimo_rank") }
    // The last key and value wait for the next token, in the format of the activations.
    return [
      StateTensor("ssm_state", .recurrent, layers: layers, heads, head, state),
      StateTensor("angle_state", .recurrent, layers: layers, heads, .init("angles", angles)),
      StateTensor("k_state", .shift, layers: layers, rank, heads, state),
      StateTensor("v_state", .shift, layers: layers, heads, head),
    ]
  }

  private static func mamba2Tensors(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let head = try reader.axis("head_dim")
    let expand = try reader.factor("expand", default: 2, of: "transformers")
    let inner = (Rational(try reader.whole("hidden_size")) * expand).floor
    reader.noteIfAbsent("num_heads", "as many as make expand hidden_size")
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
  func mambaWidth() throws(ConfigurationError) -> StateTensor.Axis {
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
    noteDerived("\(path)intermediate_size is absent: expand hidden_size = \(inner) was used")
    return StateTensor.Axis("expand hidden_size", inner)
  }
}
