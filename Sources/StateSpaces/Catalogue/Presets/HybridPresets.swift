import StrictJSON

extension Preset {
  /// Models with full attention. Where a published page cuts off the list of layers that attend, their number
  /// stands here: the state depends on nothing else.
  static let hybrids = [
    Preset(
      "jamba-v0.1", "ai21labs/Jamba-v0.1", vocabulary: 65536,
      [
        "model_type": "jamba", "hidden_size": 4096, "num_hidden_layers": 32, "attn_layer_period": 8,
        "attn_layer_offset": 4, "mamba_d_state": 16, "mamba_d_conv": 4, "mamba_expand": 2,
        "num_key_value_heads": 8, "num_attention_heads": 32, "vocab_size": 65536,
      ]),
    Preset(
      "jamba-1.5-large", "ai21labs/AI21-Jamba-1.5-Large", vocabulary: 65536,
      [
        "model_type": "jamba", "hidden_size": 8192, "num_hidden_layers": 72, "attn_layer_period": 8,
        "attn_layer_offset": 4, "mamba_d_state": 16, "mamba_d_conv": 4, "mamba_expand": 2,
        "num_key_value_heads": 8, "num_attention_heads": 64, "vocab_size": 65536,
      ]),
    Preset(
      "zamba-7b-v1", "Zyphra/Zamba-7B-v1", vocabulary: 32000,
      [
        "model_type": "zamba", "hidden_size": 3712, "num_hidden_layers": 76, "n_mamba_heads": 2,
        "mamba_d_state": 16, "mamba_d_conv": 4, "mamba_expand": 2, "attn_layer_period": 6,
        "attn_layer_offset": 4, "num_attention_heads": 16, "num_key_value_heads": 16,
        "attention_hidden_size": 7424, "vocab_size": 32000,
      ]),
    Preset(
      "zamba2-1.2b", "Zyphra/Zamba2-1.2B", vocabulary: 32000,
      [
        "model_type": "zamba2", "hidden_size": 2048, "num_hidden_layers": 38, "mamba_d_state": 128,
        "mamba_d_conv": 4, "mamba_expand": 2, "mamba_headdim": 64, "mamba_ngroups": 1,
        "num_attention_heads": 32, "num_key_value_heads": 32, "attention_hidden_size": 4096,
        "hybrid_layers": 6, "vocab_size": 32000,
      ]),
    Preset(
      "zamba2-7b", "Zyphra/Zamba2-7B", vocabulary: 32000,
      [
        "model_type": "zamba2", "hidden_size": 3584, "num_hidden_layers": 81, "mamba_d_state": 64,
        "mamba_d_conv": 4, "mamba_expand": 2, "mamba_headdim": 64, "mamba_ngroups": 2,
        "num_attention_heads": 32, "num_key_value_heads": 32, "attention_hidden_size": 7168,
        "hybrid_layers": 13, "vocab_size": 32000,
      ]),
    Preset(
      "falcon-h1-0.5b", "tiiuae/Falcon-H1-0.5B", vocabulary: 32784,
      falconH1(
        width: 1024, layers: 36, keyValueHeads: 2, head: 64, mambaHeads: 24, mambaHead: 64, state: 128,
        groups: 1, inner: 1536)),
    Preset(
      "falcon-h1-7b", "tiiuae/Falcon-H1-7B", vocabulary: 130_048,
      falconH1(
        width: 3072, layers: 44, keyValueHeads: 2, head: 128, mambaHeads: 24, mambaHead: 128, state: 256,
        groups: 1, inner: 3072)),
    Preset(
      "falcon-h1-34b", "tiiuae/Falcon-H1-34B", vocabulary: 261_120,
      falconH1(
        width: 5120, layers: 72, keyValueHeads: 4, head: 128, mambaHeads: 32, mambaHead: 128, state: 256,
        groups: 2, inner: 4096)),
    Preset(
      "qwen3-next-80b-a3b", "Qwen/Qwen3-Next-80B-A3B", vocabulary: 151_936,
      [
        "model_type": "qwen3_next", "hidden_size": 2048, "num_hidden_layers": 48,
        "full_attention_interval": 4,
        "linear_num_key_heads": 16, "linear_num_value_heads": 32, "linear_key_head_dim": 128,
        "linear_value_head_dim": 128, "linear_conv_kernel_dim": 4, "num_key_value_heads": 2, "head_dim": 256,
        "vocab_size": 151_936,
      ]),
    Preset(
      "granite-4.0-h-small", "ibm-granite/granite-4.0-h-small", vocabulary: 100_352,
      [
        "model_type": "granitemoehybrid", "hidden_size": 4096, "num_hidden_layers": 40, "mamba_n_heads": 128,
        "mamba_d_head": 64, "mamba_d_state": 128, "mamba_n_groups": 1, "mamba_d_conv": 4, "mamba_expand": 2,
        "num_attention_heads": 32, "num_key_value_heads": 8, "attention_layers": 4, "vocab_size": 100_352,
      ]),
  ]

  private static func falconH1(
    width: JSONValue, layers: JSONValue, keyValueHeads: JSONValue,
    head: JSONValue, mambaHeads: JSONValue, mambaHead: JSONValue,
    state: JSONValue, groups: JSONValue, inner: JSONValue
  ) -> JSONObject {
    [
      "model_type": "falcon_h1", "hidden_size": width, "num_hidden_layers": layers,
      "num_key_value_heads": keyValueHeads, "head_dim": head, "mamba_n_heads": mambaHeads,
      "mamba_d_head": mambaHead, "mamba_d_state": state, "mamba_n_groups": groups, "mamba_d_conv": 4,
      "mamba_d_ssm": inner,
    ]
  }
}
