import Arithmetic
public import Constructions
import Transformers

extension LoadedModel {
  /// Whether every weight is that of the construction for the n and D that the metadata names, by one of the
  /// rules for the scale about which something is proved. In base e, where W_Q is rounded, the answer is no.
  public var isConstruction: Bool { scaleRule != nil }

  /// The rule for the scale by which every weight is that of the construction, if there is one: the first of
  /// `ScaleRule.proved`, where several give the same weights. A scale or a boundary bonus that the metadata names
  /// has to be that of the rule.
  ///
  /// - Complexity: O(nonzeros).
  public var scaleRule: ScaleRule? {
    guard metadata.softmaxBase == .two, let ngram = metadata.ngram else { return nil }
    return ScaleRule.proved.first { rule in
      guard
        let parameters = try? NgramParameters(
          ngram: ngram, alphabetSize: metadata.alphabetSize, scaleRule: rule),
        // Nothing is built for an n that the tensors do not have, nor for another scale than the file's.
        ConstructionSize(parameters).nonzeros == Integer(nonzeros),
        metadata.scale ?? parameters.scale == parameters.scale,
        metadata.boundaryBonus ?? parameters.boundaryBonus == parameters.boundaryBonus
      else { return false }
      return isConstruction(parameters)
    }
  }

  private func isConstruction(_ parameters: NgramParameters) -> Bool {
    let due = NgramCopier(parameters).weights.map { Rational($0) }
    return due.embedding == weights.embedding && due.unembedding == weights.unembedding
      && due.layers.count == weights.layers.count
      && zip(due.layers, weights.layers).allSatisfy { $0.isSame(as: $1) }
  }
}

extension LayerWeights<Rational> {
  fileprivate func isSame(as other: LayerWeights<Rational>) -> Bool {
    output == other.output && heads.count == other.heads.count
      && zip(heads, other.heads).allSatisfy {
        $0.window == $1.window && $0.query == $1.query && $0.key == $1.key && $0.value == $1.value
      }
      && perceptron?.input == other.perceptron?.input && perceptron?.bias == other.perceptron?.bias
      && perceptron?.output == other.perceptron?.output
  }
}
