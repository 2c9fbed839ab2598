public import Arithmetic
import Constructions
public import CopyTask
import Transformers

/// One step of greedy decoding in exact arithmetic: the attention weight of the right key, and all logits.
///
/// With N keys at each number of points, and of their values so many with each code bit set, numerators over
/// the common denominator Z = sum of N 2^(beta points) are integers, up to one power of two:
///
///     O_code[b] Z = sum over points of 2^(beta points) (keys with bit b set - keys with bit b clear).
///
/// They are kept as integers over Z: reducing each to lowest terms costs more than everything else where n d
/// is large.
public struct ExactStep: Sendable {
  /// 2^(beta points) of the right key, over `total` its attention weight.
  private let rightPower: Integer

  /// Z.
  private let total: Integer

  /// Z times the logit of each token of the vocabulary.
  private let numerators: [Integer]

  /// The attention weight of the right key.
  public var rightWeight: Rational { Rational(rightPower, total) }

  /// One logit for each token of the vocabulary.
  public var logits: [Rational] { numerators.map { Rational($0, total) } }

  /// The token with the largest logit, where that is certain.
  func argmax() throws(ArgmaxError) -> Token {
    // Z is positive: numerators are in the order of logits.
    try certainArgmax(numerators.map { Rational($0) })
  }

  /// The lead of a token's logit over all others.
  public func margin(of token: Token) -> Rational {
    var rival: Integer?
    for (other, numerator) in numerators.enumerated() where other != token {
      rival = rival.map { max($0, numerator) } ?? numerator
    }
    return Rational(numerators[token] - (rival ?? 0), total)
  }

  /// Evaluates a step over all visible keys: those of the prompt and those of what was generated.
  ///
  /// - Complexity: O(keys (n d / 64 + d)).
  init(_ scores: PackedScores, prompt: PackedKeys, generated: PackedKeys, right: Int) {
    let parameters = scores.parameters
    let bits = parameters.codeBits
    var tally = Tally(parameters)
    // BOS: a flag, read by every query that finds nothing better.
    tally.add(nil, points: PackedScores.pointsOfBOS)
    for keys in [prompt, generated] {
      for index in 0..<keys.count { tally.add(keys.values[index], points: scores.points(of: index, in: keys)) }
    }
    let levels = tally.levels
    let lowest = levels.first ?? 0
    func power(_ points: Int) -> Integer { Integer(1) << (parameters.scale * (points - lowest)) }
    var total: Integer = 0
    var flag: Integer = 0
    var code = [Integer](repeating: 0, count: bits)
    for points in levels {
      let weight = power(points)
      total += weight * Integer(tally.keys(points))
      flag += weight * Integer(tally.flags(points))
      for bit in code.indices { code[bit] += weight * Integer(tally.surplus(points, bit: bit)) }
    }
    rightPower = power(scores.points(of: right, in: prompt))
    self.total = total
    var numerators = (0..<parameters.alphabetSize).map { token in
      var agreement: Integer = 0
      for bit in code.indices {
        if (token >> bit) & 1 == 1 { agreement += code[bit] } else { agreement -= code[bit] }
      }
      return Integer(ConstructionConstants.contentGain) * agreement
    }
    numerators += [0, 0, Integer(ConstructionConstants.endGain * bits) * flag]
    self.numerators = numerators
  }
}

/// The values of all keys, by their points: how many keys, how many flags among them, and how many content
/// tokens have each code bit set.
private struct Tally {
  private let bits: Int
  /// Points range from -n d, all bits wrong, to n d + B.
  private let lowest: Int
  private var counts: [Int]
  private var flagCounts: [Int]
  private var setCounts: [Int]

  init(_ parameters: NgramParameters) {
    bits = parameters.codeBits
    lowest = -parameters.ngram * bits
    let levels = 2 * parameters.ngram * bits + ConstructionConstants.boundaryBonus + 1
    counts = Array(repeating: 0, count: levels)
    flagCounts = counts
    setCounts = Array(repeating: 0, count: levels * bits)
  }

  mutating func add(_ value: Token?, points: Int) {
    let level = points - lowest
    counts[level] += 1
    guard let value else {
      flagCounts[level] += 1
      return
    }
    for bit in 0..<bits { setCounts[level * bits + bit] += (value >> bit) & 1 }
  }

  /// The points that occur, ascending.
  var levels: [Int] { counts.indices.filter { counts[$0] != 0 }.map { $0 + lowest } }

  func keys(_ points: Int) -> Int { counts[points - lowest] }

  func flags(_ points: Int) -> Int { flagCounts[points - lowest] }

  /// Keys with the bit set in their value, less those with it clear.
  func surplus(_ points: Int, bit: Int) -> Int {
    2 * setCounts[(points - lowest) * bits + bit] - (keys(points) - flags(points))
  }
}
