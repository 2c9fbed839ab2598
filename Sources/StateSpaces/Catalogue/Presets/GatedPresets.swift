import StrictJSON

extension Preset {
  static let gated = [
    Preset(
      "recurrentgemma-2b", "google/recurrentgemma-2b", vocabulary: 256_000,
      [
        "model_type": "recurrent_gemma", "hidden_size": 2560, "lru_width": 2560, "num_hidden_layers": 26,
        "block_types": ["recurrent", "recurrent", "attention"], "attention_window_size": 2048,
        "num_attention_heads": 10, "head_dim": 256, "num_key_value_heads": 1, "conv1d_width": 4,
        "vocab_size": 256_000,
      ]),
    Preset(
      "griffin-7b", "Griffin-7B (paper preset, unreleased)", vocabulary: 256_000,
      [
        "model_type": "recurrent_gemma", "hidden_size": 4096, "lru_width": 5632, "num_hidden_layers": 32,
        "block_types": ["recurrent", "recurrent", "attention"], "attention_window_size": 1024,
        "num_attention_heads": 32, "head_dim": 128, "num_key_value_heads": 1, "conv1d_width": 4,
      ]),
    Preset(
      "hawk-7b", "Hawk-7B (paper preset, unreleased)", vocabulary: 256_000,
      [
        "model_type": "recurrent_gemma", "hidden_size": 4096, "lru_width": 5632, "num_hidden_layers": 32,
        "block_types": ["recurrent"], "num_attention_heads": 32, "head_dim": 128, "num_key_value_heads": 1,
        "conv1d_width": 4,
      ]),
    Preset(
      "xlstm-7b", "NX-AI/xLSTM-7b", vocabulary: 50304,
      [
        "model_type": "xlstm", "embedding_dim": 4096, "num_heads": 8, "num_blocks": 32, "qk_dim_factor": 0.5,
        "v_dim_factor": 1, "inference_state_dtype": "float32", "vocab_size": 50304,
      ]),
    Preset(
      "xlstm-1-1", "sample xlstm[1:1] emb=1024, 12 mLSTM + 12 sLSTM blocks, 4 heads, conv 4",
      vocabulary: 50304,
      [
        "model_type": "xlstm_blocks", "embedding_dim": 1024, "num_heads": 4, "mlstm_blocks": 12,
        "slstm_blocks": 12, "conv1d_kernel_size": 4, "proj_factor": 2,
      ]),
  ]

  static let windows = [
    Preset(
      "mistral-7b-v0.1", "mistralai/Mistral-7B-v0.1 (window 4096 enforced)", vocabulary: 32000,
      [
        "model_type": "mistral", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
        "num_key_value_heads": 8, "sliding_window": 4096, "vocab_size": 32000,
      ]),
    Preset(
      "samba-fla", "FLA SambaConfig default (Samba-style, not microsoft checkpoint)", vocabulary: 32000,
      [
        "model_type": "samba", "hidden_size": 2304, "num_hidden_layers": 18, "state_size": 16, "expand": 2,
        "conv_kernel": 4, "vocab_size": 32000,
        "attn": [
          "layers": [1, 3, 5, 7, 9, 11, 13, 15, 17], "num_heads": 18, "num_kv_heads": 18, "window_size": 2048,
        ],
      ]),
  ]
}
