public import Arithmetic

/// The state that a model keeps between tokens: a list of tensors, and what follows from it.
public struct ModelState: Sendable, Hashable {
  /// The family's name.
  public let family: String

  /// What is kept, tensor by tensor.
  public let tensors: [StateTensor]

  /// What was decided where fields of the configuration are absent or contradict each other.
  public let notes: [String]

  /// The `vocab_size` of the configuration, if it has one.
  public let vocabulary: Integer?

  /// The formats in which its runtime keeps the state, as far as the configuration says how its numbers are stored;
  /// `nil` if it does not.
  public let storedFormat: CacheFormat?

  /// The fields that say so, with their values.
  public let storedFormatField: String?

  /// Bits of state as allocated, before the first token.
  public func bits(_ format: CacheFormat) -> Integer { sum(format, \.elements) }

  /// Bits of state that can matter. At most `bits`.
  public func tightBits(_ format: CacheFormat) -> Integer { sum(format, \.tightElements) }

  /// Bits that each token adds.
  public func growthBits(_ format: CacheFormat) -> Integer { sum(format, \.growth) }

  private func sum(_ format: CacheFormat, _ count: KeyPath<StateTensor, Integer>) -> Integer {
    tensors.reduce(Integer(0)) { $0 + $1[keyPath: count] * Integer(format.bits($1.role)) }
  }

  /// Whether the state has a fixed size. If not, the model is no generalized state space model, and the bound
  /// on copying says nothing of it.
  public var isFixed: Bool { !tensors.contains { $0.role == .growing } }

  /// The number of last tokens, RF, that the state depends on at most: 1 + the sum of reach - 1. `nil` if it
  /// may depend on all.
  public var receptiveField: Integer? {
    var field = Integer(1)
    for tensor in tensors {
      guard let reach = tensor.reach else { return nil }
      field += Integer(tensor.layers) * (reach - 1)
    }
    return field
  }
}
