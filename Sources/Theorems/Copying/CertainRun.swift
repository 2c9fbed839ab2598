public import Arithmetic
public import Constructions
public import CopyTask
public import Transformers

/// The construction with somebody's weights in it, and what it certainly writes.
///
/// Intervals of 128 bits that enclose the exact numbers make most decisions, and exact fractions those that the
/// intervals leave open, such as ties. Where a power of two is irrational or has too many digits for a fraction,
/// intervals of 4,096 bits have the last word: what they leave open is undecided, and counts as not written.
public struct CertainRun: Sendable {
  /// n and D of the construction.
  public let parameters: NgramParameters

  /// The weights: two layers, the first of which takes means alone, the second of one head.
  public let weights: TransformerWeights<Int>

  private let enclosing: Transformer<Interval>

  /// Runs of these weights.
  ///
  /// - Precondition: They have the shape of the construction for `parameters`.
  public init(_ parameters: NgramParameters, _ weights: TransformerWeights<Int>) {
    (self.parameters, self.weights) = (parameters, weights)
    enclosing = Transformer(rounding: weights, to: .standard)
  }

  /// Where something else is written than is due.
  public struct Mistake: Hashable, Sendable {
    /// The number of tokens that were written before.
    public let step: Int
    /// What is written; the tokens that cannot be told apart, if there are several; none if decoding has ended.
    public let wrote: [Token]
    /// What is due.
    public let due: Token
  }

  /// Bits of the last resort.
  private static let mostBits = 4096

  /// Bits of the largest ratio of attention weights for which fractions are taken: thousands of times what weights
  /// need that copy, and still a fraction of a second.
  private static let mostScoreBits = 1 << 14

  /// The first of the outputs asked for at which something else is written.
  ///
  /// - Parameters:
  ///   - content: The string x, of tokens in `0 ..< D`.
  ///   - outputs: How many of x_1 ... x_L EOS are asked for.
  /// - Throws: `ScalarError` where an attention score has no power of two in any type of numbers.
  public func firstMistake(on content: [Token], outputs: Int) throws(ScalarError) -> Mistake? {
    let prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    let run = try CopyRun(of: prompt, by: enclosing)
    guard case .undecided? = run.uncertainty, run.generated.count < outputs else {
      return mistake(run, outputs)
    }
    if try hasShortScores(prompt.tokens + run.generated) {
      return mistake(try CopyRun(of: prompt, by: Transformer<Rational>(rounding: weights, to: ())), outputs)
    }
    let precision = Precision(bits: CertainRun.mostBits) ?? .standard
    return mistake(
      try CopyRun(of: prompt, by: Transformer<Interval>(rounding: weights, to: precision)), outputs)
  }

  private func mistake<Element: Scalar>(_ run: CopyRun<Element>, _ outputs: Int) -> Mistake? {
    guard let mismatch = run.firstMismatch, mismatch.step < outputs else { return nil }
    let wrote: [Token] =
      switch (mismatch.wrote, run.uncertainty) {
      case (let token?, _): [token]
      case (nil, .tie(let candidates)?), (nil, .undecided(let candidates)?): candidates
      case (nil, nil): []
      }
    return Mistake(step: mismatch.step, wrote: wrote, due: mismatch.due)
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
      guard scores.allSatisfy(\.isInteger), spread <= Rational(CertainRun.mostScoreBits) else {
        return false
      }
    }
    return true
  }

  /// The first layer alone, in exact arithmetic: it takes means, and no powers of two.
  public var firstLayer: Transformer<Rational> {
    var first = weights
    first.layers.removeLast()
    return Transformer(rounding: first, to: ())
  }
}
