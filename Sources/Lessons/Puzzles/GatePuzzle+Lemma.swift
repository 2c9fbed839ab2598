import Arithmetic
import Constructions
import CopyTask

/// What the question asks of a gate, for strings of every length.
extension GatePuzzle {
  /// What a unit can be given: a code coordinate v or a flag f, and g.
  struct Input: Hashable {
    let value: Rational
    let isFlag: Bool
    let silence: Rational

    /// What has to come out.
    var due: Rational { silence == 0 ? value : 0 }
  }

  /// The gate on the plain inputs that the question speaks of, and on each other one that some string of whatever
  /// length gives it.
  ///
  /// These are finitely many. Up to k = i a slot holds the piece of a token, and g counts the boundaries that are
  /// nearer, so that all is seen in the last n + 1 tokens. Beyond it holds the mean of all i + 1 <= n tokens. So BOS
  /// and n + 1 tokens give all that can occur.
  func lemma() -> LemmaCheck {
    var places: [Input: String] = [:]
    var inputs = GatePuzzle.plainInputs
    let alphabet = Alphabet(size: parameters.alphabetSize)
    for tokens in beginnings {
      for (slot, given) in self.inputs(of: tokens) {
        for input in given where places[input] == nil {
          places[input] = ", in \(slot.name) after \(alphabet.text(of: tokens))"
          if !inputs.contains(input) { inputs.append(input) }
        }
      }
    }
    let wrong = inputs.firstIndex { output($0) != $0.due }
    let counterexample = wrong.map { index in
      let input = inputs[index]
      let what = input.isFlag ? "a flag f" : "a code coordinate v"
      return PuzzleCounterexample(
        "\(what) = \(input.value) with g = \(input.silence) becomes \(output(input)), due was \(input.due)"
          + (places[input] ?? ""))
    }
    return LemmaCheck(
      claim: .t23Gate, checked: wrong.map { $0 + 1 } ?? inputs.count,
      kind: "pairs of v or f with g, which are all that occur", counterexample: counterexample)
  }

  /// v in {-1, 0, 1} and f in {0, 1}, for g = 0, 1, 2.
  private static var plainInputs: [Input] {
    (0...2).flatMap { silence in
      [(-1, false), (0, false), (1, false), (0, true), (1, true)].map { value, isFlag in
        Input(value: Rational(value), isFlag: isFlag, silence: Rational(silence))
      }
    }
  }

  /// The sum over the units of weight * relu(slope * input + bias - strength * g).
  private func output(_ input: Input) -> Rational {
    (input.isFlag ? [flag] : code).reduce(Rational(0)) { sum, unit in
      let inner = Rational(unit.slope) * input.value + Rational(unit.bias) - Rational(strength) * input.silence
      return inner > 0 ? sum + Rational(unit.weight) * inner : sum
    }
  }

  /// BOS and up to n + 1 tokens, of which one may be COPY, in order of length.
  private var beginnings: [[Token]] {
    let alphabet = Alphabet(size: parameters.alphabetSize)
    var level: [[Token]] = [[alphabet.bos]]
    var all = level
    for _ in 0...parameters.ngram {
      level = level.flatMap { tokens in
        (Array(alphabet.content) + (tokens.contains(alphabet.copy) ? [] : [alphabet.copy])).map { tokens + [$0] }
      }
      all += level
    }
    return all
  }

  /// What the gates of Q_0 ... Q_{n-1} and K_1 ... K_n are given after these tokens.
  private func inputs(of tokens: [Token]) -> [(slot: ResidualSlot, inputs: [Input])] {
    let gathered = gathered(tokens)
    let flags = gathered.map { $0[parameters.codeBits] }
    func piece(_ offset: Int, _ silence: Rational) -> [Input] {
      gathered[offset].enumerated().map { index, value in
        Input(value: value, isFlag: index == parameters.codeBits, silence: silence)
      }
    }
    // A key does not count its own flag; BOS, which has nothing before it, is silent.
    let start: Rational = tokens.count == 1 ? 1 : 0
    return (0..<parameters.ngram).map { (.query($0), piece($0, flags[..<$0].reduce(0, +))) }
      + (1...parameters.ngram).map { (.key($0), piece($0, flags[1..<$0].reduce(start, +))) }
  }

  /// G_0 ... G_n after these tokens, by T2.3.windows: pieces, and the mean of all beyond BOS.
  private func gathered(_ tokens: [Token]) -> [[Rational]] {
    let specified = SpecifiedModel(parameters)
    let pieces = tokens.reversed().map { specified.piece($0).coordinates }
    let mean = (0...parameters.codeBits).map { index in
      pieces.reduce(Rational(0)) { $0 + $1[index] } / Rational(pieces.count)
    }
    return (0...parameters.ngram).map { $0 < pieces.count ? pieces[$0] : mean }
  }
}
