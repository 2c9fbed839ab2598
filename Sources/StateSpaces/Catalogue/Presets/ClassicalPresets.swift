import StrictJSON

extension Preset {
  /// Samples: no checkpoint of these is widely used.
  static let classical = [
    Preset(
      "lstm-4x1024", "sample torch.nn.LSTM num_layers=4 hidden_size=1024", vocabulary: 50277,
      ["model_type": "lstm", "num_layers": 4, "hidden_size": 1024, "proj_size": 0]),
    Preset(
      "gru-4x1024", "sample torch.nn.GRU num_layers=4 hidden_size=1024", vocabulary: 50277,
      ["model_type": "gru", "num_layers": 4, "hidden_size": 1024, "proj_size": 0]),
    Preset(
      "rnn-4x1024", "sample torch.nn.RNN num_layers=4 hidden_size=1024", vocabulary: 50277,
      ["model_type": "rnn", "num_layers": 4, "hidden_size": 1024, "proj_size": 0]),
    Preset(
      "mingru-6x512", "sample minGRU dim=512 expansion_factor=1.5 depth=6", vocabulary: 256,
      ["model_type": "mingru", "dim": 512, "expansion_factor": 1.5, "depth": 6]),
    Preset(
      "minlstm-6x512", "sample minLSTM dim=512 expansion_factor=1.5 depth=6", vocabulary: 256,
      ["model_type": "minlstm", "dim": 512, "expansion_factor": 1.5, "depth": 6]),
  ]

  static let structured = [
    Preset(
      "s4-wikitext-103", "S4 WikiText-103 config (state-spaces/s4)", vocabulary: 267735,
      [
        "model_type": "s4", "n_layers": 16, "layers_per_block": "s4,s4,ffn", "d_model": 1024, "d_state": 64,
        "mode": "nplr",
      ]),
    Preset(
      "s4d-24x1024", "S4D sample d_model=1024 N=64 x 24 layers", vocabulary: 50277,
      ["model_type": "s4d", "d_model": 1024, "d_state": 64, "n_layers": 24]),
    Preset(
      "s5-listops", "S5 LRA ListOps (bidirectional => not causal; forward state only)", vocabulary: nil,
      [
        "model_type": "s5", "n_layers": 8, "d_model": 128, "ssm_size_base": 16, "blocks": 8, "conj_sym": true,
        "bidirectional": true,
      ]),
    Preset(
      "h3-125m", "H3-125M", vocabulary: 50257,
      [
        "model_type": "h3", "d_model": 768, "n_layer": 12, "attn_layer_idx": [6], "d_state": 64,
        "head_dim": 1,
      ]),
    Preset(
      "h3-1.3b", "H3-1.3B", vocabulary: 50257,
      [
        "model_type": "h3", "d_model": 2048, "n_layer": 24, "attn_layer_idx": [8, 16], "d_state": 64,
        "head_dim": 1,
      ]),
  ]
}
