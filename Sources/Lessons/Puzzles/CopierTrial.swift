import Arithmetic
import Constructions
import CopyTask
import Transformers

/// The construction with somebody's weights in it, run on strings.
///
/// Every decision is certain. Intervals of 128 bits that enclose the exact numbers make most of them, and
/// exact fractions those that the intervals leave open, such as ties. Where a power of two is irrational or
/// has too many digits for a fraction, intervals of 4,096 bits have the last word.
struct CopierTrial {
  let parameters: NgramParameters
  let weights: TransformerWeights<Int>

  private let enclosing: Transformer<Interval>

  init(_ parameters: NgramParameters, _ weights: TransformerWeights<Int>) {
    (self.parameters, self.weights) = (parameters, weights)
    enclosing = Transformer(rounding: weights, to: .standard)
  }

  var alphabet: Alphabet { Alphabet(size: parameters.alphabetSize) }

  /// Bits of the last resort.
  private static let mostBits = 4096

  /// Bits of the largest ratio of attention weights for which fractions are taken: thousands of times what an
  /// answer needs that works, and still a fraction of a second.
  private static let mostScoreBits = 1 << 14

  /// The first of the outputs asked for at which something else was written.
  ///
  /// - Parameter outputs: how many of x_1 ... x_L EOS are asked for.
  func mistake(on string: [Token], outputs: Int) throws(ScalarError) -> PuzzleCounterexample? {
    let prompt = Prompt(alphabet: alphabet, content: string)
    let run = try CopyRun(of: prompt, by: enclosing)
    guard case .undecided? = run.uncertainty, run.generated.count < outputs else {
      return mistake(run, outputs)
    }
    if try hasShortScores(prompt.tokens + run.generated) {
      return mistake(try CopyRun(of: prompt, by: Transformer<Rational>(rounding: weights, to: ())), outputs)
    }
    let precision = Precision(bits: CopierTrial.mostBits) ?? .standard
    return mistake(
      try CopyRun(of: prompt, by: Transformer<Interval>(rounding: weights, to: precision)), outputs)
  }

  private func mistake<Element: Scalar>(_ run: CopyRun<Element>, _ outputs: Int) -> PuzzleCounterexample? {
    guard let mismatch = run.firstMismatch, mismatch.step < outputs else { return nil }
    let wrote: [Token] =
      switch (mismatch.wrote, run.uncertainty) {
      case (let token?, _): [token]
      case (nil, .tie(let candidates)?), (nil, .undecided(let candidates)?): candidates
      case (nil, nil): []
      }
    return PuzzleCounterexample(
      run.prompt.content, in: alphabet, step: mismatch.step, wrote: wrote, due: mismatch.due)
  }

  /// Whether fractions can hold the attention weights after `tokens`: all scores that are met are integers,
  /// and not too far apart.
  private func hasShortScores(_ tokens: [Token]) throws(ScalarError) -> Bool {
    let exact = weights.map { Rational($0) }
    let head = exact.layers[1].heads[0]
    var decoder = Decoder(firstLayer, capacity: tokens.count)
    var keys: [[Rational]] = []
    for token in tokens {
      let residual = try decoder.step(token).layers[0].output
      keys.append(head.key.times(residual))
      let query = head.query.times(residual)
      let scores = keys.map { key in zip(query, key).reduce(into: Rational(0)) { $0.add($1.0, times: $1.1) } }
      let spread = (scores.max() ?? 0) - (scores.min() ?? 0)
      guard scores.allSatisfy(\.isInteger), spread <= Rational(CopierTrial.mostScoreBits) else {
        return false
      }
    }
    return true
  }

  /// The first layer alone, in exact arithmetic: it takes means, and no powers of two.
  private var firstLayer: Transformer<Rational> {
    var first = weights
    first.layers.removeLast()
    return Transformer(rounding: first, to: ())
  }

  /// What a slot holds, what it should hold, and words that lead from one to the other.
  typealias Slot = (name: String, found: [Rational], due: SpecifiedModel.Piece, words: String)

  /// The first position of BOS x COPY x, and the slot there, that the first layer does not fill as a lemma
  /// says.
  ///
  /// - Parameter slots: What the lemma says of a position.
  func firstWrongPiece(
    _ string: [Token], slots: (ForcedRun<Rational>, SpecifiedModel, _ position: Int) -> [Slot]
  ) throws(ScalarError) -> String? {
    let run = try ForcedRun(parameters, string, model: firstLayer)
    let specified = SpecifiedModel(parameters)
    func text(_ piece: [Rational]) -> String { "(" + piece.map { "\($0)" }.joined(separator: ", ") + ")" }
    for position in run.tokens.indices {
      for slot in slots(run, specified, position) where slot.found != slot.due.coordinates {
        return "at position \(position), \(alphabet.text(of: run.tokens[position])), \(slot.name) is "
          + "\(text(slot.found)), and \(slot.words) \(text(slot.due.coordinates))"
      }
    }
    return nil
  }
}
