import StrictJSON

/// Fields of a configuration that no reader took, though they could add, remove or replace layers or state.
///
/// The rule: every field that is not read counts, unless one of the words in its name is of `harmless`, or the whole is
/// of `harmlessNames`, or it says nothing: null, false, 0, an empty text, list or object. In an object within, only the
/// fields of objects that are read field by field are looked at. What counts is named in a note.
///
/// Where the state would be called fixed all the same, a list or an object that counts is refused if it may name
/// layers: if one of the words in its name is of `telling`, or it is a list with one entry for each layer, a list of
/// different layers, or an object with such a list. Else the bound on copying would be printed of a model that it
/// does not hold for.
struct UnreadFields {
  /// Words in the names of fields that decide which layers there are.
  private static let telling: Set<String> = [
    "layer", "layers", "layout", "block", "blocks", "pattern", "type", "types", "attn", "attention", "window",
    "windows", "sliding", "swa", "cache", "hybrid", "recurrent", "memory", "full", "global", "local", "shared",
    "period", "interval", "indices", "idx", "idxs", "ids",
  ]

  /// Words in the names of fields that decide what is computed, not what is kept.
  private static let harmless: Set<String> = [
    "act", "activation", "adapter", "affine", "architecture", "architectures", "audio", "aux", "balancing", "beam",
    "beams", "bias", "code2wav", "coef", "dense", "dropout", "dt", "dtype", "embd", "embedding", "embeddings", "eps",
    "epsilon", "expert", "experts", "ff", "ffn", "fuse", "fused", "gate", "gating", "id2label", "image", "init",
    "initializer", "intermediate", "jitter", "kernels", "label", "label2id", "layernorm", "layernorms", "logit",
    "logits", "loss", "merge", "mlp", "moe", "mscale", "mtp", "multiplier", "multipliers", "nextn", "norm",
    "normalization", "pad", "pdrop", "penalty", "plan", "prob", "projector", "quant", "quantization", "range",
    "rescale", "residual", "rmsnorm", "rope", "rotary", "routed", "router", "scalar", "scale", "scaling",
    "softcapping", "softmax", "sound", "speech", "std", "swiglu", "talker", "temperature", "theta", "tie", "time",
    "token", "token2wav", "tokenizer", "tokens", "topk", "tuning", "version", "video", "vision", "visual", "vocab",
    "xavier", "yarn",
  ]

  /// Names that are harmless as a whole.
  private static let harmlessNames: Set<String> = [
    "A_floor", "D_has_hdim", "_attn_implementation", "_attn_implementation_autoset", "_auto_class", "_name_or_path",
    "a_low_rank_dim", "add_forward_backend_padding", "allow_neg_eigval", "attn_implementation", "attn_mode",
    "attn_output_gate", "attnres_block_size", "auto_map", "block_dim", "block_multiple_of", "block_size",
    "cache_implementation", "causal", "chunk_size", "chunk_size_feed_forward", "chunkwise_kernel", "clamp_min",
    "clip_qkv", "context_length", "conv_dim_out", "d_intermediate", "decay_low_rank_dim", "decoder_sparse_step",
    "downsample_factor", "downsample_ratio", "exponential_decay_length_penalty", "ffn_proj_factor", "finetuning_task",
    "first_k_dense_replace", "force_bos_token_insert", "full_attn_alpha_factor", "full_attn_beta_factor",
    "fused_add_norm", "group_norm_size", "head_size_divisor", "head_type", "hidden_ratio", "hidden_size",
    "initial_context_length", "is_decoder", "keys_to_ignore_at_inference", "label_smoothing", "license",
    "linear_a_log_max", "linear_a_log_min", "linear_allow_neg_eigval", "linear_attn_alpha_factor",
    "linear_attn_beta_factor", "linear_silu", "linear_type", "long_factor", "lora_rank", "mamba_chunk_size",
    "max_inference_chunksize", "max_length", "max_seq_len", "max_sequence_length", "min_length", "mode",
    "model_max_length", "model_type", "mup", "n_embd", "n_group", "name", "no_repeat_ngram_size",
    "num_attention_heads", "num_mem_blocks", "num_mem_heads", "num_return_sequences", "order_of_interleaved_layers",
    "output_attentions", "output_hidden_states", "position_id_per_seconds", "postnorm", "pretraining_tp",
    "problem_type", "proj_low_rank_dim", "q_lora_rank", "return_dict", "return_last_states", "score_function",
    "scoring_func", "seconds_per_chunk", "seq_length", "sequence_kernel", "short_factor", "spatial_merge_size",
    "step_kernel", "task_specific_params", "top_k", "top_p", "topk_group", "torchscript", "typical_p",
    "use_associative_scan", "use_beta", "use_bfloat16", "use_cache", "use_falcon_mambapy", "use_flash_attn", "use_gk",
    "use_gv", "use_l2warp", "use_long_context", "use_lower_bound", "use_mambapy", "use_mem_eff_path", "use_mup",
    "use_parallel_block", "use_parallel_residual", "use_pos_enc", "use_shared_block_lora", "use_sharing",
    "v_low_rank_dim", "weight_mode",
  ]

  private let ledger: FieldLedger

  /// The fields that count, with the objects in which they stand.
  private(set) var names: [String] = []

  /// Of these, those that may name layers.
  private(set) var lists: [(name: String, value: JSONValue)] = []

  /// What was not read of this configuration.
  init(in fields: JSONObject, _ ledger: FieldLedger) {
    self.ledger = ledger
    walk(fields, path: "")
  }

  private mutating func walk(_ fields: JSONObject, path: String) {
    for field in fields.fields {
      let name = path + field.key
      if ledger.entered.contains(name) {
        if case .object(let inner) = field.value { walk(inner, path: name + ".") }
        // A list of objects, each with its own name.
        if case .array(let values) = field.value {
          for (index, value) in values.enumerated() {
            if case .object(let inner) = value { walk(inner, path: "\(name)[\(index)].") }
          }
        }
      } else if !ledger.read.contains(name), !UnreadFields.isEmpty(field.value) {
        guard !UnreadFields.isHarmless(field.key) else { continue }
        names.append(name)
        if mayNameLayers(field) { lists.append((name, field.value)) }
      }
    }
  }

  /// Whether a field of this name has no part in what is kept.
  static func isHarmless(_ name: String) -> Bool {
    harmlessNames.contains(name) || !words(of: name).isDisjoint(with: harmless)
  }

  /// Whether a field may say of layers what they are.
  private func mayNameLayers(_ field: JSONField) -> Bool {
    switch field.value {
    case .array(let values):
      if !UnreadFields.words(of: field.key).isDisjoint(with: UnreadFields.telling) { return true }
      guard let layers = ledger.layers, values.count > 1 else { return false }
      if values.count == layers { return true }
      let indices = values.map { if case .number(let number) = $0 { number.whole } else { Int?.none } }
      return indices.allSatisfy { $0.map { (0...layers).contains($0) } ?? false } && Set(indices).count == values.count
    case .object(let object):
      return !UnreadFields.words(of: field.key).isDisjoint(with: UnreadFields.telling)
        || object.fields.contains { mayNameLayers($0) }
    default: return false
    }
  }

  /// The parts between underscores and before capital letters, in small letters.
  static func words(of name: String) -> Set<String> {
    var words: [String] = [""]
    for character in name {
      if character == "_" || character == "-" || character == "." {
        words.append("")
      } else if character.isUppercase, words.last?.last?.isLowercase == true {
        words.append(character.lowercased())
      } else {
        words[words.count - 1] += character.lowercased()
      }
    }
    return Set(words)
  }

  /// Whether a value says that there is nothing.
  private static func isEmpty(_ value: JSONValue) -> Bool {
    switch value {
    case .null, .boolean(false), .array([]), .string(""): true
    case .number(let number): number.decimal.digits.isEmpty
    case .object(let object): object.fields.isEmpty
    default: false
    }
  }

  /// What is to be said of them to people.
  ///
  /// - Throws: `ConfigurationError` for a list or an object, if the state would be called fixed.
  func judge(isFixed: Bool) throws(ConfigurationError) {
    guard !names.isEmpty else { return }
    if isFixed, let first = lists.first {
      throw ConfigurationError(
        UnreadFields.shown(first.name), is: first.value,
        expected: "no such field in this family, since it may name layers that keep something else")
    }
    let most = 8
    let shown = names.prefix(most).map(UnreadFields.shown).joined(separator: ", ")
    ledger.note(
      "not read: \(shown)" + (names.count > most ? " and \(names.count - most) more" : "")
        + "; if that adds, removes or replaces layers or state, these figures are not the model's")
  }

  /// A name from a file, fit for a line of a message.
  private static func shown(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) } && name.utf8.count <= 80
    return isPlain ? name : JSONValue.quoted(name)
  }
}
