import Arithmetic
import StrictJSON

/// Transformers: layers that attend to all tokens, or to those of a window. How they differ is data, in
/// `Embedded/attention-families.json`; the defaults there are those of the classes in transformers 5.24.
extension StateFamily {
  static let attention: [StateFamily] = {
    do {
      let list = FieldReader(try JSONValue(Array(Embedded.attentionFamilies.utf8)[...]))
      return try list.elements(1...1000).map { StateFamily(try AttentionLayout($0)) }
    } catch { fatalError("attention-families.json: \(error)") }
  }()

  private init(_ layout: AttentionLayout) {
    self.init(layout.name, layout.modelTypes, layout.rule.summary, defaults: layout.defaults) {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      try reader.attentionTensors(layout)
    }
  }
}

/// A family of transformers: its defaults, and which layers attend to a window where `layer_types` does not say.
struct AttentionLayout: Sendable {
  /// Which layers attend to a window.
  enum Rule: String, CaseIterable {
    /// None.
    case full
    /// All, if there is a window.
    case window
    /// All but the last of every few.
    case interval
    /// With `use_sliding_window`, those from `max_window_layers` on.
    case late
    /// With `use_sliding_window`, every other one before `max_window_layers`.
    case alternate
    /// With `use_sliding_window`, all.
    case switched
    /// Those that `no_rope_layers` tells from the rest.
    case ropeFree = "rope-free"

    /// What a layer keeps, in short.
    var summary: String {
      switch self {
      case .full: "keys and values of all tokens"
      case .window: "keys and values of the last W - 1 tokens"
      case .interval: "keys and values of the last W - 1 tokens; of all in every few layers"
      case .late, .alternate, .switched: "keys and values of all tokens, or of the last W - 1 if so switched"
      case .ropeFree: "keys and values of all tokens, in some layers of a window"
      }
    }
  }

  let name: String
  let modelTypes: [String]
  let rule: Rule

  /// Every so many layers the last attends to all tokens, unless the field of this name says another number.
  let interval: Int?
  let intervalField: String?

  /// The field with the width of a head.
  let headField: String

  let defaults: JSONObject

  fileprivate init(_ reader: FieldReader) throws(FieldError) {
    try reader.requireKeys(
      ["name", "modelTypes", "layers", "defaults"], optional: ["interval", "intervalField", "headField"])
    name = try reader["name"].string()
    var types: [String] = []
    for type in try reader["modelTypes"].elements(1...100) { types.append(try type.string()) }
    modelTypes = types
    rule = try reader["layers"].choice()
    interval = reader["interval"].isNull ? nil : try reader["interval"].whole(1...1000)
    intervalField = reader["intervalField"].isNull ? nil : try reader["intervalField"].string()
    headField = reader["headField"].isNull ? "head_dim" : try reader["headField"].string()
    guard case .object(let defaults) = reader["defaults"].value else { throw reader["defaults"].wrong("an object") }
    self.defaults = defaults
  }
}

extension ConfigurationReader {
  /// The tensors of a family of transformers.
  fileprivate func attentionTensors(_ layout: AttentionLayout) throws(ConfigurationError) -> [StateTensor] {
    try refuse("use_bidirectional_attention", because: "a model that reads ahead generates nothing")
    let all = try layers("num_hidden_layers")
    // Where the width of a head is given.
    ignore("kv_channels", "num_query_groups")
    let attending: [LayerKind] = [.full, .sliding, .chunked]
    let kinds: [LayerKind]
    if let given = try optionalKinds("layer_types", of: attending, count: all) {
      kinds = given
      try checkWindow(kinds, rule: layout.rule)
    } else {
      kinds = try attentionKinds(layout, count: all)
      if kinds.contains(where: { $0 != .full }) {
        noteDerived("\(path)layer_types is absent: which layers attend to a window follows from other fields")
      }
    }
    return try attention(kinds, head: layout.headField)
  }

  /// The kinds of `count` layers by the rule of the family.
  private func attentionKinds(
    _ layout: AttentionLayout, count: Int
  ) throws(ConfigurationError) -> [LayerKind] {
    let layers = 0..<count
    switch layout.rule {
    case .full: return layers.map { _ in .full }
    case .window:
      let isSliding = has("sliding_window")
      if !isSliding { note("\(path)sliding_window is null or absent: every layer attends to all tokens") }
      return layers.map { _ in isSliding ? .sliding : .full }
    case .interval:
      let interval = try fullInterval(layout)
      return layers.map { ($0 + 1) % interval == 0 ? .full : .sliding }
    case .late:
      guard try slides() else { return layers.map { _ in .full } }
      let first = try optionalWhole("max_window_layers", from: 0) ?? Integer(count)
      return layers.map { Integer($0) < first ? .full : .sliding }
    case .alternate:
      guard try slides() else { return layers.map { _ in .full } }
      let end = try whole("max_window_layers")
      return layers.map { $0 % 2 == 0 && Integer($0) < end ? .sliding : .full }
    case .switched: return try slides() ? layers.map { _ in .sliding } : layers.map { _ in .full }
    case .ropeFree: return try ropeFreeKinds(layout, count: count)
    }
  }

  /// Whether windows are switched on, and there is one.
  private func slides() throws(ConfigurationError) -> Bool {
    guard try optionalFlag("use_sliding_window") == true else {
      // The window of a file that does not use it stands there without effect, as its library has it.
      ignore("sliding_window", "max_window_layers")
      return false
    }
    noteIfAbsent("sliding_window", "every layer attends to all tokens")
    return has("sliding_window")
  }

  /// Every how many layers one attends to all tokens.
  private func fullInterval(_ layout: AttentionLayout) throws(ConfigurationError) -> Int {
    let most = Integer(ConfigurationReader.mostLayers)
    var interval = layout.interval ?? 1
    if let field = layout.intervalField, let given = try optionalWhole(field, to: most) {
      interval = Int(exactly: given) ?? 1
    }
    // Cohere's own name of it.
    ignore("layer_switch", ifEqualTo: Integer(interval))
    return interval
  }

  /// Llama 4 has chunks in the layers with rotary embeddings; SmolLM3, if so switched, windows in those without.
  private func ropeFreeKinds(
    _ layout: AttentionLayout, count: Int
  ) throws(ConfigurationError) -> [LayerKind] {
    let hasChunks = has("attention_chunk_size")
    if isNull("attention_chunk_size") { noteIfAbsent("attention_chunk_size", "every layer attends to all tokens") }
    let isWindowed = hasChunks ? true : try slides()
    guard isWindowed else {
      ignore("no_rope_layers", "no_rope_layer_interval")
      return (0..<count).map { _ in .full }
    }
    let hasRope: [Bool]
    if case .array(let values)? = self["no_rope_layers"], !values.isEmpty {
      guard values.count == count else {
        throw ConfigurationError(
          contradiction: "\(path)no_rope_layers has \(values.count) entries: expected one for each of \(count) layers")
      }
      var flags: [Bool] = []
      for (index, value) in values.enumerated() {
        guard value == 0 || value == 1 else {
          throw ConfigurationError("\(path)no_rope_layers[\(index)]", is: value, expected: "0 or 1")
        }
        flags.append(value == 1)
      }
      hasRope = flags
    } else {
      let interval = try whole("no_rope_layer_interval", to: Integer(ConfigurationReader.mostLayers))
      let every = Int(exactly: interval) ?? 1
      hasRope = (0..<count).map { ($0 + 1) % every != 0 }
    }
    return hasRope.map { hasRope in hasChunks ? (hasRope ? .chunked : .full) : (hasRope ? .full : .sliding) }
  }

  /// Says where a window stands beside `layer_types` that has no layer for it; refuses layers for a window that is
  /// switched off.
  private func checkWindow(_ kinds: [LayerKind], rule: AttentionLayout.Rule) throws(ConfigurationError) {
    let isSliding = kinds.contains(.sliding)
    let isSwitched = rule == .late || rule == .alternate || rule == .switched || has("use_sliding_window")
    let isOff = isSwitched ? try optionalFlag("use_sliding_window") == false : false
    if isSliding, isOff {
      throw ConfigurationError(
        contradiction:
          "\(path)layer_types has layers of sliding_attention and \(path)use_sliding_window is false: "
          + "expected true, or no such layers")
    }
    if !isSliding, let window = fields["sliding_window"], window != .null {
      ignore("sliding_window")
      if !isOff {
        note(
          "\(path)sliding_window = \(window) is not used: \(path)layer_types, which has no layer of "
            + "sliding_attention, says what each layer keeps")
      }
    }
    // What `layer_types` came from.
    ignore("max_window_layers", "sliding_window_pattern", "_sliding_window_pattern", "attention_chunk_size")
    ignore("no_rope_layers", "no_rope_layer_interval", "layer_switch")
  }
}
