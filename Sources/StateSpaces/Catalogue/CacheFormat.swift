/// In which number formats a runtime keeps the state of a model. It depends on the runtime and its version,
/// not on the checkpoint.
public enum CacheFormat: String, Sendable, CaseIterable {
  /// Recurrent states in 32 bits, all else in 16: transformers 5, flash-linear-attention, the rwkv package,
  /// recurrentgemma.
  case mixed
  /// Everything in 16 bits: transformers 4.57 for most families, mamba_ssm with weights of 16 bits.
  case all16 = "16"
  /// Everything in 32 bits.
  case all32 = "32"

  /// Bits of a number in a tensor with this role.
  public func bits(_ role: StateTensor.Role) -> Int {
    switch self {
    case .mixed: role == .recurrent ? 32 : 16
    case .all16: 16
    case .all32: 32
    }
  }
}
