import Arithmetic
import Constructions
import CopyTask
import Transformers

/// The values of all keys visible at one step, by the points of their keys: how many keys, how many flags
/// among them, and how many content tokens have each code bit set. Everything the step computes follows from
/// these counts.
struct ValueTally {
  private let form: PackedForm
  private let bits: Int

  /// Points range from -n d, all bits wrong, to n d + B.
  private let lowest: Int
  private var counts: [Int]
  private var flagCounts: [Int]
  private var setCounts: [Int]

  /// Counts the keys of the prompt, and the first `visible` keys of what was generated.
  ///
  /// - Complexity: O(keys (n d / 64 + d)).
  init(_ scores: PackedScores, prompt: PackedKeys, generated: PackedKeys, visible: Int) {
    form = scores.form
    bits = form.codeBits
    lowest = -form.ngram * bits
    let levels = 2 * form.ngram * bits + form.boundaryBonus + 1
    counts = Array(repeating: 0, count: levels)
    flagCounts = counts
    setCounts = Array(repeating: 0, count: levels * bits)
    // BOS: a flag, read by every query that finds nothing better.
    add(nil, points: PackedScores.pointsOfBOS)
    for (keys, count) in [(prompt, prompt.count), (generated, visible)] {
      for (index, points) in scores.points(keys, 0..<count).enumerated() { add(keys.values[index], points: points) }
    }
  }

  private mutating func add(_ value: Token?, points: Int) {
    let level = points - lowest
    counts[level] += 1
    guard let value else {
      flagCounts[level] += 1
      return
    }
    let code = form.code(value)
    for bit in 0..<bits { setCounts[level * bits + bit] += Int(truncatingIfNeeded: code >> UInt64(bit)) & 1 }
  }

  /// The points that occur, ascending. There is one at least: BOS's.
  var levels: [Int] { counts.indices.filter { counts[$0] != 0 }.map { $0 + lowest } }

  func keys(_ points: Int) -> Int { counts[points - lowest] }

  func flags(_ points: Int) -> Int { flagCounts[points - lowest] }

  /// Keys with the bit set in their value, less those with it clear.
  func surplus(_ points: Int, bit: Int) -> Int {
    2 * setCounts[(points - lowest) * bits + bit] - (keys(points) - flags(points))
  }
}

// MARK: - Deciding by doubles

extension ValueTally {
  /// A bound on the error of a logit found in doubles. Weights are powers of two at most 1, relative to the
  /// heaviest level; each sum of counts times weights errs by less than 2^-30 of the sum of magnitudes, which
  /// is at most Z, and a logit adds up d of them with the gain of content, or one with that of the end. Twice as
  /// much leaves room for the additions.
  static func logitError(_ margins: ReadoutMargins) -> Double {
    Double(max(margins.contentGain * margins.codeBits, margins.endGain)) * 0x1p-29
  }

  /// The token with the largest logit and its lead over all others, found in doubles: right, and the lead
  /// right to within twice `logitError`, if the lead is more than that.
  func approximateArgmax() -> (token: Token, lead: Double) {
    let levels = levels
    let top = levels[levels.count - 1]
    var total = 0.0
    var flag = 0.0
    var code = [Double](repeating: 0, count: bits)
    for points in levels {
      let weight = Double(sign: .plus, exponent: form.scale * (points - top), significand: 1)
      guard weight > 0 else { continue }
      total += weight * Double(keys(points))
      flag += weight * Double(flags(points))
      for bit in code.indices { code[bit] += weight * Double(surplus(points, bit: bit)) }
    }
    let content = (0..<form.alphabetSize).map { token in
      var agreement = 0.0
      let due = form.code(token)
      for bit in code.indices { agreement += (due >> UInt64(bit)) & 1 == 1 ? code[bit] : -code[bit] }
      return Double(form.margins.contentGain) * agreement / total
    }
    let logits = content + [0, 0, Double(form.margins.endGain) * flag / total]
    var best = 0
    for token in logits.indices where logits[token] > logits[best] { best = token }
    var rival = -Double.infinity
    for token in logits.indices where token != best { rival = max(rival, logits[token]) }
    return (best, logits[best] - rival)
  }

  /// The token with the largest logit, where that is certain: what was found in doubles if they can tell,
  /// otherwise found exactly.
  func argmax(_ guess: (token: Token, lead: Double)) throws(ArgmaxError) -> Token {
    if guess.lead > 2 * ValueTally.logitError(form.margins) { return guess.token }
    return try ExactStep(self, form, rightPoints: lowest).argmax()
  }
}
