public import Constructions
public import CopyTask
public import Rounding
import Transformers

/// A string that is not copied in an arithmetic: seen in a run of the reference, not concluded.
public struct FailingRun: Sendable {
  /// The string.
  public let string: [Token]

  /// The arithmetic, with the order of its sums.
  public let arithmetic: FloatArithmetic

  /// The order of the scores' sums in parentheses, if it is none that has a name.
  public let scoreTree: SummationTree?

  /// The first wrong token.
  public let mismatch: CopyRun<EmulatedFloat>.Mismatch

  /// Runs the string, and returns where the run fails; `nil` if the string is copied and ended.
  public init?(of string: [Token], by model: RoundedCopier) throws {
    let prompt = Prompt(alphabet: Alphabet(size: model.parameters.alphabetSize), content: string)
    guard let mismatch = try CopyRun(of: prompt, by: model.transformer).firstMismatch else { return nil }
    (self.string, arithmetic, scoreTree, self.mismatch) = (string, model.arithmetic, model.scoreTree, mismatch)
  }
}

/// The construction in an arithmetic: the reference's forward pass.
public struct RoundedCopier: Sendable {
  /// n, D and the scale.
  public let parameters: NgramParameters
  /// How it computes.
  public let arithmetic: FloatArithmetic
  let scoreTree: SummationTree?
  let transformer: Transformer<EmulatedFloat>

  /// The construction, its weights rounded once.
  public init(_ parameters: NgramParameters, in arithmetic: FloatArithmetic) {
    self.init(parameters, NgramCopier(parameters).weights, in: arithmetic, scoreTree: nil)
  }

  init(
    _ parameters: NgramParameters, _ weights: TransformerWeights<Int>, in arithmetic: FloatArithmetic,
    scoreTree: SummationTree?
  ) {
    (self.parameters, self.arithmetic, self.scoreTree) = (parameters, arithmetic, scoreTree)
    transformer = Transformer(rounding: weights, to: arithmetic)
  }

  /// The tree over the coordinates of a key in which one disagreeing bit of the newest token matters least: `worst`
  /// over the code coordinates, its leaf 0 the first bit of the newest token, and the flags after it.
  static func scoreTree(_ parameters: NgramParameters, from worst: WorstTree) -> SummationTree {
    let (n, piece) = (parameters.ngram, parameters.codeBits + 1)
    let (codes, flags) = ((0..<(n * piece)).filter { $0 % piece != piece - 1 }, (1...n).map { $0 * piece - 1 })
    let root = worst.tree.additions.last?.target ?? 0
    return SummationTree(
      leaves: n * piece,
      additions: worst.tree.additions.map { (codes[$0.target], codes[$0.source]) } + flags.map { (codes[root], $0) })
  }
}
