import Constructions
import CopyTask
import Transformers

/// Why some changes of a weight change nothing: the value is multiplied with zero, or its product is never
/// read.
struct MutantEquivalence {
  let weights: TransformerWeights<Int>
  let parameters: NgramParameters

  static let gateIsStrongEnough =
    "a unit that is to be silenced has 2v + 1 - M g <= 0 for every M >= 3, and relu is 0 there"

  /// The reason why the change of this entry makes no difference, or `nil` if none is known.
  func reason(_ tensor: WeightMatrix, row: Int, column: Int, from value: Int, to changed: Int) -> String? {
    let name = tensor.name
    let alphabet = Alphabet(size: parameters.alphabetSize)
    if name == "embed" {
      if row == alphabet.eos { return "EOS is never read: decoding ends with it" }
      if row == alphabet.bos, slot(column) == "O" { return "the readout reads O where something is predicted" }
      return nil
    }
    if name.hasPrefix("layers.0.heads."), name.hasSuffix(".wv"), isIn(column, ["G_", "Q_", "K_", "O"]) {
      return "\(slot(column)) is zero when the first layer's attention reads it"
    }
    if name.hasPrefix("layers.0.heads."), name.hasSuffix(".wq") || name.hasSuffix(".wk") {
      return "the scores of the first layer's heads are products with the other matrix, which is zero"
    }
    if name == "layers.0.mlp.w1" {
      if isIn(column, ["Q_", "K_"]) || slot(column) == "O" {
        return "\(slot(column)) is zero when the first layer's ReLU layer reads it"
      }
      if value == -ConstructionConstants.gateStrength, changed != 0 { return MutantEquivalence.gateIsStrongEnough }
      return nil
    }
    if name == "layers.0.mlp.w2" {
      if isIn(row, ["G_"]) || slot(row) == "start" { return "\(slot(row)) is not read after the first layer" }
      return nil
    }
    if name.hasPrefix("layers.1.heads.0.") {
      if slot(column) == "O" { return "O is zero until the second layer writes it" }
      if name.hasSuffix(".wq"), slot(column) == "start" { return "start is 1 at BOS only, where nothing is predicted" }
      return nil
    }
    if name == "layers.1.attn.wo" {
      if slot(row) != "O" { return "the readout reads O only" }
      return nil
    }
    return nil
  }

  /// The name of the slot of a coordinate.
  private func slot(_ coordinate: Int) -> String {
    weights.layout.slots.first { $0.range.contains(coordinate) }?.name ?? ""
  }

  private func isIn(_ coordinate: Int, _ prefixes: [String]) -> Bool {
    prefixes.contains { slot(coordinate).hasPrefix($0) }
  }
}
