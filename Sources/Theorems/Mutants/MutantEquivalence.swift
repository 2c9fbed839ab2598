import Constructions
import CopyTask
import Transformers

/// Why some changes of a weight change nothing: the value is multiplied with zero, or its product is never
/// read.
struct MutantEquivalence {
  private let slots: ResidualSlots
  private let alphabet: Alphabet

  init(_ parameters: NgramParameters) {
    slots = ResidualSlots(parameters)
    alphabet = Alphabet(size: parameters.alphabetSize)
  }

  static let gateIsStrongEnough =
    "a unit that is to be silenced has 2v + 1 - M g <= 0 for every M >= 3, and relu is 0 there"

  /// The reason why the change of this entry makes no difference, or `nil` if none is known.
  func reason(_ tensor: TensorName, row: Int, column: Int, from value: Int, to changed: Int) -> String? {
    switch tensor {
    case .embedding:
      if row == alphabet.eos { return "EOS is never read: decoding ends with it" }
      let isRead = row == alphabet.bos && slots.slot(of: column) == .read
      return isRead ? "the readout reads O where something is predicted" : nil
    case .layer(0, .value):
      return isWrittenLater(column) || slots.slot(of: column)?.isGathered == true
        ? "\(name(column)) is zero when the first layer's attention reads it" : nil
    case .layer(0, .query), .layer(0, .key):
      return "the scores of the first layer's heads are products with the other matrix, which is zero"
    case .layer(0, .hidden):
      if isWrittenLater(column) { return "\(name(column)) is zero when the first layer's ReLU layer reads it" }
      let isSilencer = value == -ConstructionConstants.gateStrength && changed != 0
      return isSilencer ? MutantEquivalence.gateIsStrongEnough : nil
    case .layer(0, .hiddenOutput):
      let slot = slots.slot(of: row)
      return slot?.isGathered == true || slot == .start ? "\(name(row)) is not read after the first layer" : nil
    case .layer(1, .query), .layer(1, .key), .layer(1, .value):
      if slots.slot(of: column) == .read { return "O is zero until the second layer writes it" }
      let isStart = tensor == .layer(1, .query) && slots.slot(of: column) == .start
      return isStart ? "start is 1 at BOS only, where nothing is predicted" : nil
    case .layer(1, .attentionOutput):
      return slots.slot(of: row) == .read ? nil : "the readout reads O only"
    default: return nil
    }
  }

  private func name(_ coordinate: Int) -> String { slots.slot(of: coordinate)?.name ?? "" }

  /// Whether what stands there comes from the first layer's ReLU layer or the second layer.
  private func isWrittenLater(_ coordinate: Int) -> Bool {
    switch slots.slot(of: coordinate) {
    case .query, .key, .read: true
    default: false
    }
  }
}

extension ResidualSlot {
  fileprivate var isGathered: Bool {
    if case .gathered = self { true } else { false }
  }
}
