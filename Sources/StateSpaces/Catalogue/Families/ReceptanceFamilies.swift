import Arithmetic
import StrictJSON

/// RWKV, versions 4 to 7: two token shifts, one before each half of a block, and a recurrent state.
extension StateFamily {
  static let rwkv = [
    StateFamily("RWKV-4", ["rwkv"], "2 shifts, and aa, bb, pp: 3 attention_hidden_size") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      let layers = try reader.layers("num_hidden_layers", "n_layer")
      let width = try reader.axis("hidden_size", "n_embd")
      reader.noteIfAbsent("attention_hidden_size", "as wide as the model")
      let attention = reader.has("attention_hidden_size") ? try reader.axis("attention_hidden_size") : width
      return [
        shift(layers: layers, width),
        StateTensor("aa,bb,pp", .recurrent, layers: layers, .init("aa,bb,pp", 3), attention),
      ]
    },
    StateFamily("RWKV-5", ["rwkv5"], "2 shifts, and heads x 64 x 64", tensors: squareHeads),
    StateFamily("RWKV-6", ["rwkv6"], "2 shifts, and heads x 64 x 64") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      // The library of linear attention has heads of other shapes under the same name.
      let isLinearAttention = !reader.has("head_size") && (reader.has("num_heads") || reader.has("expand_k"))
      return isLinearAttention ? try scaledHeads(reader) : try squareHeads(reader)
    },
    StateFamily("RWKV-7", ["rwkv7"], "2 shifts, and heads x 64 x 64", tensors: valueHeads),
  ]

  private static func shift(layers: Int, _ width: StateTensor.Axis) -> StateTensor {
    StateTensor("att_xx + ffn_xx", .shift, layers: layers, .init("shifts", 2), width)
  }

  /// The shift before the feed-forward half, which is all that a layer keeps whose first half attends, and what such
  /// layers attend with: `attn` of the library of linear attention.
  private static func attending(
    _ reader: ConfigurationReader, of all: Int, _ width: StateTensor.Axis
  ) throws(ConfigurationError) -> (layers: Set<Int>, tensors: [StateTensor]) {
    let (layers, attention) = try reader.attendingLayers(of: all)
    guard !layers.isEmpty else { return ([], []) }
    return (layers, [StateTensor("ffn_xx", .shift, layers: layers.count, width)] + attention)
  }

  private static func squareHeads(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("num_hidden_layers", "n_layer")
    let width = try reader.axis("hidden_size", "n_embd")
    let others = try attending(reader, of: all, width)
    let layers = all - others.layers.count
    reader.noteIfAbsent("attention_hidden_size", "as wide as the model")
    let attention = reader.has("attention_hidden_size") ? try reader.axis("attention_hidden_size") : width
    let head =
      reader.has("head_size_a")
      ? try reader.axis("head_size_a", "head_size") : try reader.axis("head_size", default: 64, of: "RWKV")
    let heads = StateTensor.Axis(
      "\(attention.name)/\(head.name)",
      try reader.quotient(attention.size, attention.name, by: head.size, head.name))
    return [
      shift(layers: layers, width),
      StateTensor("att_kv", .recurrent, layers: layers, heads, head, .init(head.name, head.size)),
    ] + others.tensors
  }

  private static func scaledHeads(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    let all = try reader.layers("num_hidden_layers")
    let width = try reader.axis("hidden_size")
    let others = try attending(reader, of: all, width)
    let layers = all - others.layers.count
    let (heads, key, value) = try reader.scaledHeads(keys: Rational(1, 2), values: 1)
    if key.size != value.size {
      reader.note("the official RWKV-6 has square heads of 64 x 64; expand_k and expand_v make others here")
    }
    return [
      shift(layers: layers, width), StateTensor("att_kv", .recurrent, layers: layers, heads, key, value),
    ] + others.tensors
  }

  /// RWKV-7: square heads, or wider values in the library of linear attention, where `value_dim` may differ
  /// from layer to layer.
  private static func valueHeads(
    _ reader: ConfigurationReader
  ) throws(ConfigurationError) -> [StateTensor] {
    guard reader.has("value_dim") || reader.has("head_dim") || reader.has("num_heads") else {
      return try squareHeads(reader)
    }
    let all = try reader.layers("num_hidden_layers", "n_layer")
    let width = try reader.axis("hidden_size", "n_embd")
    let others = try attending(reader, of: all, width)
    let head: StateTensor.Axis =
      reader.has("head_dim")
      ? try reader.axis("head_dim")
      : .init(
        "hidden_size/num_heads",
        try reader.quotient(width.size, "hidden_size", by: try reader.whole("num_heads"), "num_heads"))
    let heads = StateTensor.Axis(
      "hidden_size/head_dim", try reader.quotient(width.size, "hidden_size", by: head.size, "head_dim"))
    if let given = try reader.optionalWhole("num_heads"), given != heads.size {
      reader.note(
        "\(reader.path)num_heads = \(given), but hidden_size/head_dim = \(heads.size), which was used: the library "
          + "looks at head_dim first")
    }
    let widths = try reader.optionalWidths("value_dim", count: all) ?? Array(repeating: width.size, count: all)
    var values: [Integer: Int] = [:]
    for (layer, value) in widths.enumerated() where !others.layers.contains(layer) { values[value, default: 0] += 1 }
    var tensors = [shift(layers: all - others.layers.count, width)]
    for (value, count) in values.sorted(by: { $0.key < $1.key }) {
      let valueHead = StateTensor.Axis(
        "value_dim/heads", try reader.quotient(value, "value_dim", by: heads.size, "hidden_size/head_dim"))
      tensors.append(StateTensor("att_kv", .recurrent, layers: count, heads, head, valueHead))
    }
    return tensors + others.tensors
  }
}

extension ConfigurationReader {
  /// The width in each of `count` layers: one number for all, or a list. `nil` if the field is absent.
  fileprivate func optionalWidths(_ name: String, count: Int) throws(ConfigurationError) -> [Integer]? {
    guard case .array(let values)? = self[name] else {
      return try optionalWhole(name).map { Array(repeating: $0, count: count) }
    }
    guard values.count == count else {
      throw ConfigurationError(
        contradiction: "\(path)\(name) has \(values.count) entries: expected one for each of \(count) layers")
    }
    var widths: [Integer] = []
    for (layer, value) in values.enumerated() {
      let entry = "\(name)[\(layer)]"
      widths.append(try ConfigurationReader(JSONObject([JSONField(entry, value)]), path: path).whole(entry))
    }
    return widths
  }
}
