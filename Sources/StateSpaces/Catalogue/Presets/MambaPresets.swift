import StrictJSON

extension Preset {
  /// Mamba's configurations are those of the conversions to transformers; Mamba-2's are those of
  /// state-spaces, which name only what differs from the library's defaults.
  static let mamba = [
    Preset(
      "mamba-130m", "state-spaces/mamba-130m", vocabulary: 50277,
      [
        "model_type": "mamba", "hidden_size": 768, "intermediate_size": 1536, "num_hidden_layers": 24,
        "state_size": 16, "conv_kernel": 4, "expand": 2, "vocab_size": 50280,
      ]),
    Preset(
      "mamba-370m", "state-spaces/mamba-370m", vocabulary: 50277,
      [
        "model_type": "mamba", "hidden_size": 1024, "intermediate_size": 2048, "num_hidden_layers": 48,
        "state_size": 16, "conv_kernel": 4, "expand": 2, "vocab_size": 50280,
      ]),
    Preset(
      "mamba-790m", "state-spaces/mamba-790m", vocabulary: 50277,
      [
        "model_type": "mamba", "hidden_size": 1536, "intermediate_size": 3072, "num_hidden_layers": 48,
        "state_size": 16, "conv_kernel": 4, "expand": 2, "vocab_size": 50280,
      ]),
    Preset(
      "mamba-2.8b", "state-spaces/mamba-2.8b", vocabulary: 50277,
      [
        "model_type": "mamba", "hidden_size": 2560, "intermediate_size": 5120, "num_hidden_layers": 64,
        "state_size": 16, "conv_kernel": 4, "expand": 2, "vocab_size": 50280,
      ]),
    // As published: expand contradicts intermediate_size, which is right.
    Preset(
      "falcon-mamba-7b", "tiiuae/falcon-mamba-7b", vocabulary: 65024,
      [
        "model_type": "falcon_mamba", "hidden_size": 4096, "intermediate_size": 8192, "num_hidden_layers": 64,
        "state_size": 16, "conv_kernel": 4, "expand": 16, "vocab_size": 65024,
      ]),
    Preset(
      "mamba2-130m", "state-spaces/mamba2-130m", vocabulary: 50277,
      ["d_model": 768, "n_layer": 24, "ssm_cfg": ["layer": "Mamba2"], "vocab_size": 50277]),
    Preset(
      "mamba2-370m", "state-spaces/mamba2-370m", vocabulary: 50277,
      ["d_model": 1024, "n_layer": 48, "ssm_cfg": ["layer": "Mamba2"], "vocab_size": 50277]),
    Preset(
      "mamba2-780m", "state-spaces/mamba2-780m", vocabulary: 50277,
      ["d_model": 1536, "n_layer": 48, "ssm_cfg": ["layer": "Mamba2"], "vocab_size": 50277]),
    Preset(
      "mamba2-1.3b", "state-spaces/mamba2-1.3b", vocabulary: 50277,
      ["d_model": 2048, "n_layer": 48, "ssm_cfg": ["layer": "Mamba2"], "vocab_size": 50277]),
    Preset(
      "mamba2-2.7b", "state-spaces/mamba2-2.7b", vocabulary: 50277,
      ["d_model": 2560, "n_layer": 64, "ssm_cfg": ["layer": "Mamba2"], "vocab_size": 50277]),
  ]
}
