import Arithmetic
import StateSpaces
import StrictJSON
import TestSupport
import Testing

/// Counts that other people published, and the laws of the catalogue's arithmetic.
@Suite struct StateTensorTests {
  private func state(_ configuration: JSONObject) throws -> ModelState {
    try ModelCatalogue.state(configuration: configuration)
  }

  private func elements(_ state: ModelState) -> Integer { state.tensors.reduce(0) { $0 + $1.elements } }
  private func tight(_ state: ModelState) -> Integer { state.tensors.reduce(0) { $0 + $1.tightElements } }
  private func growth(_ state: ModelState) -> Integer { state.tensors.reduce(0) { $0 + $1.growth } }

  /// The RWKV-LM README: RWKV-7 L24-D1024 has 1.622016 M numbers of state, Qwen3.5 L24-D1024 5.050368 M and
  /// 6.144 K more with each token.
  @Test func publishedCounts() throws {
    let rwkv = try state(["model_type": "rwkv7", "n_embd": 1024, "n_layer": 24, "head_size": 64])
    #expect(elements(rwkv) == 1_622_016)
    let qwen = try state([
      "model_type": "qwen3_5",
      "text_config": [
        "model_type": "qwen3_5_text", "hidden_size": 1024, "num_hidden_layers": 24,
        "full_attention_interval": 4,
        "linear_num_key_heads": 16, "linear_num_value_heads": 16, "linear_key_head_dim": 128,
        "linear_value_head_dim": 128, "linear_conv_kernel_dim": 4, "num_key_value_heads": 2, "head_dim": 256,
      ],
    ])
    #expect(tight(qwen) == 5_050_368)
    #expect(growth(qwen) == 6144)
  }

  /// The library's default for RWKV-6 halves the official state.
  @Test func receptanceOfTheLinearAttentionLibrary() throws {
    let half = try state([
      "model_type": "rwkv6", "hidden_size": 2048, "num_hidden_layers": 24, "num_heads": 32,
    ])
    let official = try state([
      "model_type": "rwkv6", "hidden_size": 2048, "num_hidden_layers": 24, "head_size": 64,
    ])
    let shifts = Integer(24 * 2 * 2048)
    #expect((elements(half) - shifts) * 2 == elements(official) - shifts)
    #expect(half.notes.contains { $0.contains("expand_k is absent") })
  }

  /// Nemotron-H by its pattern: 24 layers of Mamba-2 and 4 of attention among 52.
  @Test func nemotronByItsPattern() throws {
    let nemotron = try state([
      "model_type": "nemotron_h", "num_hidden_layers": 52, "hidden_size": 4096,
      "hybrid_override_pattern": "M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M-",
      "mamba_num_heads": 128, "mamba_head_dim": 64, "ssm_state_size": 128, "n_groups": 8, "conv_kernel": 4,
      "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128,
    ])
    #expect(tight(nemotron) == Integer(24 * (128 * 64 * 128 + (128 * 64 + 2 * 8 * 128) * 3)))
    #expect(growth(nemotron) == Integer(4 * 2 * 8 * 128))
    #expect(nemotron.notes.isEmpty)
  }

  /// Hyena: with filters as long as the text it grows; cut off it has a finite state and a finite field.
  @Test func hyena() throws {
    let growing = try state(["model_type": "hyena", "n_layer": 8, "d_model": 64, "order": 2])
    #expect(!growing.isFixed && growth(growing) == Integer(8 * 2 * 64) && growing.receptiveField == nil)
    let cut = try state([
      "model_type": "hyena", "n_layer": 8, "d_model": 64, "order": 2, "filter_taps": 100,
      "short_filter_order": 3,
    ])
    #expect(elements(cut) == Integer(8 * (2 * 64 * 99 + 3 * 64 * 3)))
    #expect(cut.isFixed && cut.receptiveField == Integer(8 * (99 + 2) + 1))
  }

  /// The configuration of the authors' library and that of transformers mean the same state.
  @Test func twoWritingsOfMamba2() throws {
    forAll(.int(in: 1...64)) { heads in
      let width = heads * 32
      let library = try state([
        "d_model": width.json, "n_layer": 5, "ssm_cfg": ["layer": "Mamba2", "ngroups": 3],
      ])
      let transformers = try state([
        "model_type": "mamba2", "hidden_size": width.json, "num_hidden_layers": 5,
        "num_heads": heads.json, "head_dim": 64, "state_size": 128, "n_groups": 3,
        "conv_kernel": 4,
        "expand": 2,
      ])
      return elements(library) == elements(transformers) && tight(library) == tight(transformers)
        && elements(library) == Integer(5 * (heads * 64 * 128 + (heads * 64 + 768) * 4))
    }
  }

  /// Dimensions as large as are let through: the count is the product, and nothing overflows.
  @Test func theLargestDimensions() throws {
    let largest = Int(Int32.max).json
    let huge = try state([
      "model_type": "mamba", "hidden_size": largest, "intermediate_size": largest,
      "num_hidden_layers": 100_000,
      "state_size": largest, "conv_kernel": largest,
    ])
    let most = Integer(Int32.max)
    #expect(elements(huge) == 100_000 * (most * most + most * most))
  }
}
