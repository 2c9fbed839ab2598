import StrictJSON

/// A second implementation of the count for some families, written from their classes in transformers 5.24, which
/// shares no code with the catalogue: plain formulas over plain numbers.
struct StateOracle {
  /// Numbers of state: recurrent, of convolutions, of windows, and more with each token. `nil` where this
  /// implementation does not know the family, or a field that it needs is not there or not a number.
  let counts: [Int]?

  private struct Unknown: Error {}

  init(_ configuration: JSONObject) {
    var fields = configuration
    var type = configuration["model_type"]
    let wrappers = ["thinker_config", "text_config", "llm_config", "language_config"]
    while let inner = wrappers.compactMap({ fields[$0] }).first {
      guard case .object(let object) = inner else { break }
      fields = object
      type = object["model_type"] ?? type
    }
    guard case .string(let name)? = type else {
      counts = nil
      return
    }
    counts = try? StateOracle.counts(name, Fields(fields))
  }

  /// Numbers, texts and lists of an object, without any check.
  private struct Fields {
    let object: JSONObject
    init(_ object: JSONObject) { self.object = object }

    func number(_ name: String, _ absent: Int? = nil) throws -> Int {
      switch object[name] {
      case .number(let number)?:
        guard let whole = number.whole, whole > 0 else { throw Unknown() }
        return whole
      case nil:
        guard let absent else { throw Unknown() }
        return absent
      default: throw Unknown()
      }
    }

    /// A number, or what stands for null and for an absent field.
    func number(_ name: String, orElse other: @autoclosure () throws -> Int) throws -> Int {
      if object[name] == nil || object[name] == .null { return try other() }
      return try number(name)
    }

    func kinds(_ names: String...) throws -> [String]? {
      for name in names {
        guard let value = object[name], value != .null else { continue }
        guard case .array(let values) = value else { throw Unknown() }
        return try values.map { value in
          guard case .string(let kind) = value else { throw Unknown() }
          return ["mamba": "linear_attention", "attention": "full_attention"][kind] ?? kind
        }
      }
      return nil
    }

    func isTrue(_ name: String) throws -> Bool {
      switch object[name] {
      case .boolean(let flag)?: return flag
      case nil, .null?: return false
      default: throw Unknown()
      }
    }
  }

  private static func counts(_ type: String, _ fields: Fields) throws -> [Int] {
    switch type {
    case "mamba", "falcon_mamba":
      let layers = try fields.number("num_hidden_layers")
      let inner = try fields.number("intermediate_size", orElse: fields.number("expand") * fields.number("hidden_size"))
      let (state, kernel) = (try fields.number("state_size"), try fields.number("conv_kernel"))
      return [layers * inner * state, layers * inner * kernel, 0, 0]
    case "mamba2":
      let (layers, state) = (try fields.number("num_hidden_layers"), try fields.number("state_size"))
      let inner = try fields.number("num_heads") * fields.number("head_dim")
      let channels = inner + 2 * (try fields.number("n_groups")) * state
      return [layers * inner * state, layers * channels * (try fields.number("conv_kernel")), 0, 0]
    case "qwen3_next": return try delta(fields, keys: 2)
    case "qwen3_5", "qwen3_5_text": return try delta(fields, keys: 4)
    case "granitemoehybrid", "bamba", "falcon_h1": return try mamba2Hybrid(type, fields)
    case "nemotron_h": return try nemotron(fields)
    case "lfm2": return try liquid(fields)
    case "gpt_oss": return try windows(fields, every: 2, heads: 64, keys: 8, head: 64, window: 128)
    case "gemma2": return try windows(fields, every: 2, heads: 8, keys: 4, head: 256, window: 4096)
    case "gemma3", "gemma3_text":
      let every = try fields.number("sliding_window_pattern", 6)
      return try windows(fields, every: every, heads: 8, keys: 4, head: 256, window: 4096)
    case "qwen2", "qwen2_5_omni_text": return try switched(fields)
    case "kimi_linear": return try kimi(fields)
    case "recurrent_gemma": return try griffin(fields)
    default: throw Unknown()
    }
  }

  private static func attention(_ fields: Fields, heads: Int?, keys: Int?, head: Int?) throws -> Int {
    let queries = { try fields.number("num_attention_heads", heads) }
    let keys =
      fields.object["num_key_value_heads"] == nil && keys != nil
      ? keys ?? 0 : try fields.number("num_key_value_heads", orElse: queries())
    let head =
      fields.object["head_dim"] == nil && head != nil
      ? head ?? 0
      : try fields.number("head_dim", orElse: fields.number("hidden_size") / queries())
    return 2 * keys * head
  }

  private static func delta(_ fields: Fields, keys: Int) throws -> [Int] {
    let layers = try fields.number("num_hidden_layers")
    let interval = try fields.number("full_attention_interval", 4)
    let kinds =
      try fields.kinds("layer_types")
      ?? (1...layers).map { $0 % interval == 0 ? "full_attention" : "linear_attention" }
    let linear = kinds.count { $0 == "linear_attention" }
    let key = try fields.number("linear_num_key_heads") * fields.number("linear_key_head_dim")
    let values = try (fields.number("linear_num_value_heads"), fields.number("linear_value_head_dim"))
    return [
      linear * values.0 * values.1 * (try fields.number("linear_key_head_dim")),
      linear * (2 * key + values.0 * values.1) * (try fields.number("linear_conv_kernel_dim")), 0,
      linear == layers ? 0 : (layers - linear) * (try attention(fields, heads: 16, keys: keys, head: 256)),
    ]
  }

  private static func mamba2Hybrid(_ type: String, _ fields: Fields) throws -> [Int] {
    let layers = try fields.number("num_hidden_layers")
    var attending = layers
    var mamba = layers
    if type != "falcon_h1" {
      if case .array(let indices)? = fields.object["attn_layer_indices"], type == "bamba" {
        attending = indices.count
      } else {
        guard let kinds = try fields.kinds("layer_types", "layers_block_type") else { throw Unknown() }
        attending = kinds.count { $0 == "full_attention" }
      }
      mamba = layers - attending
    }
    let width = { try fields.number("mamba_expand") * fields.number("hidden_size") }
    let inner = try type == "falcon_h1" ? fields.number("mamba_d_ssm", orElse: width()) : width()
    let state = try fields.number("mamba_d_state")
    let channels = inner + 2 * (try fields.number("mamba_n_groups")) * state
    let keys = type == "granitemoehybrid" ? nil : 8
    return [
      mamba * inner * state, mamba * channels * (try fields.number("mamba_d_conv")), 0,
      attending == 0 ? 0 : attending * (try attention(fields, heads: 32, keys: keys, head: nil)),
    ]
  }

  private static func nemotron(_ fields: Fields) throws -> [Int] {
    let mamba: Int
    let attending: Int
    if let kinds = try fields.kinds("layers_block_type", "layer_types") {
      (mamba, attending) = (kinds.count { $0 == "linear_attention" }, kinds.count { $0 == "full_attention" })
    } else {
      guard case .string(let pattern)? = fields.object["hybrid_override_pattern"] else { throw Unknown() }
      (mamba, attending) = (pattern.count { $0 == "M" }, pattern.count { $0 == "*" })
    }
    let inner = try fields.number("mamba_num_heads") * fields.number("mamba_head_dim")
    let state = try fields.number("ssm_state_size")
    let kv = { (head: Int) in 2 * (try fields.number("num_key_value_heads", 8)) * head }
    return [
      mamba * inner * state,
      mamba * (inner + 2 * (try fields.number("n_groups")) * state) * (try fields.number("conv_kernel")), 0,
      attending == 0
        ? 0 : attending * (try kv(try fields.number("attention_head_dim", try fields.number("head_dim", 128)))),
    ]
  }

  private static func liquid(_ fields: Fields) throws -> [Int] {
    let layers = try fields.number("num_hidden_layers")
    let full: Int
    if let kinds = try fields.kinds("layer_types") {
      full = kinds.count { $0 == "full_attention" }
    } else {
      guard case .array(let indices)? = fields.object["full_attn_idxs"] else { throw Unknown() }
      full = indices.count
    }
    return [
      0, (layers - full) * (try fields.number("hidden_size")) * (try fields.number("conv_L_cache", 3)), 0,
      full * (try attention(fields, heads: 32, keys: 8, head: nil)),
    ]
  }

  private static func windows(
    _ fields: Fields, every: Int, heads: Int, keys: Int, head: Int, window: Int
  ) throws -> [Int] {
    let layers = try fields.number("num_hidden_layers")
    let kinds =
      try fields.kinds("layer_types")
      ?? (1...layers).map { $0 % every == 0 ? "full_attention" : "sliding_attention" }
    let sliding = kinds.count { $0 == "sliding_attention" }
    let numbers = try attention(fields, heads: heads, keys: keys, head: head)
    return [
      0, 0, sliding == 0 ? 0 : sliding * numbers * (try fields.number("sliding_window", window)),
      (kinds.count - sliding) * numbers,
    ]
  }

  private static func switched(_ fields: Fields) throws -> [Int] {
    guard try !fields.isTrue("use_sliding_window"), fields.object["layer_types"] == nil else { throw Unknown() }
    let layers = try fields.number("num_hidden_layers")
    return [0, 0, 0, layers * (try attention(fields, heads: nil, keys: nil, head: nil))]
  }

  private static func kimi(_ fields: Fields) throws -> [Int] {
    guard case .object(let object)? = fields.object["linear_attn_config"],
      case .array(let linear)? = object["kda_layers"], fields.object["layer_types"] == nil
    else { throw Unknown() }
    let inner = Fields(object)
    let (heads, head) = try (inner.number("num_heads", 32), inner.number("head_dim", 128))
    let layers = try fields.number("num_hidden_layers")
    return [
      linear.count * heads * head * head,
      linear.count * 3 * heads * head * (try inner.number("short_conv_kernel_size", 4)), 0,
      (layers - linear.count) * (try fields.number("kv_lora_rank", 512) + fields.number("qk_rope_head_dim", 64)),
    ]
  }

  private static func griffin(_ fields: Fields) throws -> [Int] {
    let layers = try fields.number("num_hidden_layers")
    guard let pattern = try fields.kinds("block_types", "_block_types"), !pattern.isEmpty else { throw Unknown() }
    let recurrent = (0..<layers).count { pattern[$0 % pattern.count] == "recurrent" }
    let width = try fields.number("lru_width", orElse: fields.number("hidden_size"))
    let window = { try fields.number("attention_window_size") * attention(fields, heads: nil, keys: nil, head: nil) }
    return [
      recurrent * width, recurrent * width * (try fields.number("conv1d_width") - 1),
      recurrent == layers ? 0 : (layers - recurrent) * (try window()), 0,
    ]
  }
}
