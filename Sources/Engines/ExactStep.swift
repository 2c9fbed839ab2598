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

  /// Z, up to the power of two.
  let total: Integer

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
  public func margin(of token: Token) -> Rational { Rational(lead(of: token), total) }

  /// Z times that.
  func lead(of token: Token) -> Integer {
    var rival: Integer?
    for (other, numerator) in numerators.enumerated() where other != token {
      rival = rival.map { max($0, numerator) } ?? numerator
    }
    return numerators[token] - (rival ?? 0)
  }

  /// Evaluates a step from the counts of its keys; `rightPoints` are those of the right key.
  ///
  /// - Complexity: O(levels d + D d) operations on integers of up to 2 beta n d bits.
  init(_ tally: ValueTally, _ form: PackedForm, rightPoints: Int) {
    self.init(tally.levels.reversed(), tally, form, lowest: tally.levels[0], excess: 0, rightPoints)
  }

  /// Evaluates the given levels of a step, descending, with 2^(beta lowest - excess) for the unit of weight.
  init(
    _ levels: [Int], _ tally: ValueTally, _ form: PackedForm, lowest: Int, excess: Int,
    _ rightPoints: Int
  ) {
    let bits = form.codeBits
    // Horner's rule from the highest level down to the lowest: before a level is added, the sums so far are
    // brought to its weight.
    var total: Integer = 0
    var flag: Integer = 0
    var code = [Integer](repeating: 0, count: bits)
    var previous = levels[0]
    for points in levels {
      let shift = form.scale * (previous - points)
      total = (total << shift) + Integer(tally.keys(points))
      flag = (flag << shift) + Integer(tally.flags(points))
      for bit in code.indices { code[bit] = (code[bit] << shift) + Integer(tally.surplus(points, bit: bit)) }
      previous = points
    }
    let shift = form.scale * (previous - lowest) + excess
    total = total << shift
    flag = flag << shift
    for bit in code.indices { code[bit] = code[bit] << shift }
    rightPower = Integer(1) << (form.scale * max(0, rightPoints - lowest) + excess)
    self.total = total
    var numerators = (0..<form.alphabetSize).map { token in
      let due = form.code(token)
      var agreement: Integer = 0
      for bit in code.indices {
        if (due >> UInt64(bit)) & 1 == 1 { agreement += code[bit] } else { agreement -= code[bit] }
      }
      return Integer(form.margins.contentGain) * agreement
    }
    numerators += [0, 0, Integer(form.margins.endGain) * flag]
    self.numerators = numerators
  }
}
