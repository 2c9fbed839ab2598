import Arithmetic
import Constructions
import Transformers

extension LoadedModel {
  /// Whether every weight is that of the construction for the n and D that the metadata names. In base e,
  /// where W_Q is rounded, the answer is no.
  public var isConstruction: Bool {
    guard metadata.softmaxBase == .two, let ngram = metadata.ngram,
      let parameters = try? NgramParameters(ngram: ngram, alphabetSize: metadata.alphabetSize),
      // Nothing is built for an n that the tensors do not have.
      ConstructionSize(parameters).nonzeros == Integer(nonzeros)
    else { return false }
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
