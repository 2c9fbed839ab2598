import Arithmetic

/// Recurrent networks: LSTM, GRU, Elman's, and their minimal forms.
extension StateFamily {
  static let classical = [
    StateFamily("LSTM", ["lstm"], "h and c: 2 hidden_size") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let (layers, hidden) = try vector(reader)
      reader.noteIfAbsent("proj_size", "no projections")
      // With proj_size, h is narrower than c.
      let shape: [StateTensor.Axis] =
        if let projection = try reader.optionalWhole("proj_size", from: 0), projection > 0 {
          [.init("(proj_size + hidden_size)", projection + hidden.size)]
        } else {
          [.init("h,c", 2), hidden]
        }
      return [StateTensor("h+c", .recurrent, layers: layers, axes: shape)]
    },
    StateFamily("GRU", ["gru"], "h: hidden_size", tensors: oneVector),
    StateFamily("Elman RNN", ["rnn"], "h: hidden_size", tensors: oneVector),
    StateFamily("minGRU", ["mingru"], "h: dim x expansion_factor, rounded down", tensors: expandedVector),
    // Unlike an LSTM it has no cell.
    StateFamily("minLSTM", ["minlstm"], "h: dim x expansion_factor, rounded down", tensors: expandedVector),
  ]

  private static func vector(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> (layers: Int, hidden: StateTensor.Axis) {
    try reader.refuse("bidirectional", because: "a network that reads ahead generates nothing")
    return (try reader.layers("num_layers"), try reader.axis("hidden_size"))
  }

  private static func oneVector(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let (layers, hidden) = try vector(reader)
    if let projection = try reader.optionalWhole("proj_size", from: 0), projection > 0 {
      throw ConfigurationError(
        reader.path + "proj_size", is: projection, expected: "0, since only an LSTM has projections")
    }
    return [StateTensor("h", .recurrent, layers: layers, hidden)]
  }

  private static func expandedVector(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let layers = try reader.layers("depth")
    let width = try reader.whole("dim")
    let factor = try reader.factor("expansion_factor", default: 1, of: "minGRU-pytorch")
    let size = (Rational(width) * factor).floor
    guard size > 0 else {
      throw ConfigurationError(
        reader.path + "expansion_factor", is: factor.decimal(digits: 6),
        expected: "a factor that leaves some of dim = \(width)")
    }
    return [
      StateTensor("h", .recurrent, layers: layers, .init("floor(dim expansion_factor)", size))
    ]
  }
}
