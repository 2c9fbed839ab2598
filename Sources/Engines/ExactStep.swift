public import Arithmetic
import Constructions
public import CopyTask

/// One step of greedy decoding in exact arithmetic: the attention weight of the right key, and all logits.
///
/// With N keys at each number of points, and of their values so many with each code bit set, numerators over
/// the common denominator Z = sum of N 2^(beta points) are integers, up to one power of two:
///
///     O_code[b] Z = sum over points of 2^(beta points) (keys with bit b set - keys with bit b clear).
public struct ExactStep: Sendable {
  /// The attention weight of the right key.
  public let rightWeight: Rational

  /// One logit for each token of the vocabulary.
  public let logits: [Rational]

  /// The lead of a token's logit over all others.
  public func margin(of token: Token) -> Rational {
    var rival: Rational?
    for (other, logit) in logits.enumerated() where other != token {
      rival = rival.map { max($0, logit) } ?? logit
    }
    return logits[token] - (rival ?? 0)
  }

  /// Evaluates a step over all visible keys: those of the prompt and those of what was generated.
  ///
  /// - Complexity: O(keys (n d / 64 + d)).
  init(_ scores: PackedScores, prompt: PackedKeys, generated: PackedKeys, right: Int) {
    let parameters = scores.parameters
    let bits = parameters.codeBits
    var tallies: [Int: Tally] = [:]
    func add(_ value: Token?, points: Int) {
      tallies[points, default: Tally(bits: bits)].add(value)
    }
    // BOS: a flag, read by every query that finds nothing better.
    add(nil, points: PackedScores.pointsOfBOS)
    for keys in [prompt, generated] {
      for index in 0..<keys.count { add(keys.values[index], points: scores.points(of: index, in: keys)) }
    }
    let lowest = tallies.keys.min() ?? 0
    func power(_ points: Int) -> Integer { Integer(1) << (parameters.scale * (points - lowest)) }
    var total: Integer = 0
    var flag: Integer = 0
    var code = [Integer](repeating: 0, count: bits)
    for (points, tally) in tallies {
      let weight = power(points)
      total += weight * Integer(tally.count)
      flag += weight * Integer(tally.flags)
      for bit in code.indices {
        code[bit] += weight * Integer(2 * tally.set[bit] - (tally.count - tally.flags))
      }
    }
    rightWeight = Rational(power(scores.points(of: right, in: prompt)), total)
    var logits = (0..<parameters.alphabetSize).map { token in
      var agreement: Integer = 0
      for bit in code.indices {
        if (token >> bit) & 1 == 1 { agreement += code[bit] } else { agreement -= code[bit] }
      }
      return Rational(Integer(ConstructionConstants.contentGain) * agreement, total)
    }
    logits += [0, 0, Rational(Integer(ConstructionConstants.endGain * bits) * flag, total)]
    self.logits = logits
  }

  /// The values of the keys with one number of points.
  private struct Tally {
    var count = 0
    var flags = 0
    /// How many content tokens have each code bit set.
    var set: [Int]

    init(bits: Int) { set = Array(repeating: 0, count: bits) }

    mutating func add(_ value: Token?) {
      count += 1
      guard let value else {
        flags += 1
        return
      }
      for bit in set.indices { set[bit] += (value >> bit) & 1 }
    }
  }
}
