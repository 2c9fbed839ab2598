import Arithmetic
import StrictJSON

/// Structured state spaces before Mamba: S4, S4D, S5, H3. A complex number counts as two real ones.
extension StateFamily {
  static let structured = [
    StateFamily("S4 (DPLR)", ["s4"], "d_model x d_state complex, conjugate pairs twice") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let state = try evenState(reader, "d_state")
      // The dense and the diagonal step keep both of each conjugate pair, though one determines the other.
      return [
        StateTensor(
          "x", .recurrent, layers: try blockLayers(reader), try reader.axis("d_model"),
          .init("d_state", state, live: state / 2), .init("re,im", 2))
      ]
    },
    StateFamily("S4D", ["s4d"], "d_model x d_state/2 complex") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      [
        StateTensor(
          "x", .recurrent, layers: try blockLayers(reader), try reader.axis("d_model"),
          .init("d_state/2", try evenState(reader, "d_state") / 2), .init("re,im", 2))
      ]
    },
    StateFamily("S5", ["s5"], "ssm_size_base/2 complex, shared by all channels") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      if try reader.optionalFlag("bidirectional") == true {
        reader.note(
          "bidirectional is true: only the forward state is counted, and the model generates nothing")
      }
      // All channels share one state, whatever the blocks of its matrix are.
      reader.ignore("d_model", "blocks")
      let isHalved = try reader.flag("conj_sym", default: true, of: "S5")
      let state: StateTensor.Axis =
        isHalved
        ? .init("ssm_size_base/2", try evenState(reader, "ssm_size_base") / 2)
        : try reader.axis("ssm_size_base")
      return [
        StateTensor("x", .recurrent, layers: try reader.layers("n_layers"), state, .init("re,im", 2))
      ]
    },
    StateFamily("H3", ["h3"], "shift d_model x d_state, diagonal d_model x d_state/2 complex") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let all = try reader.layers("n_layer")
      reader.noteIfAbsent("attn_layer_idx", "no layer attends")
      let attention = try reader.optionalLayerIndices("attn_layer_idx", count: all) ?? []
      let width = try reader.axis("d_model")
      let state = try evenState(reader, "d_state")
      let head = try reader.whole("head_dim", default: 1, of: "H3")
      _ = try reader.quotient(width.size, "d_model", by: head, "head_dim")
      let layers = all - attention.count
      // A head of h channels carries h^2 products of keys and values. The shift's last entry falls out before
      // it is read again.
      let diagonal: StateTensor.Axis = head == 1 ? width : .init("d_model head_dim", width.size * head)
      return [
        StateTensor(
          "shift SSM state", .recurrent, layers: layers, width, .init("d_state", state, live: state - 1)),
        StateTensor(
          "diag SSM state", .recurrent, layers: layers, diagonal, .init("d_state/2", state / 2),
          .init("re,im", 2)),
        StateTensor("attention KV", .growing, layers: attention.count, .init("k,v", 2), width),
      ]
    },
  ]

  private static func evenState(
    _ reader: ConfigurationReader, _ name: String
  ) throws(ConfigurationError) -> Integer {
    let size = try reader.whole(name)
    guard (size % 2).isZero else {
      throw ConfigurationError(
        reader.path + name, is: size, expected: "an even number, since states come in conjugate pairs")
    }
    return size
  }

  /// `n_layers` blocks; in each of them the layers that `layers_per_block` names, such as "s4,s4,ffn", of
  /// which those that begin with s4 have a state. One where it is absent.
  private static func blockLayers(_ reader: ConfigurationReader) throws(ConfigurationError) -> Int {
    let blocks = try reader.layers("n_layers")
    reader.noteIfAbsent("layers_per_block", "one in each block")
    guard let text = try reader.optionalText("layers_per_block") else { return blocks }
    let names = text.split(separator: ",")
    let count = names.count { $0.hasPrefix("s4") }
    guard count > 0,
      names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " } }),
      count <= ConfigurationReader.mostLayers / blocks
    else {
      throw ConfigurationError(
        reader.path + "layers_per_block", is: JSONValue.string(text),
        expected: "names of layers, one of them s4, and no more than \(ConfigurationReader.mostLayers) in all"
      )
    }
    return blocks * count
  }
}
