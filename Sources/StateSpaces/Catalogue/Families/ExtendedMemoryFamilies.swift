import Arithmetic

/// xLSTM: matrices for memory (mLSTM), and vectors (sLSTM).
extension StateFamily {
  static let xlstm = [
    StateFamily("xLSTM (mLSTM)", ["xlstm"], "heads x (d_qk x d_v + d_qk + 1)") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let layers = try reader.layers("num_hidden_layers", "num_blocks")
      let width = try reader.whole("hidden_size", "embedding_dim")
      let heads = try reader.axis("num_heads")
      let origin = "transformers"
      let keys = try reader.factor("qk_dim_factor", default: Rational(1, 2), of: origin)
      let values = try reader.factor("v_dim_factor", default: 1, of: origin)
      // Known beside these: that nothing else is rounded, and a width that follows.
      reader.ignore("mlstm_round_up_to_multiple_of", ifEqualTo: 64)
      reader.ignore("head_dim", ifEqualTo: width / heads.size)
      let key = StateTensor.Axis(
        "qk_dim/num_heads", try headWidth(reader, width, keys, "qk_dim", heads: heads.size))
      let value = StateTensor.Axis(
        "v_dim/num_heads", try headWidth(reader, width, values, "v_dim", heads: heads.size))
      return [
        StateTensor("c_state", .recurrent, layers: layers, heads, key, value),
        StateTensor("n_state", .recurrent, layers: layers, heads, key),
        StateTensor("m_state", .recurrent, layers: layers, heads),
      ]
    },
    StateFamily("xLSTM (mLSTM+sLSTM)", ["xlstm_blocks"], "as the paper's blocks, each with a convolution") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let most = ConfigurationReader.mostLayers
      reader.noteIfAbsent("mlstm_blocks", "none")
      reader.noteIfAbsent("slstm_blocks", "none")
      let matrices = try reader.optionalCount("mlstm_blocks", among: most) ?? 0
      let vectors = try reader.optionalCount("slstm_blocks", among: most) ?? 0
      guard matrices + vectors > 0 else {
        throw ConfigurationError(
          missing: reader.path + "mlstm_blocks or slstm_blocks", expected: "one block or more")
      }
      let width = try reader.axis("embedding_dim")
      let heads = try reader.axis("num_heads")
      let factor = try reader.factor("proj_factor", default: 2, of: "xlstm")
      let inner = StateTensor.Axis(
        "proj_factor embedding_dim", try reader.product(width.size, factor, "proj_factor"))
      let head = StateTensor.Axis(
        "inner/num_heads", try reader.quotient(inner.size, inner.name, by: heads.size, heads.name))
      let kernel = try reader.axis("conv1d_kernel_size")
      return [
        StateTensor("mLSTM C", .recurrent, layers: matrices, heads, head, head),
        // A normalizer for each key, and the stabilizer of the head.
        StateTensor(
          "mLSTM n,m", .recurrent, layers: matrices, heads, .init("(inner/num_heads + 1)", head.size + 1)),
        .convolution("mLSTM conv", layers: matrices, channels: inner, kernel: kernel),
        StateTensor("sLSTM (y,c,n,m)", .recurrent, layers: vectors, .init("y,c,n,m", 4), width),
        .convolution("sLSTM conv", layers: vectors, channels: width, kernel: kernel),
      ]
    },
  ]

  /// A head's share of a width that is rounded up to a multiple of 64 first, as the library does.
  private static func headWidth(
    _ reader: ConfigurationReader, _ width: Integer, _ factor: Rational, _ name: String, heads: Integer
  ) throws(ConfigurationError) -> Integer {
    let rounded = (Rational(width) * factor / 64).ceiling * 64
    return try reader.quotient(rounded, name, by: heads, "num_heads")
  }
}
