import Arithmetic
import CopyTask
import Lessons

/// The two-layer copier with all its choices open, written down once more from their definitions, without
/// matrices: the second way to what a puzzle's answer does.
struct PuzzleReference {
  var ngram: Int
  var alphabet: Alphabet
  var windows: [Int]
  var coefficients: [[Int]]
  var code: [GatePuzzle.Unit]
  var flag: GatePuzzle.Unit
  var strength: Int
  var scale: Int
  var content = 4
  var end = 3

  /// The project's choices, and the least beta with 4^beta > 8 (2 L_max + 1).
  init(ngram: Int, alphabetSize: Int) {
    self.ngram = ngram
    alphabet = Alphabet(size: alphabetSize)
    windows = Array(1...(ngram + 1))
    coefficients = (0...ngram).map { k in (1...(ngram + 1)).map { $0 == k + 1 ? $0 : $0 == k ? -$0 : 0 } }
    code = [
      GatePuzzle.Unit(slope: 2, bias: 1, weight: 1), GatePuzzle.Unit(slope: 2, bias: -1, weight: -1),
      GatePuzzle.Unit(slope: 0, bias: 1, weight: -1),
    ]
    flag = GatePuzzle.Unit(slope: 1, bias: 0, weight: 1)
    strength = 4
    let longest = (0..<ngram).reduce(1) { power, _ in power * alphabetSize } + ngram - 1
    scale = 0
    while 1 << (2 * scale) <= 8 * (2 * longest + 1) { scale += 1 }
    self.longest = longest
  }

  /// D^n + n - 1.
  let longest: Int

  /// d.
  var bits: Int { (2...).first { 1 << $0 >= alphabet.size } ?? 2 }

  /// Code, then flag.
  func piece(_ token: Token) -> [Rational] {
    let isBoundary = token == alphabet.bos || token == alphabet.copy
    guard alphabet.content.contains(token) else {
      return Array(repeating: 0, count: bits) + [isBoundary ? 1 : 0]
    }
    return (0..<bits).map { token >> $0 & 1 == 1 ? 1 : -1 } + [0]
  }

  private func mean(_ tokens: ArraySlice<Token>) -> [Rational] {
    let sum = tokens.map(piece).reduce([Rational](repeating: 0, count: bits + 1)) {
      zip($0, $1).map { $0 + $1 }
    }
    return sum.map { $0 / Rational(tokens.count) }
  }

  func gathered(_ tokens: ArraySlice<Token>, _ row: [Int]) -> [Rational] {
    var sum = [Rational](repeating: 0, count: bits + 1)
    for (window, coefficient) in zip(windows, row) where window > 0 {
      sum = zip(sum, mean(tokens.suffix(window))).map { $0 + Rational(coefficient) * $1 }
    }
    return sum
  }

  func gated(_ piece: [Rational], _ silence: Rational) -> [Rational] {
    func output(_ unit: GatePuzzle.Unit, _ value: Rational) -> Rational {
      let inner = Rational(unit.slope) * value + Rational(unit.bias) - Rational(strength) * silence
      return inner > 0 ? Rational(unit.weight) * inner : 0
    }
    let codes = piece.dropLast().map { value in code.reduce(Rational(0)) { $0 + output($1, value) } }
    return codes + [output(flag, piece[bits])]
  }

  /// The logits after the tokens; `nil` if a score is not an integer, so that its power of two is irrational.
  func logits(_ tokens: [Token]) -> [Rational]? {
    func pieces(_ position: Int) -> [[Rational]] { coefficients.map { gathered(tokens[...position], $0) } }
    let last = pieces(tokens.count - 1)
    let query = (0..<ngram).map { k in gated(last[k], last[..<k].reduce(0) { $0 + $1[bits] }) }
    var scores: [Rational] = []
    for position in tokens.indices {
      let all = pieces(position)
      let start: Rational = tokens[position] == alphabet.bos ? 1 : 0
      let key = (1...ngram).map { k in gated(all[k], all[1..<k].reduce(start) { $0 + $1[bits] }) }
      var score: Rational = 0
      for (q, k) in zip(query, key) {
        for coordinate in 0...bits { score += q[coordinate] * k[coordinate] * (coordinate == bits ? 2 : 1) }
      }
      scores.append(Rational(scale) * score)
    }
    guard scores.allSatisfy(\.isInteger), let least = scores.min(), let most = scores.max(),
      most - least < 10_000
    else { return nil }
    let weights = scores.map { Rational.powerOfTwo(Int(exactly: ($0 - least).numerator) ?? 0) }
    let total = weights.reduce(0, +)
    var read = [Rational](repeating: 0, count: bits + 1)
    for (token, weight) in zip(tokens, weights) {
      read = zip(read, piece(token)).map { $0 + weight / total * $1 }
    }
    let contents = alphabet.content.map { token in
      Rational(content) * zip(piece(token), read).dropLast().reduce(Rational(0)) { $0 + $1.0 * $1.1 }
    }
    return contents + [0, 0, Rational(end * bits) * read[bits]]
  }

  /// What a case comes to.
  enum Outcome: Equatable {
    case right
    /// The first output asked for that is wrong: all tokens of the largest logit, one or more.
    case wrong(step: Int, wrote: [Token])
    /// A score is not an integer.
    case unknown
  }

  /// Decodes greedily, as long as it is right, and compares the first `outputs` of x_1 ... x_L EOS.
  func outcome(_ string: [Token], outputs: Int) -> Outcome {
    var tokens = [alphabet.bos] + string + [alphabet.copy]
    for (step, due) in (string + [alphabet.eos]).prefix(outputs).enumerated() {
      guard let logits = logits(tokens) else { return .unknown }
      let most = logits.max() ?? 0
      let winners = logits.indices.filter { logits[$0] == most }
      guard winners == [due] else { return .wrong(step: step, wrote: winners) }
      tokens.append(due)
    }
    return .right
  }

  /// The strings in order of length, then of the alphabet, each with the outputs that are asked for.
  func strings(_ outputs: ([Token]) -> Int?) -> [([Token], Int)] {
    var all: [([Token], Int)] = []
    var level: [[Token]] = [[]]
    for _ in 0..<longest {
      level = level.flatMap { string in alphabet.content.map { string + [$0] } }
      all += level.compactMap { string in outputs(string).map { (string, $0) } }
    }
    return all
  }

  /// L + 1 if all n-grams are distinct, by their definition.
  func promised(_ string: [Token]) -> Int? {
    let ngrams = string.indices.dropLast(ngram - 1).map { Array(string[$0..<($0 + ngram)]) }
    return Set(ngrams).count == ngrams.count ? string.count + 1 : nil
  }

  /// L if no n-gram has two successors, and L + 1 if none has with the end as a successor.
  func copyable(_ string: [Token]) -> Int? {
    var successors: [[Token]: Token] = [:]
    for (index, token) in (string + [alphabet.eos]).enumerated().dropFirst(ngram) {
      let ngram = Array(string[(index - self.ngram)..<index])
      if let known = successors[ngram], known != token { return token == alphabet.eos ? string.count : nil }
      successors[ngram] = token
    }
    return string.count + 1
  }

  /// The first string that comes out wrong or unknown, and how many were run; the strings before it are right.
  func firstMistake(_ strings: [([Token], Int)]) -> (checked: Int, string: [Token], outcome: Outcome)? {
    for (index, (string, outputs)) in strings.enumerated() {
      let outcome = outcome(string, outputs: outputs)
      if outcome != .right { return (index + 1, string, outcome) }
    }
    return nil
  }

  /// Whether a verdict says what this reference finds. Where a power of two is irrational, the reference says
  /// nothing of that string, and all before it still have to be right.
  ///
  /// - Parameter lemmaHolds: Whether the answer is what the lemma says, for puzzles that ask for one. Where it is not
  ///   and all strings are copied, the counterexample is no string that is miscopied.
  func agrees(with verdict: PuzzleVerdict, on strings: [([Token], Int)], lemmaHolds: Bool = true) -> Bool {
    let mistake = firstMistake(strings)
    if mistake == nil, !lemmaHolds {
      return verdict.counterexample?.step == nil && !verdict.isSolved && verdict.total == nil
    }
    if mistake?.outcome == .unknown, verdict.total == nil { return !lemmaHolds }
    guard verdict.total == strings.count else { return false }
    guard let mistake else {
      return verdict.isSolved && verdict.checked == strings.count
    }
    switch mistake.outcome {
    case .unknown: return verdict.checked >= mistake.checked
    case .wrong(let step, let wrote):
      let found = verdict.counterexample
      return verdict.checked == mistake.checked && found?.string == mistake.string && found?.step == step
        && found?.wrote == wrote
    case .right: return false
    }
  }
}
