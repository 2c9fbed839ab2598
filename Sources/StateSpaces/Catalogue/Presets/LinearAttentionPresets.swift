import StrictJSON

extension Preset {
  /// The library flash-linear-attention: checkpoints, and the defaults of its configuration classes.
  static let linearAttention = [
    Preset(
      "retnet-fla", "FLA RetNetConfig default (fla-hub/retnet-1.3B-100B not seen)", vocabulary: 32000,
      [
        "model_type": "retnet", "hidden_size": 2048, "expand_k": 1, "expand_v": 2, "num_heads": 8,
        "num_hidden_layers": 24, "use_short_conv": false, "vocab_size": 32000,
      ]),
    Preset(
      "linear-attn-fla", "FLA LinearAttentionConfig default", vocabulary: 32000,
      [
        "model_type": "linear_attn", "hidden_size": 2048, "expand_k": 1, "expand_v": 1, "num_heads": 4,
        "num_hidden_layers": 24, "feature_map": "elementwise_product", "vocab_size": 32000,
      ]),
    Preset(
      "gla-340m", "fla-hub/gla-340M-15B", vocabulary: 32000,
      [
        "model_type": "gla", "hidden_size": 1024, "expand_k": 0.5, "expand_v": 1, "num_heads": 4,
        "num_hidden_layers": 24, "use_short_conv": false, "vocab_size": 32000,
      ]),
    Preset(
      "gla-1.3b", "fla-hub/gla-1.3B-100B", vocabulary: 32000,
      [
        "model_type": "gla", "hidden_size": 2048, "expand_k": 0.5, "expand_v": 1, "num_heads": 4,
        "num_hidden_layers": 24, "use_short_conv": false, "vocab_size": 32000,
      ]),
    Preset(
      "delta-net-1.3b", "fla-hub/delta_net-1.3B-100B", vocabulary: 32000,
      [
        "model_type": "delta_net", "hidden_size": 2048, "expand_k": 1, "expand_v": 1, "num_heads": 16,
        "num_hidden_layers": 24, "use_short_conv": true, "conv_size": 4, "vocab_size": 32000,
      ]),
    Preset(
      "gated-deltanet-fla", "FLA GatedDeltaNetConfig default", vocabulary: 32000,
      [
        "model_type": "gated_deltanet", "hidden_size": 2048, "head_dim": 256, "num_heads": 6, "expand_v": 2,
        "num_hidden_layers": 21, "use_short_conv": true, "conv_size": 4, "vocab_size": 32000,
      ]),
    Preset(
      "hgrn2-fla", "FLA HGRN2Config default", vocabulary: 32000,
      [
        "model_type": "hgrn2", "hidden_size": 2048, "expand_ratio": 128, "num_hidden_layers": 24,
        "use_short_conv": false, "vocab_size": 32000,
      ]),
    Preset(
      "hgrn-fla", "FLA HGRNConfig default", vocabulary: 32000,
      [
        "model_type": "hgrn", "hidden_size": 2048, "expand_ratio": 1, "num_hidden_layers": 24,
        "use_short_conv": false, "vocab_size": 32000,
      ]),
    Preset(
      "based-360m", "hazyresearch/based-360m", vocabulary: 50257,
      [
        "model_type": "based", "n_embd": 1024, "n_layer": 27, "linear_attn_layers": 5, "sliding_layers": 5,
        "window": 256, "num_heads": 16, "feature_dim": 16, "conv_kernel": 3, "conv_expand_proj": 4,
      ]),
  ]
}
