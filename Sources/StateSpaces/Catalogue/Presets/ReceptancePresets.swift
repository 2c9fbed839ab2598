import StrictJSON

extension Preset {
  static let rwkv = [
    Preset(
      "rwkv-4-169m", "RWKV/rwkv-4-169m-pile", vocabulary: 50277,
      [
        "model_type": "rwkv", "hidden_size": 768, "attention_hidden_size": 768, "num_hidden_layers": 12,
        "vocab_size": 50277,
      ]),
    Preset(
      "rwkv-4-430m", "RWKV/rwkv-4-430m-pile", vocabulary: 50277,
      [
        "model_type": "rwkv", "hidden_size": 1024, "attention_hidden_size": 1024, "num_hidden_layers": 24,
        "vocab_size": 50277,
      ]),
    Preset(
      "rwkv-4-3b", "RWKV/rwkv-4-3b-pile", vocabulary: 50277,
      [
        "model_type": "rwkv", "hidden_size": 2560, "attention_hidden_size": 2560, "num_hidden_layers": 32,
        "vocab_size": 50277,
      ]),
    Preset(
      "rwkv-4-7b", "RWKV/rwkv-4-7b-pile", vocabulary: 50277,
      [
        "model_type": "rwkv", "hidden_size": 4096, "attention_hidden_size": 4096, "num_hidden_layers": 32,
        "vocab_size": 50277,
      ]),
    Preset(
      "rwkv-4-14b", "RWKV/rwkv-4-14b-pile", vocabulary: 50277,
      [
        "model_type": "rwkv", "hidden_size": 5120, "attention_hidden_size": 5120, "num_hidden_layers": 40,
        "vocab_size": 50277,
      ]),
    Preset(
      "rwkv-5-7b", "RWKV/v5-Eagle-7B", vocabulary: 65536,
      ["model_type": "rwkv5", "n_embd": 4096, "n_layer": 32, "head_size": 64, "vocab_size": 65536]),
    Preset(
      "rwkv-6-1.6b", "RWKV-6 Finch 1.6B", vocabulary: 65536,
      ["model_type": "rwkv6", "n_embd": 2048, "n_layer": 24, "head_size": 64, "vocab_size": 65536]),
    Preset(
      "rwkv-6-7b", "RWKV-6 Finch 7B", vocabulary: 65536,
      ["model_type": "rwkv6", "n_embd": 4096, "n_layer": 32, "head_size": 64, "vocab_size": 65536]),
    Preset(
      "rwkv-6-14b", "RWKV-6 Finch 14B", vocabulary: 65536,
      ["model_type": "rwkv6", "n_embd": 4096, "n_layer": 61, "head_size": 64, "vocab_size": 65536]),
    Preset(
      "rwkv-7-0.1b", "RWKV-7 0.1B", vocabulary: 65536,
      ["model_type": "rwkv7", "n_embd": 768, "n_layer": 12, "head_size": 64, "vocab_size": 65536]),
    Preset(
      "rwkv-7-0.4b", "RWKV-7 0.4B", vocabulary: 65536,
      ["model_type": "rwkv7", "n_embd": 1024, "n_layer": 24, "head_size": 64, "vocab_size": 65536]),
    Preset(
      "rwkv-7-2.9b", "RWKV-7 2.9B", vocabulary: 65536,
      ["model_type": "rwkv7", "n_embd": 2560, "n_layer": 32, "head_size": 64, "vocab_size": 65536]),
    Preset(
      "rwkv-7-7b", "RWKV-7 7B", vocabulary: 65536,
      ["model_type": "rwkv7", "n_embd": 4096, "n_layer": 32, "head_size": 64, "vocab_size": 65536]),
  ]
}
