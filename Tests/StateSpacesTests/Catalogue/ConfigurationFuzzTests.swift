import Arithmetic
import CopyTask
import StateSpaces
import StrictJSON
import Testing

/// Configurations in which a field was renamed, dropped, added or has another kind of value: the answer is right, or it
/// is refused, or it carries a note that it had not before.
@Suite struct ConfigurationFuzzTests {
  /// All presets, and all files that were published.
  private static func originals() throws -> [(name: String, fields: JSONObject)] {
    try ModelCatalogue.presets.map { ($0.name, $0.configuration) }
      + PublishedState.all.map { ($0.name, try $0.configuration()) }
  }

  private static let seeds: [UInt64] = [1, 2, 3, 4]

  @Test(arguments: seeds)
  func variantsAreRightRefusedOrNoted(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var counts: [String: Int] = [:]
    for (name, fields) in try ConfigurationFuzzTests.originals() {
      let original = try ModelCatalogue.state(configuration: fields)
      for _ in 0..<40 {
        let (variant, change) = mutate(fields, &random)
        let outcome = judge(variant, original, of: fields, change: change)
        counts[outcome.word, default: 0] += 1
        if let problem = outcome.problem { Issue.record("seed \(seed), \(name): \(change): \(problem)") }
      }
    }
    // None of the outcomes is rare: neither is everything refused, nor does everything carry a note.
    let all = counts.values.reduce(0, +)
    #expect(all * ConfigurationFuzzTests.seeds.count >= 10_000, "\(all)")
    for word in ["right", "refused", "noted"] { #expect(counts[word] ?? 0 > all / 20, "seed \(seed): \(counts)") }
  }

  private func judge(
    _ variant: JSONObject, _ original: ModelState, of fields: JSONObject, change: String
  ) -> (word: String, problem: String?) {
    let state: ModelState
    do { state = try ModelCatalogue.state(configuration: variant) } catch {
      let isInOneLine = !error.description.unicodeScalars.contains { $0.value < 32 }
      return ("refused", isInOneLine && error.description.contains("expected") ? nil : "\(error)")
    }
    if !Set(state.notes).isSubset(of: original.notes) { return ("noted", nil) }
    if state.tensors.map(\.numbers) == original.tensors.map(\.numbers) { return ("right", nil) }
    let roles: [StateTensor.Role] = [.recurrent, .convolution, .window]
    let counts = (roles.map(state.numbers) + [state.growth]).map { Int(exactly: $0) }
    if let expected = StateOracle(variant).counts {
      return ("right", counts == expected.map { $0 } ? nil : "\(counts), and the second implementation \(expected)")
    }
    return ("wrong", "another state without a note: \(state.tensors.map(\.shape))")
  }

  // MARK: - Mutations

  /// A variant and what was done.
  private func mutate(_ fields: JSONObject, _ random: inout SplitMix64) -> (JSONObject, String) {
    // Into an object within in half of the cases.
    let inner = fields.fields.indices.filter {
      if case .object(let object) = fields.fields[$0].value { !object.fields.isEmpty } else { false }
    }
    if let index = inner.randomElement(using: &random), Bool.random(using: &random),
      case .object(let object) = fields.fields[index].value
    {
      let (variant, change) = mutate(object, &random)
      var fields = fields
      fields.fields[index].value = .object(variant)
      return (fields, fields.fields[index].key + "." + change)
    }
    var variant = fields
    let index = Int.random(in: fields.fields.indices, using: &random)
    let field = fields.fields[index]
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      let key = renamed(field.key, &random)
      guard fields[key] == nil else { return mutate(fields, &random) }
      variant.fields[index].key = key
      return (variant, "\(field.key) renamed \(key)")
    case 1:
      variant.fields.remove(at: index)
      return (variant, "\(field.key) dropped")
    case 2:
      let added = ConfigurationFuzzTests.additions.randomElement(using: &random) ?? ("x", 1)
      guard fields[added.0] == nil else { return mutate(fields, &random) }
      variant.fields.insert(JSONField(added.0, added.1), at: index)
      return (variant, "\(added.0) = \(added.1) added")
    case 3:
      variant.fields[index].value = retyped(field.value, &random)
      return (variant, "\(field.key) = \(variant.fields[index].value)")
    default:
      // An order of fields means nothing.
      variant.fields.shuffle(using: &random)
      return (variant, "shuffled")
    }
  }

  private func renamed(_ name: String, _ random: inout SplitMix64) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: name + "_"
    case 1: "_" + name
    case 2: "n" + name.dropFirst()
    default: name.replacing("_", with: "") + "x"
    }
  }

  private func retyped(_ value: JSONValue, _ random: inout SplitMix64) -> JSONValue {
    // Another number in place of a number is another model, and so is false for true.
    if case .number(let number) = value, Bool.random(using: &random), let same = JSONNumber(number.text + "e0") {
      return .number(same)
    }
    let flags: [JSONValue] = if case .boolean = value { [] } else { [true, false] }
    let others: [JSONValue] =
      flags + [
        .null, "", "\(value)".json, [value], [:], ["layers": [0]], -1, .notFinite("NaN", line: 1),
      ]
    return others.randomElement(using: &random) ?? .null
  }

  private static let additions: [(String, JSONValue)] = [
    ("attn_layers", [0, 1]), ("attention_layers_idx", [1]), ("layer_types_override", ["full_attention"]),
    ("attn", ["layers": [0], "num_heads": 4]), ("sliding_window", 128), ("layer_types", ["full_attention"]),
    ("hybrid_pattern", "MM*"), ("cache_size", 4), ("global_layers", 2), ("foo", 3), ("kv_share", true),
    ("rms_norm_eps", 1), ("rope_scaling", ["type": "yarn"]), ("hidden_act", "silu"), ("attn_layers", nil),
    ("attention_dropout", 0), ("d_xb", 64), ("use_sliding_window", true), ("block_types", ["attention"]),
    ("text_config", ["model_type": "mamba"]), ("num_memory_tokens", 0), ("attn_cfg", ["num_heads": 4]),
  ]
}

extension StateTensor {
  /// What is counted of a tensor, whatever the names of its axes are.
  fileprivate var numbers: [Integer] { [elements, tightElements, growth] }
}
